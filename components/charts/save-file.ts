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

/** A drawn chart as a PNG with its title, in the colours on the screen, at twice the size. */
export async function chartPicture(svg: SVGSVGElement, title: string): Promise<Blob> {
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
  const { canvas, context, top } = pictureSheet({ width, height, title, from: svg.closest("section") });
  context.drawImage(image, 16, top, width, height);
  return pictureBlob(canvas);
}

const HEAD = 40;

/** An empty picture with its title, in the colours and type of the screen. Content starts at 16 and `top`. */
export function pictureSheet(size: {
  width: number;
  height: number;
  title: string;
  /** Whose background is taken. */
  from: Element | null;
}) {
  const { width, height, title } = size;
  const page = getComputedStyle(document.body);
  const scale = 2;
  const canvas = document.createElement("canvas");
  canvas.width = (width + 32) * scale;
  canvas.height = (height + HEAD + 16) * scale;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser cannot draw pictures.");
  context.scale(scale, scale);
  context.fillStyle = getComputedStyle(size.from ?? document.body).backgroundColor;
  context.fillRect(0, 0, width + 32, height + HEAD + 16);
  context.fillStyle = page.color;
  context.font = `600 15px ${page.fontFamily}`;
  context.fillText(title, 16, 26, width);
  context.font = `400 11px ${page.fontFamily}`;
  return { canvas, context, top: HEAD };
}

export function pictureBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is empty."))), "image/png"),
  );
}
