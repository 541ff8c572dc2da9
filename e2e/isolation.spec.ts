import { globSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createTestEnvironment, type TestEnvironment } from "@/prisma/factories";
import { ACTION_TABLE } from "./action-table";
import { createTargets, type Targets } from "./action-targets";
import { builtActions, callAction } from "./built-actions";
import { expect, test } from "./fixtures";
import { createForeignRecords, FOREIGN_WORD, snapshotRowsOf } from "./foreign-records";
import { dashboardPaths } from "./page-paths";
import { SESSION_COOKIE, startStaffSession } from "./staff-session";

let here: TestEnvironment;
let own: Targets;
let elsewhere: TestEnvironment;
let foreign: Targets;
let cookie: string;

test.beforeAll(async () => {
  here = await createTestEnvironment();
  own = await createTargets(here);
  elsewhere = await createTestEnvironment();
  foreign = await createForeignRecords(elsewhere);
  cookie = `${SESSION_COOKIE}=${(await startStaffSession("owner")).cookie}`;
});

/** Every input that is `input` with one own id replaced by the other environment's record of the same kind. */
function withForeignIds(input: unknown, own: Targets, foreign: Targets): unknown[] {
  const names = Object.keys(own).filter(
    (name): name is keyof Targets =>
      name in foreign && JSON.stringify(input).includes(own[name as keyof Targets]),
  );
  return names.map((name) => JSON.parse(JSON.stringify(input).replaceAll(own[name], foreign[name])));
}

for (const action of builtActions()) {
  const expectation = ACTION_TABLE[action.name];
  if (!expectation) continue;

  test(`${action.name} takes no id of another environment`, async ({ app }) => {
    const targets = await createTargets(here);
    const ids: Record<string, string> = { environment: here.key, ...targets };
    const path = action.page.replaceAll(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? "none");
    const before = await snapshotRowsOf(Object.values(foreign));
    for (const input of withForeignIds(await expectation.input(targets), targets, foreign)) {
      const answer = await callAction(app.url, action, { path, args: [here.key, input], cookie });
      // A deed over many users answers for each of them; that it leaves these alone is seen from their rows.
      const refusals = /^(not_found|validation|conflict|forbidden)$/;
      if (!("userIds" in Object(input))) expect(answer.code, JSON.stringify(input)).toMatch(refusals);
    }
    expect(await snapshotRowsOf(Object.values(foreign))).toEqual(before);
  });
}

test("no page of the dashboard shows a record of another environment", async ({ app }) => {
  test.setTimeout(120_000);
  const shown: string[] = [];
  const wrong: string[] = [];
  for (const pattern of dashboardPaths()) {
    const names = [...pattern.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => name);
    for (const replaced of names.filter((name) => name !== "environment")) {
      if (!(replaced in foreign)) continue;
      const ids: Record<string, string> = { environment: here.key, ...own };
      const path = pattern.replaceAll(/\[(\w+)\]/g, (_, name: string) =>
        name === replaced ? foreign[name as keyof Targets] : (ids[name] ?? "none"),
      );
      const { status, text } = await read(app.url + path);
      // Streamed pages have sent their status before the record was looked for; what a picker asks for may be an empty list.
      const isNothing = /^\{"\w+":\[\]\}$/.test(text) || text.includes("NEXT_HTTP_ERROR_FALLBACK;404");
      if (!isNothing && status !== 404) wrong.push(`${status} ${path}`);
      if (text.includes(FOREIGN_WORD)) shown.push(path);
    }
  }
  expect(wrong).toEqual([]);
  expect(shown).toEqual([]);
});

test("no filter, cursor or search of a list reaches into another environment", async ({ app }) => {
  test.setTimeout(240_000);
  const ids: Record<string, string> = { environment: here.key, ...own };
  const names = await filterNames();
  const found: string[] = [];
  for (const pattern of dashboardPaths()) {
    const path = pattern.replaceAll(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? "none");
    const queries = [`q=${FOREIGN_WORD.slice(0, 6)}`, ...names.map((name) => queryOf(name, foreign))];
    for (const query of queries) {
      const { text } = await read(`${app.url}${path}?${query}`);
      if (text.includes(FOREIGN_WORD)) found.push(`${path}?${query}`);
    }
  }
  expect(names.length).toBeGreaterThan(5);
  expect(found).toEqual([]);
});

test("the same requests do show the records where they belong", async ({ app }) => {
  const owner = foreign.userId;
  const pages = [
    "users",
    `users/${owner}`,
    "organizations",
    "settings/roles",
    "settings/feature-flags",
    "settings/applications",
  ];
  for (const page of pages) {
    expect((await read(`${app.url}/${elsewhere.key}/${page}`)).text, page).toContain(FOREIGN_WORD);
  }
});

function queryOf(name: string, targets: Targets): string {
  return new URLSearchParams(Object.values(targets).map((id) => [name, id])).toString();
}

/** Every filter that a list of the dashboard knows, and the other parameters that hold an id. */
async function filterNames(): Promise<string[]> {
  const names = new Set(["organization", "event", "subscriber", "view", "user", "cursor"]);
  for (const file of globSync("lib/*/list-spec.ts")) {
    const exports: Record<string, unknown> = await import(pathToFileURL(join(process.cwd(), file)).href);
    for (const spec of Object.values(exports)) {
      if (spec && typeof spec === "object" && "filters" in spec && Array.isArray(spec.filters)) {
        for (const name of spec.filters) names.add(String(name));
      }
    }
  }
  return [...names];
}

async function read(url: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { headers: { cookie }, redirect: "manual" });
  return { status: response.status, text: await response.text() };
}
