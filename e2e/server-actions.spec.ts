import { db } from "@/lib/core/db";
import { OWNER_ROLE_KEY, STAFF_ROLES } from "@/lib/permissions/staff-permissions";
import { createTestEnvironment, type TestEnvironment } from "@/prisma/factories";
import { ACTION_TABLE } from "./action-table";
import { createTargets, type Targets } from "./action-targets";
import { builtActions, callAction } from "./built-actions";
import { snapshotDatabase } from "./database-snapshot";
import { expect, test } from "./fixtures";
import { holdRecurringJobs } from "./hold-recurring-jobs";
import { setUpDashboard } from "./set-up-dashboard";
import { SESSION_COOKIE, startStaffSession } from "./staff-session";

const actions = builtActions();

let environment: TestEnvironment;
let elsewhere: TestEnvironment;
let team: TestEnvironment;
let cookies: Map<string, string>;
let staffIds: Map<string, string>;

test.beforeAll(async () => {
  await holdRecurringJobs();
  environment = await createTestEnvironment();
  elsewhere = await createTestEnvironment();
  team = await setUpDashboard();
  cookies = new Map();
  staffIds = new Map();
  for (const { key } of STAFF_ROLES) {
    if (key !== "owner" && key !== "admin" && key !== "support" && key !== "auditor") continue;
    const { staff, cookie } = await startStaffSession(key);
    cookies.set(key, `${SESSION_COOKIE}=${cookie}`);
    staffIds.set(key, staff.id);
  }
});

function pathOf(page: string, key: string, targets: Targets): string {
  const ids: Record<string, string> = { environment: key, ...targets };
  return page.replaceAll(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? "none");
}

test("every server action says in the table what it needs", () => {
  expect(actions.length).toBeGreaterThan(0);
  expect(actions.map(({ name }) => name).filter((name) => !Object.hasOwn(ACTION_TABLE, name))).toEqual([]);
});

for (const action of actions) {
  const expectation = ACTION_TABLE[action.name];
  if (!expectation) continue;

  test(`${action.name} does its deed for who may, and nothing for anybody else`, async ({ app }) => {
    for (const { key: role, permissions } of STAFF_ROLES) {
      const targets = await createTargets(environment, staffIds.get(role));
      const { settings = {} } = expectation;
      await db.environment.update({ where: { id: environment.id }, data: settings });
      const before = await snapshotDatabase();
      const answer = await callAction(app.url, action, {
        path: pathOf(action.page, environment.key, targets),
        args: [environment.key, await expectation.input(targets)],
        cookie: cookies.get(role),
      });
      const after = await snapshotDatabase();
      const isOwner = role === OWNER_ROLE_KEY;
      if (permissions.includes(expectation.permission) && (isOwner || !expectation.isForOwners)) {
        expect(answer, role).toMatchObject({ code: "ok" });
        expect(after, role).not.toEqual(before);
        expect(after.audit_event, `${role}: recorded`).not.toBe(before.audit_event);
      } else {
        expect(answer, role).toMatchObject({ code: "forbidden" });
        expect(after, role).toEqual(before);
      }
    }
  });

  test(`${action.name} does nothing without a session, or with one that has ended`, async ({ app }) => {
    const targets = await createTargets(environment);
    const before = await snapshotDatabase();
    for (const cookie of [undefined, `${SESSION_COOKIE}=forged`]) {
      const answer = await callAction(app.url, action, {
        path: pathOf(action.page, environment.key, targets),
        args: [environment.key, await expectation.input(targets)],
        cookie,
      });
      expect(answer).toMatchObject({ code: "unauthenticated" });
    }
    expect(await snapshotDatabase()).toEqual(before);
  });

  test(`${action.name} never reaches into another environment`, async ({ app }) => {
    const targets = await createTargets(environment);
    const before = await snapshotDatabase(environment.id);
    for (const key of [elsewhere.key, "nowhere", "'; drop", ""]) {
      await callAction(app.url, action, {
        path: pathOf(action.page, environment.key, targets),
        args: [key, await expectation.input(targets)],
        cookie: cookies.get("owner"),
      });
    }
    expect(await snapshotDatabase(environment.id)).toEqual(before);
  });

  test(`${action.name} leaves the team alone for who may not manage staff`, async ({ app }) => {
    const targets = await createTargets(team);
    const before = await snapshotDatabase();
    const answer = await callAction(app.url, action, {
      path: pathOf(action.page, team.key, targets),
      args: [team.key, await expectation.input(targets)],
      cookie: cookies.get("support"),
    });
    expect(answer).toMatchObject({ code: "forbidden" });
    expect(await snapshotDatabase()).toEqual(before);
  });

  test(`${action.name} refuses a request of another site, and input that is none`, async ({ app }) => {
    const targets = await createTargets(environment);
    const path = pathOf(action.page, environment.key, targets);
    const args = [environment.key, await expectation.input(targets)];
    const before = await snapshotDatabase();
    const foreign: Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const headers of foreign) {
      const answer = await callAction(app.url, action, { path, args, cookie: cookies.get("owner"), headers });
      expect(answer).toEqual({ status: 403, code: "no answer" });
    }
    for (const input of [null, "text", [], 7, { userId: { $ne: null } }, { userId: "a\0b", reason: "x" }]) {
      const bad = { path, args: [environment.key, input], cookie: cookies.get("owner") };
      expect((await callAction(app.url, action, bad)).code).toMatch(/^(validation|not_found)$/);
    }
    expect(await snapshotDatabase()).toEqual(before);
  });
}
