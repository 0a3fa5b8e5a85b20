import { pictureBlob, pictureSheet } from "./save-file";

/** A heat map as a PNG with its title: each cell where it stands and in the colour it has on the screen. */
export function gridPicture(grid: HTMLTableElement, title: string): Promise<Blob> {
  const frame = grid.getBoundingClientRect();
  const { canvas, context, top } = pictureSheet({
    width: Math.max(frame.width, 420),
    height: frame.height,
    title,
    from: grid.closest("section"),
  });
  const muted = getComputedStyle(grid).color;
  for (const cell of grid.querySelectorAll<HTMLElement>("[data-cell] > :first-child")) {
    const box = cell.getBoundingClientRect();
    context.fillStyle = getComputedStyle(cell).backgroundColor;
    context.fillRect(16 + box.left - frame.left, top + box.top - frame.top, box.width, box.height);
  }
  context.fillStyle = muted;
  for (const cell of grid.querySelectorAll<HTMLElement>("th, tr[aria-hidden] td")) {
    const box = cell.getBoundingClientRect();
    context.fillText(
      cell.textContent ?? "",
      16 + box.left - frame.left,
      top + box.top - frame.top + box.height / 2 + 4,
    );
  }
  return pictureBlob(canvas);
}
