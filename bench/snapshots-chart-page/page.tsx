import { createRoot } from "react-dom/client";
import type { TrendSeries } from "@/components/charts/trend-data";
import { TrendPlot } from "@/components/charts/trend-plot";

const asIs = (value: string | number) => String(value);

/** Draws the chart as a page does and answers when its lines have been painted, in milliseconds. */
async function draw(series: TrendSeries[]): Promise<number> {
  const place = document.createElement("div");
  place.style.cssText = "width:1000px;height:260px";
  document.body.append(place);
  const started = performance.now();
  const root = createRoot(place);
  root.render(<TrendPlot label="Reach" series={series} height={260} formatX={asIs} formatY={asIs} />);
  while (place.querySelectorAll(".recharts-line-curve").length < series.length) {
    if (performance.now() - started > 20_000) throw new Error("the lines were not drawn");
    await frame();
  }
  await frame();
  const took = performance.now() - started;
  root.unmount();
  place.remove();
  return took;
}

const frame = () => new Promise((next) => requestAnimationFrame(next));

declare global {
  interface Window {
    chart: { draw: typeof draw };
  }
}
window.chart = { draw };
