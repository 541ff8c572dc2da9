import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { encodeCursor, parseListParams } from "@/lib/core/list-params";
import {
  createOrganizationRow,
  createPermissionRow,
  createRoleRow,
  createTestEnvironment,
  systemContext,
  type TestEnvironment,
} from "@/prisma/factories";
import { SeededRandom } from "@/prisma/seeded-random";
import { listHolders } from "./list-holders";
import { USER_LIST } from "./list-spec";
import { listUsers, placeOf } from "./list-users";

// So many that the first look at a list does not see the whole of it, and that some words are gathered.
const TOTAL = 7_000;
const WORDS = ["lina", "li", "elder", "senior", "quill", "wren", "nobody"] as const;

type Row = {
  id: string;
  sortName: string;
  email: string | null;
  lastSignInAt: Date | null;
  search: string;
  isMember: boolean;
  isHolder: boolean;
};
let environment: TestEnvironment;
let acme: { id: string };
let role: { id: string };
let permissionId: string;
let rows: Row[];

// All are Lina; the older half is "Elder", and all but the newest are "Senior", so that the newest rows have none of a word that
// thousands have.
beforeAll(async () => {
  environment = await createTestEnvironment();
  const environmentId = environment.id;
  acme = await createOrganizationRow({ environmentId, name: "Acme" });
  permissionId = (await createPermissionRow({ environmentId, key: "read:it", name: "Read it" })).id;
  role = await createRoleRow({ environmentId, key: "reader", name: "Reader", permissions: ["read:it"] });
  await db.$executeRaw`
    INSERT INTO app_user (id, environment_id, first_name, last_name, status, last_sign_in_at)
    SELECT ('01980000-0000-7000-8000-' || lpad(to_hex(n * 16 + n % 7), 12, '0'))::uuid, ${environmentId}::uuid, 'Lina',
      (CASE WHEN n <= ${TOTAL / 2} THEN 'Elder ' ELSE '' END) || (CASE WHEN n <= ${TOTAL - 2_500} THEN 'Senior ' ELSE '' END)
        || (CASE WHEN n % 1000 = 3 THEN 'Wren' WHEN n % 90 = 0 THEN 'Quill' ELSE 'Li' || n % 40 END),
      (CASE WHEN n % 10 = 0 THEN 'suspended' WHEN n % 30 = 1 THEN 'deleted' ELSE 'active' END)::user_status,
      CASE WHEN n % 3 > 0 THEN timestamptz '2026-01-01' + (n * 37 % 5000) * interval '1 minute' END
    FROM generate_series(1, ${TOTAL}) n`;
  await db.$executeRaw`
    INSERT INTO membership (organization_id, user_id) SELECT ${acme.id}::uuid, id FROM app_user
    WHERE environment_id = ${environmentId}::uuid AND right(id::text, 1) IN ('1', '3', '5')`;
  await db.$executeRaw`
    INSERT INTO membership_role (organization_id, user_id, role_id)
    SELECT organization_id, user_id, ${role.id}::uuid FROM membership WHERE organization_id = ${acme.id}::uuid`;
  rows = await db.$queryRaw<Row[]>`
    SELECT u.id, u.sort_name AS "sortName", u.email, u.last_sign_in_at AS "lastSignInAt", u.search,
      m.user_id IS NOT NULL AS "isMember", m.user_id IS NOT NULL AS "isHolder"
    FROM app_user u LEFT JOIN membership m ON m.user_id = u.id AND m.organization_id = ${acme.id}::uuid
    WHERE u.environment_id = ${environmentId}::uuid AND u.status <> 'deleted'`;
}, 120_000);

const hasWords = ({ search }: Row, q: string) =>
  q
    .split(" ")
    .every((word) =>
      word.length > 2 ? search.includes(word) : search.split(/[ \n]/).some((part) => part.startsWith(word)),
    );

/** Pages from the top and from some places, both ways, beside the plain list that they are pages of. */
async function comparePages(
  size: number,
  expected: readonly { id: string }[],
  seed: number,
  cursorOf: (index: number) => string,
  read: (
    cursor: string | null,
    direction: "next" | "previous",
  ) => Promise<{ ids: string[]; count?: number; isCapped?: boolean }>,
) {
  const ids = expected.map(({ id }) => id);
  const top = await read(null, "next");
  expect(top.ids).toEqual(ids.slice(0, size));
  expectCount(top, ids.length, size);
  const random = new SeededRandom(seed);
  if (ids.length > 0) {
    const index = Math.floor(random.next() * ids.length);
    const next = await read(cursorOf(index), "next");
    expect(next.ids).toEqual(ids.slice(index + 1, index + 1 + size));
    expectCount(next, ids.length, size);
    const previous = await read(cursorOf(index), "previous");
    expect(previous.ids).toEqual(ids.slice(Math.max(0, index - size), index));
  }
}

/** Exact where it has no "+"; else at least so many, and no less than a page. */
function expectCount(
  { count, isCapped }: { count?: number; isCapped?: boolean },
  total: number,
  size: number,
) {
  if (count === undefined) return;
  if (!isCapped) return expect(count).toBe(total);
  expect(total).toBeGreaterThanOrEqual(count);
  expect(count).toBeGreaterThanOrEqual(size);
}

describe.each(["created", "name", "email", "lastSignIn"] as const)("sorted by %s", (sort) => {
  test.each(
    WORDS.flatMap(
      (q) =>
        [
          [q, false],
          [q, true],
        ] as const,
    ),
  )(
    "%s (members only: %s): the same pages as of the plain list",
    async (q, isMember) => {
      for (const isDown of [false, true]) {
        const passing = rows.filter((row) => hasWords(row, q) && (!isMember || row.isMember));
        const expected = passing.toSorted((a, b) => compare(a, b, sort, isDown));
        const query = new URLSearchParams({ q, sort: `${isDown ? "-" : ""}${sort}` });
        if (isMember) query.set("organization", acme.id);
        await comparePages(
          50,
          expected,
          q.length,
          (index) => encodeCursor(placeOf(at(expected, index), sort)),
          async (cursor, direction) => {
            const params = parseListParams(new URLSearchParams(query), USER_LIST);
            const page = await listUsers(systemContext(environment), { ...params, cursor, direction });
            return { ...page, ids: page.users.map(({ id }) => id) };
          },
        );
      }
    },
    60_000,
  );
});

test.each(
  WORDS.flatMap(
    (q) =>
      [
        [q, "role"],
        [q, "permission"],
      ] as const,
  ),
)(
  "%s among who has a %s",
  async (q, kind) => {
    const id = kind === "role" ? role.id : permissionId;
    const passing = rows.filter((row) => row.isHolder && hasWords(row, q));
    const expected = passing.toSorted((a, b) => (a.id < b.id ? 1 : -1));
    await comparePages(
      25,
      expected,
      q.length,
      (index) => encodeCursor(at(expected, index).id),
      async (cursor, direction) => {
        const { holders, page } = await listHolders(
          systemContext(environment),
          { kind, id },
          { q, cursor, direction },
        );
        return { ids: holders.map((holder) => holder.id), count: page.count, isCapped: page.isCapped };
      },
    );
  },
  60_000,
);

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error("beyond the list");
  return item;
}

/** As the database orders them: by code points, who has no value last, ties by id. */
function compare(a: Row, b: Row, sort: "created" | "name" | "email" | "lastSignIn", isDown: boolean): number {
  const [x, y] = [keyOf(a, sort), keyOf(b, sort)];
  if ((x === null) !== (y === null)) return x === null ? 1 : -1;
  const order = x === y || x === null || y === null ? (a.id < b.id ? -1 : 1) : x < y ? -1 : 1;
  return isDown ? -order : order;
}

function keyOf(row: Row, sort: "created" | "name" | "email" | "lastSignIn"): string | null {
  if (sort === "name") return row.sortName;
  if (sort === "email") return row.email;
  return sort === "created" ? row.id : (row.lastSignInAt?.toISOString() ?? null);
}
