import Papa from "papaparse";
import { useEffect, useRef } from "react";
import { createRoot } from "react-dom/client";
import { Grid } from "@/components/imports/preview/grid";
import { usePreview } from "@/components/imports/preview/use-preview";
import { useSheet } from "@/components/imports/preview/use-sheet";
import type { Target } from "@/lib/csv/import-session";
import { prepareSheetWorker, startSheetWorker } from "@/lib/csv/worker/client";

const NETWORKS = ["facebook", "linkedin", "threads", "twitter"];
const target: Target = {
  accounts: NETWORKS.map((platform) => ({ id: platform, name: platform, platform, type: "page" })),
  accountIds: NETWORKS,
  timezone: "America/New_York",
  now: Date.UTC(2026, 10, 1),
  existing: [],
};

export type Reading = { firstMs: number; totalMs: number; longestTaskMs: number; rows: number };

/** Looking for a file takes a person at least so long; meanwhile the page with the drop zone has its worker ready. */
const CHOOSING_MS = 1000;
const choose = () => new Promise((chosen) => setTimeout(chosen, CHOOSING_MS));

async function fileOf(path: string): Promise<File> {
  return new File([await (await fetch(path)).blob()], "rows.csv");
}

/** The longest stretch in which the page answered nothing: the gap between two turns of the event loop. */
function watchTasks(): () => number {
  let longest = 0;
  let last = performance.now();
  let live = true;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (live) setTimeout(() => channel.port2.postMessage(null), 4);
  };
  channel.port2.postMessage(null);
  return () => {
    live = false;
    return longest;
  };
}

async function readOurs(path: string): Promise<Reading> {
  const file = await fileOf(path);
  prepareSheetWorker();
  await choose();
  const stop = watchTasks();
  const started = performance.now();
  const worker = startSheetWorker();
  let firstMs = 0;
  const summary = await worker.open(file, target, () => {
    firstMs ||= performance.now() - started;
  });
  const totalMs = performance.now() - started;
  const longestTaskMs = stop();
  worker.close();
  return { firstMs, totalMs, longestTaskMs, rows: summary.rows };
}

async function readPapaparse(path: string): Promise<number> {
  const file = await fileOf(path);
  await choose();
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[], File>(file, { chunk: () => undefined, complete: () => resolve(), error: reject });
  });
  return performance.now() - started;
}

const NO_ACCOUNTS: never[] = [];

function GridPage({ file, onReady }: { file: File; onReady: (scroller: HTMLElement) => void }) {
  const sheet = useSheet(file, target);
  const preview = usePreview(sheet, NO_ACCOUNTS, sheet.summary?.complete === true);
  const scroller = useRef<HTMLDivElement>(null);
  const ready = preview.checked && preview.rows.total > 0;
  useEffect(() => {
    if (ready && scroller.current) onReady(scroller.current);
  }, [ready, onReady]);
  return (
    <div ref={scroller} style={{ height: 800, overflow: "auto" }}>
      <Grid preview={preview} scroller={scroller} />
    </div>
  );
}

/** Frames a second while the grid scrolls evenly through thousands of rows, and the share of frames whose rows were there. */
async function scrollGrid(path: string): Promise<{ fps: number; filled: number }> {
  const file = await fileOf(path);
  const host = document.createElement("div");
  document.body.append(host);
  const root = createRoot(host);
  const scroller = await new Promise<HTMLElement>((resolve) => {
    root.render(<GridPage file={file} onReady={resolve} />);
  });
  const frames = 180;
  let filled = 0;
  const started = performance.now();
  for (let frame = 0; frame < frames; frame++) {
    scroller.scrollTop += 90;
    await new Promise((next) => requestAnimationFrame(next));
    if (scroller.querySelector(".animate-pulse") === null) filled++;
  }
  const fps = (frames / (performance.now() - started)) * 1000;
  root.unmount();
  host.remove();
  return { fps, filled: filled / frames };
}

Object.assign(window, { bench: { readOurs, readPapaparse, scrollGrid } });
