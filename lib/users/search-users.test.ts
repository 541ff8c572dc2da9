import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { parseListParams } from "@/lib/core/list-params";
import {
  createOrganizationRow,
  createTestEnvironment,
  systemContext,
  type TestEnvironment,
} from "@/prisma/factories";
import { Prisma } from "@/prisma/generated/client";
import { USER_LIST } from "./list-spec";
import { listUsers } from "./list-users";

const total = 800;
let environment: TestEnvironment;
let acme: { id: string };

// "Lina" is everyone, "Quill" are some, "Wren" a few, and few are members.
beforeAll(async () => {
  environment = await createTestEnvironment();
  acme = await createOrganizationRow({ environmentId: environment.id, name: "Acme" });
  await db.$executeRaw`
    INSERT INTO app_user (id, environment_id, first_name, last_name, status, last_sign_in_at)
    SELECT ('01980000-0000-7000-8000-' || lpad(to_hex((n * 7919) % 100003), 12, '0'))::uuid, ${environment.id}::uuid,
      'Lina', CASE WHEN n % 200 = 3 THEN 'Wren' WHEN n % 9 = 0 THEN 'Quill' ELSE 'Li' || n % 40 END,
      (CASE WHEN n % 10 = 0 THEN 'suspended' WHEN n % 30 = 1 THEN 'deleted' ELSE 'active' END)::user_status,
      CASE WHEN n % 3 > 0 THEN timestamptz '2026-01-01' + (n % 50) * interval '1 hour' END
    FROM generate_series(1, ${total}) n`;
  await db.$executeRaw`
    INSERT INTO identity (id, environment_id, user_id, type, value, claim)
    SELECT gen_random_uuid(), environment_id, id, 'email', right(id::text, 5) || '@mail.example', right(id::text, 5)
    FROM app_user WHERE environment_id = ${environment.id}::uuid AND last_name <> 'Li7'`;
  await db.$executeRaw`
    INSERT INTO membership (organization_id, user_id) SELECT ${acme.id}::uuid, id FROM app_user
    WHERE environment_id = ${environment.id}::uuid AND right(id::text, 1) IN ('1', '5', '9')`;
}, 60_000);

const list = (query: string) =>
  listUsers(systemContext(environment), parseListParams(new URLSearchParams(query), USER_LIST));

const orders = {
  created: Prisma.sql`id`,
  name: Prisma.sql`sort_name`,
  email: Prisma.sql`email`,
  lastSignIn: Prisma.sql`last_sign_in_at`,
};

/** Every match, in order, by the plainest statement there is. */
async function plainly(words: string[], sort: keyof typeof orders, isDown: boolean, isMember: boolean) {
  const direction = Prisma.raw(isDown ? "DESC" : "ASC");
  const isPartOf = (word: string) =>
    word.length > 2 ? Prisma.sql`strpos(search, ${word}) > 0` : Prisma.sql`search ~ ${`\\m${word}`}`;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM app_user WHERE environment_id = ${environment.id}::uuid AND status <> 'deleted'
      AND ${Prisma.join(words.map(isPartOf), " AND ")}
      AND (${!isMember} OR id IN (SELECT user_id FROM membership WHERE organization_id = ${acme.id}::uuid))
    ORDER BY ${orders[sort]} ${direction} NULLS LAST, id ${direction}`;
  return rows.map(({ id }) => id);
}

describe.each(["created", "name", "email", "lastSignIn"] as const)("sorted by %s", (sort) => {
  test.each([
    ["lina", false],
    ["li", false],
    ["LINA quill", false],
    ["li wren", false],
    ["lina", true],
    ["quill", true],
    ["nobody", false],
  ] as const)("%s (members only: %s): all, in order, there and back", async (q, isMember) => {
    for (const isDown of [false, true]) {
      const expected = await plainly(q.toLowerCase().split(" "), sort, isDown, isMember);
      const query = new URLSearchParams({ q, sort: `${isDown ? "-" : ""}${sort}` });
      if (isMember) query.set("organization", acme.id);
      const first = await list(`${query}`);
      expect([first.count, first.isCapped]).toEqual([expected.length, false]);

      const there: string[] = [];
      let page = first;
      for (;;) {
        there.push(...page.users.map(({ id }) => id));
        if (!page.next) break;
        page = await list(`${query}&cursor=${page.next}`);
      }
      expect(there).toEqual(expected);

      const back = page.users.map(({ id }) => id);
      while (page.previous) {
        page = await list(`${query}&cursor=${page.previous}&direction=previous`);
        back.unshift(...page.users.map(({ id }) => id));
      }
      expect(back).toEqual(expected);
    }
  });
});

test("letters that mean something in a pattern mean themselves", async () => {
  const { id } = await db.user.create({
    data: {
      id: "01980000-0000-7000-8000-ffffffffffff",
      environmentId: environment.id,
      lastName: "C+ b.c (x",
    },
  });
  const found = async (q: string) => (await list(`q=${encodeURIComponent(q)}`)).users.map((user) => user.id);
  for (const q of ["c+", "C+ b.c", "b.", "b.c"]) expect(await found(q)).toEqual([id]);
  for (const q of ["c*", "b?", "b|c", "b\\", "b[", "a(", "x{", "x$", "^"]) expect(await found(q)).toEqual([]);
});
