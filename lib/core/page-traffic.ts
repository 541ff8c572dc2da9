// Who reads a page asks for the next one or its parts soon.
const QUIET_MS = 100;
// Hosted pages are what the hashing is for; the rest of these is not waited for by a person.
const NOT_A_PAGE = /^\/(_next\/|auth\/|api\/|icon\.svg|favicon\.ico)/;

// The server and the bundles of Next each have a copy of this module, and one process has one traffic.
const kept = globalThis as typeof globalThis & { gatehousePages?: { open: number; endedAt: number } };
kept.gatehousePages ??= { open: 0, endedAt: Number.NEGATIVE_INFINITY };
const pages = kept.gatehousePages;

type Closing = { once(event: "close", listener: () => void): unknown };

/** Notes that a page of the dashboard is being served until its response closes. */
export function notePage(url: string | undefined, response: Closing): void {
  if (!url || NOT_A_PAGE.test(url)) return;
  pages.open += 1;
  response.once("close", () => {
    pages.open -= 1;
    pages.endedAt = performance.now();
  });
}

/** Whether a page of the dashboard is being served, or was a moment ago. */
export function arePagesServed(): boolean {
  return pages.open > 0 || performance.now() - pages.endedAt < QUIET_MS;
}
