import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { urlOf } from "./lib/clone-database";
import { pinnedNode, root } from "./lib/project.mjs";
import { runCommand } from "./lib/run-command.mjs";
import { diffSchema } from "./lib/schema-engine";
import { explain, StepFailure, step } from "./lib/step.mjs";
import { startTestDatabases } from "./lib/test-databases";
import { checkStructure } from "./structure";

// npm run check: format and lint, types, structure, schema drift; all of them, even when one fails.
const checks: [string, () => Promise<unknown>][] = [
  ["Format and lint", () => run("node_modules/.bin/biome", ["check", ".", "--error-on-warnings"])],
  ["Types", () => run(pinnedNode, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.check.json"])],
  ["Structure", async () => failOn(checkStructure())],
  ["The migrations give what prisma/schema says", async () => failOn(await drift())],
];

function run(command: string, args: string[]): Promise<string> {
  return runCommand(command, args, { cwd: root });
}

function failOn(problems: string[]): void {
  if (problems.length > 0) throw new StepFailure(problems.map((problem) => `  ${problem}`).join("\n"));
}

async function drift(): Promise<string[]> {
  const { adminUrl, template, stop } = await startTestDatabases();
  try {
    const sql = await diffSchema(urlOf(adminUrl, template));
    return sql ? [`Missing in prisma/migrations (npm run migrate -- --create NAME writes it):\n${sql}`] : [];
  } finally {
    await stop();
  }
}

const tally = { passed: 0, failed: 0 };
for (const [name, check] of checks) {
  try {
    await step(name, check);
    tally.passed += 1;
  } catch (error) {
    explain(error);
    tally.failed += 1;
  }
}
const { report } = parseArgs({ options: { report: { type: "string" } } }).values;
if (report) {
  mkdirSync(dirname(report), { recursive: true });
  writeFileSync(report, JSON.stringify(tally));
}
process.exitCode = tally.failed > 0 ? 1 : 0;
