/** Hands the browser a file to save. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken its own hold of the data by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const DRAWN = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "font-family",
  "font-size",
  "font-weight",
  "opacity",
] as const;

/** What stands above a picture: its title, and period, timezone and the like below that. */
export type PictureWords = { title: string; facts: readonly string[] };

const LEGEND_ROW = 18;

/** A drawn chart as a PNG with its title and legend, in the colours on the screen, at twice the size. */
export async function chartPicture(
  svg: SVGSVGElement,
  words: PictureWords,
  /** The lines by name where the drawing itself does not name them. */
  legend: readonly { name: string; color: string }[],
): Promise<Blob> {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  // A picture knows nothing of the page's style sheets: every element takes its own values along.
  copies.forEach((element, index) => {
    const original = originals[index];
    if (!original) return;
    const style = getComputedStyle(original);
    for (const name of DRAWN) element.style.setProperty(name, style.getPropertyValue(name));
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const sheet = { words, from: svg.closest("section") };
  const measure = pictureSheet({ ...sheet, width, height }).context;
  let [x, row] = [0, 0];
  const places = legend.map((item) => {
    const room = measure.measureText(item.name).width + 32;
    if (x > 0 && x + room > width) [x, row] = [0, row + 1];
    const place = { ...item, x, row };
    x += room;
    return place;
  });
  const below = legend.length === 0 ? 0 : (row + 1) * LEGEND_ROW + 4;
  const { canvas, context, left, top } = pictureSheet({ ...sheet, width, height: height + below });
  const ink = context.fillStyle;
  context.drawImage(image, left, top, width, height);
  for (const place of places) {
    const y = top + height + 4 + place.row * LEGEND_ROW;
    context.fillStyle = place.color;
    context.fillRect(left + place.x, y + 3, 9, 9);
    context.fillStyle = ink;
    context.fillText(place.name, left + place.x + 15, y + 12);
  }
  return pictureBlob(canvas);
}

const HEAD = 58;
const MARGIN = 16;
/** Narrower than this a title would be squeezed. */
const LEAST_WIDTH = 420;

/** An empty picture with its words, in the colours and type of the screen. Content starts at `left` and `top`. */
export function pictureSheet(size: {
  width: number;
  height: number;
  words: PictureWords;
  /** Whose background is taken. */
  from: Element | null;
}) {
  const { title, facts } = size.words;
  const width = Math.max(size.width, LEAST_WIDTH);
  const page = getComputedStyle(document.body);
  const scale = 2;
  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * MARGIN) * scale;
  canvas.height = (size.height + HEAD + MARGIN) * scale;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser cannot draw pictures.");
  context.scale(scale, scale);
  context.fillStyle = getComputedStyle(size.from ?? document.body).backgroundColor;
  context.fillRect(0, 0, width + 2 * MARGIN, size.height + HEAD + MARGIN);
  context.fillStyle = page.color;
  context.font = `600 15px ${page.fontFamily}`;
  context.fillText(title, MARGIN, 26, width);
  context.font = `400 11px ${page.fontFamily}`;
  context.fillText(facts.join(" · "), MARGIN, 44, width);
  return { canvas, context, left: MARGIN, top: HEAD };
}

export function pictureBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is empty."))), "image/png"),
  );
}
