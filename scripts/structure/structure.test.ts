import { expect, it } from "vitest";
import { checkFloors } from "./floors";
import { checkLockFile } from "./lock-file";
import { checkServerActions } from "./server-actions";
import { readSource } from "./source-files";
import { checkText } from "./text-rules";
import { checkZones } from "./zones";

const check = (rule: typeof checkFloors, ...files: [path: string, text: string][]) =>
  rule(files.map(([path, text]) => readSource(path, text))).join("\n");

it("accepts the way of one deed", () => {
  const files: [string, string][] = [
    [
      "app/users/actions.ts",
      '"use server";\nimport { x } from "@/lib/users/suspend-user";\nexport const xAction = adminAction(a, x);\n',
    ],
    [
      "app/users/page.tsx",
      'import { Table } from "@/components/data-table/table";\nimport { list } from "@/lib/users/list-users";\n',
    ],
    [
      "components/data-table/table.tsx",
      'import type { User } from "@/lib/users/list-users";\nimport { sizes } from "@/lib/users/schema";\n',
    ],
    [
      "lib/users/suspend-user.ts",
      'import { recordEvent } from "@/lib/audit/record-event";\nimport { db } from "../core/db";\n',
    ],
  ];
  for (const rule of [checkFloors, checkZones, checkServerActions, checkText])
    expect(check(rule, ...files)).toBe("");
});

it.each([
  [
    "an import that runs up",
    "lib/core/a.ts",
    'import { b } from "@/lib/users/b";',
    "core must not know users",
  ],
  [
    "a relative import that runs up",
    "lib/audit/a.ts",
    'import { b } from "../users/b";',
    "audit must not know users",
  ],
  [
    "an import on several lines",
    "lib/core/a.ts",
    'import {\n  b,\n  c,\n} from "@/lib/users/b";',
    "must not know users",
  ],
  [
    "a dynamic import",
    "lib/core/a.ts",
    'const b = await import("@/lib/users/b");',
    "core must not know users",
  ],
  ["lib knowing a page", "lib/users/a.ts", 'import { b } from "@/app/b";', "lib must not know app/b"],
  [
    "a noun that knows Next",
    "lib/users/a.ts",
    'import { headers } from "next/headers";',
    "only lib/boundary knows Next",
  ],
  ["a noun without a floor", "lib/things/a.ts", "", "on no floor"],
])("refuses %s", (_, path, text, message) => {
  expect(check(checkFloors, [path, text])).toContain(message);
});

it("refuses two neighbours that know each other", () => {
  const one: [string, string] = ["lib/settings/a.ts", 'import { b } from "@/lib/permissions/b";'];
  const other: [string, string] = ["lib/permissions/b.ts", 'import { c } from "@/lib/settings/c";'];
  expect(check(checkFloors, one)).toBe("");
  expect(check(checkFloors, one, other)).toContain("know each other");
});

it.each([
  [
    "a component that reads",
    "components/a.tsx",
    'import { b } from "@/lib/users/list-users";',
    "components draw",
  ],
  ["a component that knows a page", "components/a.tsx", 'import { b } from "@/app/b";', "components draw"],
  [
    "a page that asks the database",
    "app/page.tsx",
    'import { db } from "@/lib/core/db";',
    "do not ask the database",
  ],
  [
    "a page that needs a script",
    "app/page.tsx",
    'import { b } from "@/scripts/b";',
    "must not need scripts/b",
  ],
  ["a second Prisma client", "lib/users/a.ts", "const db = new PrismaClient();", "only lib/core/db.ts"],
])("refuses %s", (_, path, text, message) => {
  expect(check(checkZones, [path, text])).toContain(message);
});

it.each([
  ["a bare function", "app/a/actions.ts", "export async function aAction() {}", "not made by the wrapper"],
  [
    "a bare constant",
    "app/a/actions.ts",
    "export const aAction = async () => {};",
    "not made by the wrapper",
  ],
  ["a re-export", "app/a/actions.ts", 'export { b } from "./b";', "not made by the wrapper"],
  [
    "an action elsewhere",
    "app/a/page.tsx",
    "export const aAction = adminAction(a, b);",
    "a file named actions.ts",
  ],
])("refuses %s among server actions", (_, path, text, message) => {
  expect(check(checkServerActions, [path, `"use server";\n${text}`])).toContain(message);
});

it.each([
  ["a long file", "lib/users/a.ts", "a;\n".repeat(301), "301 lines"],
  ["a vague name", "lib/users/utils.ts", "", "says nothing"],
  ["a barrel", "lib/users/index.ts", "", "says nothing"],
  ["a name in camel case", "lib/users/suspendUser.ts", "", "not kebab-case"],
  ["a silenced type checker", "lib/users/a.ts", "// @ts-expect-error", "must not be silenced"],
  ["a silenced linter", "lib/users/a.ts", "// biome-ignore lint: x", "must not be silenced"],
  ["unfinished work", "lib/users/a.ts", "// TODO", "finish it"],
  ["a skipped test", "lib/users/a.test.ts", "it.skip();", "every test runs"],
  ["a fixed wait", "e2e/a.spec.ts", "await page.waitForTimeout(5);", "wait for what"],
])("refuses %s", (_, path, text, message) => {
  expect(check(checkText, [path, text])).toContain(message);
});

it("refuses a lock file that lacks another platform's package", () => {
  const parent = { optionalDependencies: { "swc-darwin": "1.0.0" } };
  expect(checkLockFile({ packages: { "node_modules/swc": parent } })[0]).toContain("swc-darwin is missing");
  expect(checkLockFile({ packages: { "node_modules/swc": parent, "node_modules/swc-darwin": {} } })).toEqual(
    [],
  );
});
