import { chromium } from "@playwright/test";
import { findChromium } from "@/scripts/lib/chromium.mjs";
import { FIRST_LOAD_FLOOR_KB, firstLoadKilobytes } from "./first-load-scripts";
import { percentile } from "./measure";
import type { Results } from "./results";

const SHOWN_FLOOR_MS = 600;
const RUNS = 10;

// At each frame: whether a row has a place on the page yet; then the time after that frame is drawn.
const WHEN_SHOWN = `new Promise((done) => {
  const look = () => (globalThis.rowsShown ? done(globalThis.rowsShown) : setTimeout(look, 20));
  look();
})`;
const NOTE_WHEN_SHOWN = `(function look() {
  const row = document.querySelector("tbody tr");
  if (!row || row.getClientRects().length === 0) return requestAnimationFrame(look);
  requestAnimationFrame(() => setTimeout(() => { globalThis.rowsShown = performance.now(); }));
})()`;

/** What a browser makes of the list of users: the scripts of its first load, and when its rows are there. */
export async function browserLines(results: Results, page: string, cookie: string): Promise<void> {
  if (!results.isWanted("browser")) return;
  const kilobytes = await firstLoadKilobytes(page, cookie);
  const name = "first-load JavaScript of the list of users, gzipped";
  results.value(
    name,
    `${kilobytes.toFixed(0)} KB`,
    `${FIRST_LOAD_FLOOR_KB} KB`,
    kilobytes <= FIRST_LOAD_FLOOR_KB,
  );

  const executablePath = await findChromium();
  const args = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
  ];
  const browser = await chromium.launch({ executablePath, args: [...args, "--disable-sync"] });
  try {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      // A new context each: nothing is cached.
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const { hostname } = new URL(page);
      await context.addCookies(
        cookie.split("; ").map((pair) => {
          const at = pair.indexOf("=");
          return { name: pair.slice(0, at), value: pair.slice(at + 1), domain: hostname, path: "/" };
        }),
      );
      // The page notes the time itself: asking from here costs a share of the very cores that draw it.
      await context.addInitScript({ content: NOTE_WHEN_SHOWN });
      const tab = await context.newPage();
      await tab.goto(page, { waitUntil: "commit" });
      // Not waitForFunction: it evaluates text within the page, which the page's policy forbids.
      times.push(Number(await tab.evaluate(WHEN_SHOWN)));
      await context.close();
    }
    times.sort((a, b) => a - b);
    const [middle, worst] = [percentile(times, 0.5), percentile(times, 0.95)];
    const figures = `${middle.toFixed(0)} / ${worst.toFixed(0)} ms`;
    const floor = `p95 ${SHOWN_FLOOR_MS} ms`;
    results.value("rows shown in Chromium, cold cache, p50 / p95", figures, floor, worst <= SHOWN_FLOOR_MS);
  } finally {
    await browser.close();
  }
}
