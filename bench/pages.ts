import { type BrowserContext, chromium } from "playwright";
import { openDatabase } from "@/db/client";
import { createPerson } from "@/lib/auth/testing/people";
import { COMPANY, FULL_SCALE, locationId, seedScale } from "./seed-scale";
import { openBenchDatabase } from "./snapshots-database";
import { benchSettings, freePort, startWeb } from "./web-server";

/**
 * Target 7: the JavaScript of chart pages against an empty page of the same build (the "not found", without even the
 * navigation), and how much later their largest part stands at 4× CPU and 10 Mbit/s. It names that part too.
 */
const ROUNDS = 5;
const EMPTY = "/locations/none/nothing-here";
const PLACE = `/locations/${locationId(0)}`;
const PAGES = [
  "/overview",
  "/snapshots",
  PLACE,
  `${PLACE}/accounts/${encodeURIComponent(`o0_${locationId(0)}_0`)}`,
];
/** Answers of each page before the first visit: what is measured is a server that runs, not one that starts. */
const WARM_UP = 40;
const QUIET_MS = 3_000;
const LIMITS = { weight: 1.9, lcp: 1.5 };

type Sample = { kb: number; lcp: number; fcp: number; part: string };

async function main(): Promise<void> {
  const bench = await openBenchDatabase();
  const settings = benchSettings(bench.url, await freePort());
  Object.assign(process.env, settings);
  try {
    await seedScale(bench.client, { ...FULL_SCALE, locations: 10 });
    const { db, close } = openDatabase({ url: bench.url, poolSize: 2 });
    const { headers } = await createPerson(db, { companyId: COMPANY, role: "admin" });
    await close();
    const web = await startWeb(settings);
    const browser = await chromium.launch({
      args: ["--no-sandbox"],
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
    });
    try {
      const cookie = headers.get("cookie") ?? "";
      const [name = "", value = ""] = cookie.split("=");
      for (const path of [EMPTY, ...PAGES])
        for (let count = 0; count < WARM_UP; count++)
          await (await fetch(`${web.url}${path}`, { headers: { cookie } })).text();
      const samples = new Map<string, Sample[]>();
      for (let round = 0; round < ROUNDS; round++) {
        for (const path of [EMPTY, ...PAGES]) {
          const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
          await context.addCookies([{ name, value: value.split(";")[0] ?? "", url: web.url }]);
          samples.set(path, [...(samples.get(path) ?? []), await visit(context, `${web.url}${path}`)]);
          await context.close();
        }
      }
      tell(samples);
    } finally {
      await browser.close();
      await web.stop();
    }
  } finally {
    await bench.close();
  }
}

async function visit(context: BrowserContext, url: string): Promise<Sample> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 20,
    downloadThroughput: 10e6 / 8,
    uploadThroughput: 10e6 / 8,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const scripts = new Set<string>();
  let bytes = 0;
  let lastAt = Date.now();
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (!scripts.has(requestId)) return;
    bytes += encodedDataLength;
    lastAt = Date.now();
  });
  await page.goto(url, { waitUntil: "load", timeout: 60_000 });
  // A page that follows something never falls silent: it is at rest when no script came for a while.
  while (Date.now() - lastAt < QUIET_MS) await page.waitForTimeout(250);
  const seen = await page.evaluate(
    () =>
      new Promise<Omit<Sample, "kb">>((resolve) => {
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1) as
            | (PerformanceEntry & { element?: Element | null })
            | undefined;
          const [element, words] = [last?.element, last?.element?.textContent ?? ""];
          resolve({
            lcp: last?.startTime ?? 0,
            fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
            part: element
              ? `${element.tagName.toLowerCase()} “${words.slice(0, 60)}”`
              : "a part that is gone",
          });
        }).observe({ type: "largest-contentful-paint", buffered: true });
      }),
  );
  return { kb: bytes / 1024, ...seen };
}

function tell(samples: ReadonlyMap<string, Sample[]>): void {
  const of = (path: string, part: "kb" | "lcp" | "fcp") =>
    median((samples.get(path) ?? []).map((one) => one[part]));
  const largest = (path: string) =>
    [...new Set((samples.get(path) ?? []).map(({ part }) => part))].join(" or ");
  console.log(
    `${EMPTY}: ${of(EMPTY, "kb").toFixed(0)} KB of JavaScript, LCP ${of(EMPTY, "lcp").toFixed(0)} ms, ${largest(EMPTY)}`,
  );
  for (const path of PAGES) {
    const [weight, lcp] = [of(path, "kb") / of(EMPTY, "kb"), of(path, "lcp") / of(EMPTY, "lcp")];
    const held = weight <= LIMITS.weight && lcp <= LIMITS.lcp;
    console.log(
      `${path}: ${of(path, "kb").toFixed(0)} KB, ${weight.toFixed(2)} × (target ${LIMITS.weight}); LCP ${of(path, "lcp").toFixed(0)} ms, ${lcp.toFixed(2)} × (target ${LIMITS.lcp}) ${held ? "held" : "MISSED"}; first paint ${of(path, "fcp").toFixed(0)} ms; ${largest(path)}`,
    );
    if (!held) process.exitCode = 1;
  }
}

function median(values: number[]): number {
  if (values.length < ROUNDS) throw new Error("a sample is missing");
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
