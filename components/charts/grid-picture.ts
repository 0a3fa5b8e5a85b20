import { type PictureWords, pictureBlob, pictureSheet } from "./save-file";

/** A heat map with its legend as a PNG: each cell where it stands and in the colour it has on the screen. */
export function gridPicture(grid: HTMLElement, words: PictureWords): Promise<Blob> {
  const frame = grid.getBoundingClientRect();
  const { canvas, context, left, top } = pictureSheet({
    width: frame.width,
    height: frame.height,
    words,
    from: grid.closest("section"),
  });
  const placeOf = (element: Element) => {
    const box = element.getBoundingClientRect();
    return { ...box.toJSON(), x: left + box.left - frame.left, y: top + box.top - frame.top };
  };
  for (const cell of grid.querySelectorAll(".heat")) {
    const { x, y, width, height } = placeOf(cell);
    context.fillStyle = getComputedStyle(cell).backgroundColor;
    context.beginPath();
    context.roundRect(x, y, width, height, 3);
    context.fill();
  }
  context.fillStyle = getComputedStyle(grid.querySelector("table") ?? grid).color;
  for (const text of grid.querySelectorAll("th, tr[aria-hidden] td, [data-caption]")) {
    const { x, y, width, height } = placeOf(text);
    // The hours below the grid stand in the middle of their columns.
    context.textAlign = text.matches("td") ? "center" : "left";
    context.fillText(text.textContent ?? "", text.matches("td") ? x + width / 2 : x, y + height / 2 + 4);
  }
  return pictureBlob(canvas);
}
