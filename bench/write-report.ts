import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { type Results, verdict } from "./results";

// Measured on such a machine at 1,000,000 users; median ms at concurrency 1.
const OTHERS = [
  ["first page", "Logto 170, Better Auth 97, Directus 57", "users: first page"],
  [
    "800,000 rows deep (ours: 50,000, by cursor)",
    "Logto 761, Better Auth 428, Directus 927",
    "users: 50,000 rows deep by cursor",
  ],
  ["search", "Logto 1,923, Better Auth 183, Directus 663", "users: search, common word"],
  ["log of one user", "Logto 250", "user: activity"],
] as const;

/** Writes docs/benchmarks.md: what was measured, where and when, beside other systems. */
export function writeReport(
  results: Results,
  scale: { users: number; identities: number; events: number },
): void {
  const latencyRows = (kind: "query" | "response") =>
    results.latencies
      .filter((line) => line.kind === kind)
      .map(({ name, one, eight, floor }) => {
        const numbers = [one.p50, one.p95, eight.p50, eight.p95].map((ms) => ms.toFixed(1)).join(" | ");
        return `| ${name} | ${numbers} | ${floor} | ${verdict(one.p95 <= floor).trim()} |`;
      });
  const head = [
    "| ms | p50, 1 at once | p95, 1 at once | p50, 8 at once | p95, 8 at once | floor of p95, 1 at once | |",
  ];
  head.push("|---|---|---|---|---|---|---|");
  const medianOf = (name: string) =>
    results.latencies.find((line) => line.kind === "response" && line.name === name)?.one.p50.toFixed(1) ??
    "–";
  const text = `# Benchmarks

Written by \`npm run bench\`; read with the machine in mind. The database, the server and the measuring client share its cores.

- ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${(totalmem() / 2 ** 30).toFixed(0)} GB, Linux ${release()}, Node ${process.version}
- ${[
    [scale.users, "users"],
    [scale.identities, "identities"],
    [scale.events, "audit events"],
  ]
    .map(([count, noun]) => `${count?.toLocaleString("en")} ${noun}`)
    .join(", ")}
- 200 requests a line, after 20 to warm up

## Whole responses, to the last byte

${[...head, ...latencyRows("response")].join("\n")}

## Queries alone

${[...head, ...latencyRows("query")].join("\n")}

## Sign-ins, tokens, browser, memory

| | measured | floor | |
|---|---|---|---|
${results.values.map(({ name, value, floor, isMet }) => `| ${name} | ${value} | ${floor} | ${verdict(isMet).trim()} |`).join("\n")}

## Beside other systems

At 1,000,000 users on such a machine, median ms of a whole response at concurrency 1.

| | others | Gatehouse |
|---|---|---|
${OTHERS.map(([what, others, name]) => `| ${what} | ${others} | ${medianOf(name)} |`).join("\n")}
| a record while 4 passwords are checked | Logto 404, Better Auth 20 | ${results.values.find(({ name }) => name.startsWith("user: record while"))?.value ?? "–"} |
| list of users in Chromium, cold cache | Logto 1,590 ms and 2,199 KB of JavaScript, Directus 2,210 ms and 7,426 KB | ${results.values.find(({ name }) => name.startsWith("rows shown"))?.value ?? "–"}, ${results.values.find(({ name }) => name.startsWith("first-load"))?.value ?? "–"} |
`;
  mkdirSync("docs", { recursive: true });
  writeFileSync("docs/benchmarks.md", text);
}
