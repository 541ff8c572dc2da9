import type { SourceFile } from "./source-files";

/** The house from top to bottom: what stands on a line may import from the lines below it. */
const floors = [
  ["boundary", "oidc", "jobs"],
  ["bulk", "approvals"],
  [
    "sign-in",
    "organizations",
    "subscribers",
    "imports",
    "exports",
    "search",
    "saved-views",
    "sessions",
    "deleted-users",
    "callers",
    "connections",
  ],
  ["users"],
  ["roles", "support"],
  [
    "permissions",
    "feature-flags",
    "applications",
    "mfa",
    "webhooks",
    "settings",
    "environments",
    "audit-log",
    "outbox",
    "policy-acceptance",
  ],
  ["audit", "mail", "sms"],
  ["core"],
];
const nextAllowed = new Set(["boundary"]);

const floorOf = (noun: string) => floors.findIndex((nouns) => nouns.includes(noun));
const nounOf = (path: string) => /^lib\/([^/]+)\//.exec(path)?.[1];

/** No import runs up the house, and no two nouns know each other. */
export function checkFloors(files: SourceFile[]): string[] {
  const problems: string[] = [];
  const knows = new Map<string, Map<string, string>>();
  for (const { path, imports } of files) {
    const noun = nounOf(path);
    if (!noun || path.endsWith(".test.ts")) continue;
    if (floorOf(noun) < 0) {
      problems.push(`${path}: lib/${noun} is on no floor. Give it one in scripts/structure/floors.ts.`);
      continue;
    }
    for (const { target } of imports) {
      if (/^(app|components|e2e|scripts|bench)\//.test(target)) {
        problems.push(
          `${path}: lib must not know ${target}. What both need belongs in lib/${noun} or below.`,
        );
      }
      if (/^next(\/|$)/.test(target) && !nextAllowed.has(noun)) {
        problems.push(
          `${path}: only lib/boundary knows Next. Give the verb plain values, read ${target} in the door.`,
        );
      }
      const other = nounOf(target);
      if (!other || other === noun) continue;
      if (floorOf(other) < floorOf(noun)) {
        problems.push(
          `${path}: ${noun} must not know ${other}, which stands above it. This code belongs in lib/${other}, or the part that both need on a floor below.`,
        );
      }
      const known = knows.get(noun) ?? new Map<string, string>();
      knows.set(noun, known.set(other, path));
    }
  }
  return [...problems, ...neighbourCircles(knows)];
}

function neighbourCircles(knows: Map<string, Map<string, string>>): string[] {
  const problems: string[] = [];
  for (const [noun, others] of knows) {
    for (const [other, path] of others) {
      const back = knows.get(other)?.get(noun);
      if (back && noun < other) {
        problems.push(
          `${path} and ${back}: ${noun} and ${other} know each other. What both need belongs below them.`,
        );
      }
    }
  }
  return problems;
}
