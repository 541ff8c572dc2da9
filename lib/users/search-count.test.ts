import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { parseListParams } from "@/lib/core/list-params";
import {
  createOrganizationRow,
  createTestEnvironment,
  systemContext,
  type TestEnvironment,
} from "@/prisma/factories";
import { USER_LIST } from "./list-spec";
import { listUsers } from "./list-users";

// More than are asked whether they are in a link, all with the same word; by name the members come last, so that a look
// at the beginning of the list meets none.
const TOTAL = 10_200;
let environment: TestEnvironment;

beforeAll(async () => {
  environment = await createTestEnvironment();
  await db.$executeRaw`
    INSERT INTO app_user (id, environment_id, first_name, last_name, status)
    SELECT ('01980000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${environment.id}::uuid, 'Lina',
      'Li' || lpad(n::text, 6, '0'), 'active'
    FROM generate_series(1, ${TOTAL}) n`;
}, 120_000);

const membersOf = async (members: number) => {
  const { id } = await createOrganizationRow({ environmentId: environment.id, name: `${members} members` });
  await db.$executeRaw`
    INSERT INTO membership (organization_id, user_id)
    SELECT ${id}::uuid, id FROM (
      SELECT id FROM app_user WHERE environment_id = ${environment.id}::uuid ORDER BY id LIMIT ${members}) u`;
  return id;
};
const list = (query: Record<string, string>) =>
  listUsers(
    systemContext(environment),
    parseListParams(new URLSearchParams({ ...query, sort: "-name" }), USER_LIST),
  );

test.each([0, 5, 50])(
  "of a common word, the %i in an organization are counted as they are",
  async (members) => {
    const page = await list({ q: "lina", organization: await membersOf(members) });
    expect(page).toMatchObject({ count: members, isCapped: false, next: null });
    expect(page.users).toHaveLength(members);
  },
  60_000,
);

test("more than a page of them are at least so many, on each page", async () => {
  const query = { q: "lina", organization: await membersOf(70) };
  const first = await list(query);
  expect(first.users).toHaveLength(50);
  const second = await list({ ...query, cursor: first.next ?? "" });
  expect(second.users).toHaveLength(20);
  for (const { count, isCapped } of [first, second]) {
    expect(count).toBeLessThanOrEqual(70);
    expect(count).toBeGreaterThanOrEqual(isCapped ? 50 : 70);
  }
}, 60_000);

test("thousands of them are thousands", async () => {
  const page = await list({ q: "lina", organization: await membersOf(5_000) });
  expect(page.isCapped).toBe(true);
  expect(page.count).toBeGreaterThan(50);
  expect(page.count).toBeLessThanOrEqual(5_000);
}, 60_000);

test("a word that only the newest lack is met farther on, without going through all who have it", async () => {
  const imported = await createTestEnvironment();
  await db.$executeRaw`
    INSERT INTO app_user (id, environment_id, first_name, last_name, status)
    SELECT ('01980000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, ${imported.id}::uuid,
      CASE WHEN n > 6000 THEN 'Imported' ELSE 'Odette' END, 'Li' || n, 'active'
    FROM generate_series(1, 9000) n`;
  const page = await listUsers(
    systemContext(imported),
    parseListParams(new URLSearchParams("q=odette"), USER_LIST),
  );
  expect(page.users.map(({ lastName }) => lastName)).toEqual(
    Array.from({ length: 50 }, (_, index) => `Li${6000 - index}`),
  );
  // By the index of words it would be 3,000.
  expect(page).toMatchObject({ count: 50, isCapped: true });
}, 60_000);
