export {};

declare global {
  // The name under which zod keeps its settings, whichever copy of it a page loads.
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}

// Zod probes whether it may compile code at run time; our CSP forbids that and would report each probe.
globalThis.__zod_globalConfig = { jitless: true };
