const PLACE = "first-paint";

/**
 * The browser paints nothing of a page before it has read as far as here. Without it a first screen is laid out and painted
 * anew after every few kilobytes, and what a person came for stands last.
 */
export function FirstPaint() {
  return (
    <>
      <link rel="expect" href={`#${PLACE}`} blocking="render" />
      <span id={PLACE} hidden />
    </>
  );
}
