import { join } from "node:path";
import { pinnedNode, root } from "./project.mjs";
import { typescriptFlags } from "./run-ts.mjs";
import { tallyOf } from "./tally.mjs";

/**
 * What the runners write, as far as it is read here.
 * @typedef {{ status: string, assertionResults: unknown[] }} UnitFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, testResults: UnitFile[] }} UnitReport
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} BrowserReport
 */

const results = join(root, "test-results");
const env = {
  ...process.env,
  NODE_ENV: /** @type {const} */ ("test"),
  FORCE_COLOR: process.stdout.isTTY ? "1" : "0",
};

/** The checks of `npm run check`, each counted as one. */
export function runChecks() {
  const report = join(results, "checks.json");
  const args = [...typescriptFlags, "scripts/check.ts", `--report=${report}`];
  return tallyOf({
    command: pinnedNode,
    args,
    env,
    report,
    read: (/** @type {import("./tally.mjs").Tally} */ tally) => tally,
  });
}

/**
 * Unit and integration tests.
 * @param {string[]} filters
 */
export function runUnitTests(filters) {
  const report = join(results, "unit.json");
  const args = [join(root, "node_modules/vitest/vitest.mjs"), "run", ...filters];
  args.push("--reporter=default", "--reporter=json", `--outputFile.json=${report}`);
  return tallyOf({
    command: pinnedNode,
    args,
    env,
    report,
    read: (/** @type {UnitReport} */ { numPassedTests, numFailedTests, testResults }) => {
      // A file that cannot even be loaded has no tests to count.
      const broken = testResults.filter(
        ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
      );
      return { passed: numPassedTests, failed: numFailedTests + broken.length };
    },
  });
}

/**
 * Tests in the browser.
 * @param {string[]} filters
 * @param {string} chromium
 */
export function runBrowserTests(filters, chromium) {
  const report = join(results, "browser.json");
  return tallyOf({
    command: pinnedNode,
    args: [join(root, "node_modules/@playwright/test/cli.js"), "test", ...filters],
    env: {
      ...env,
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      // Fixtures use our server code, whose "server-only" throws without this condition.
      NODE_OPTIONS: "--conditions=react-server",
    },
    report,
    read: (/** @type {BrowserReport} */ { stats, errors }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
    }),
  });
}
