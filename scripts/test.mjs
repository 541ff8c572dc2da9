import { build } from "./lib/build.mjs";
import { generateClient } from "./lib/generate-client.mjs";
import { install } from "./lib/install.mjs";
import { explain, say, step } from "./lib/step.mjs";

// npm test: everything. `check`, `unit` or `e2e` as the first word, with file names after it, runs only those.
const [only, ...filters] = process.argv.slice(2);
const total = { passed: 0, failed: 0 };

/**
 * @param {string} name
 * @param {() => Promise<import("./lib/tally.mjs").Tally>} run
 */
async function count(name, run) {
  say(`\n${name}`);
  try {
    const { passed, failed } = await run();
    total.passed += passed;
    total.failed += failed;
  } catch (error) {
    explain(error);
    total.failed += 1;
  }
}

try {
  await install();
  await generateClient();
  const { runBrowserTests, runChecks, runUnitTests } = await import("./lib/test-runs.mjs");
  const { findChromium } = await import("./lib/chromium.mjs");
  if (!only || only === "check") await count("Checks", runChecks);
  if (!only || only === "unit") await count("Unit and integration tests", () => runUnitTests(filters));
  if (!only || only === "e2e") {
    await count("Build", async () => {
      await build();
      return { passed: 1, failed: 0 };
    });
    await count("Browser tests", async () => {
      const chromium = await step("Find Chromium", findChromium);
      return runBrowserTests(filters, chromium);
    });
  }
} catch (error) {
  explain(error);
  total.failed += 1;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
