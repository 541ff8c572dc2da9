import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { parseListParams } from "@/lib/core/list-params";
import {
  contextFor,
  createOrganizationRow,
  createRoleRow,
  createTestEnvironment,
  createUserRow,
  giveRole,
  systemContext,
  type TestEnvironment,
} from "@/prisma/factories";
import { USER_LIST } from "./list-spec";
import { listUsers } from "./list-users";

const total = 120;
const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000);

let environment: TestEnvironment;
let acme: { id: string; code: string };
let role: { id: string };
const names = ["Ana", "Bea", "Cleo", "Łucja", "Zoe"];

// Many share a name or a moment, so that pages must also follow the id; a third never signed in, a tenth have no email.
beforeAll(async () => {
  environment = await createTestEnvironment();
  acme = await createOrganizationRow({ environmentId: environment.id, name: "Acme" });
  role = await createRoleRow({ environmentId: environment.id, key: "editor" });
  for (let n = 0; n < total; n++) {
    const isMember = n % 4 === 0;
    const user = await createUserRow({
      environmentId: environment.id,
      firstName: names[n % 5],
      lastName: `Quill ${n % 7}`,
      email: n % 10 === 3 ? null : `person${n}@mail.example`,
      ...(n % 10 === 3 && { phone: `+64 21 555 0${100 + n}` }),
      ...(n % 15 === 1 && { username: `Rosy_${n}` }),
      status: n % 12 === 5 ? "suspended" : n % 20 === 9 ? "deleted" : "active",
      createdAt: day(n),
      lastSignInAt: n % 3 === 0 ? undefined : day(n + (n % 6)),
      ...(isMember && { organizationIds: [environment.organizationId, acme.id] }),
    });
    if (n % 40 === 0) await giveRole({ userId: user.id, organizationId: acme.id, roleId: role.id });
  }
}, 60_000);

const ctx = () => systemContext(environment);
const list = (query: string) => listUsers(ctx(), parseListParams(new URLSearchParams(query), USER_LIST));

async function allPages(query: string, direction: "next" | "previous", start: string | null = null) {
  const pages: string[][] = [];
  let cursor = start;
  do {
    const at = cursor ? `&cursor=${cursor}&direction=${direction}` : "";
    const page = await list(query + at);
    pages.push(page.users.map(({ id }) => id));
    cursor = page[direction];
  } while (cursor);
  return pages;
}

describe("pages", () => {
  test.each([
    "sort=name",
    "sort=-name",
    "sort=email",
    "sort=-email",
    "sort=lastSignIn",
    "sort=-lastSignIn",
    "sort=created",
    "sort=-created",
    "sort=-lastSignIn&q=quill",
    "sort=email&status=active&status=deleted",
    "sort=name&q=quill&identity=email&identity=phone",
  ])("%s: each user once, the same way forward and back", async (query) => {
    const forward = await allPages(query, "next");
    const ids = forward.flat();
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(50);
    expect(ids.length).toBe((await list(query)).count);

    const last = await list(`${query}&cursor=${await lastCursor(query)}`);
    const back = await allPages(query, "previous", last.previous);
    expect([...back.reverse().flat(), ...last.users.map(({ id }) => id)]).toEqual(ids);
  });

  test("the first page says which rows it shows, however it was reached", async () => {
    const first = await list("sort=name");
    const second = await list(`sort=name&cursor=${first.next}`);
    const again = await list(`sort=name&cursor=${second.previous}&direction=previous`);
    expect([first.from, second.from, again.from]).toEqual([1, undefined, 1]);
  });

  async function lastCursor(query: string): Promise<string> {
    let cursor = (await list(query)).next;
    for (;;) {
      const next: string | null = cursor && (await list(`${query}&cursor=${cursor}`)).next;
      if (!next) return cursor ?? "";
      cursor = next;
    }
  }

  test("who never signed in comes last, in both directions", async () => {
    for (const query of ["sort=lastSignIn", "sort=-lastSignIn"]) {
      const users = [...(await list(query)).users];
      let cursor = (await list(query)).next;
      while (cursor) {
        const page = await list(`${query}&cursor=${cursor}`);
        users.push(...page.users);
        cursor = page.next;
      }
      const times = users.map(({ lastSignInAt }) => lastSignInAt?.getTime());
      const known = times.filter((time) => time !== undefined);
      expect(times.slice(known.length).every((time) => time === undefined)).toBe(true);
      const sorted = known.toSorted((a, b) => (query.includes("-") ? b - a : a - b));
      expect(known).toEqual(sorted);
    }
  });

  test.each(["nonsense", "e30", "W10", "bnVsbA", "eyJ2YWx1ZSI6MSwiaWQiOjJ9"])(
    "a cursor that makes no sense (%s) shows the first page",
    async (cursor) => {
      expect((await list(`cursor=${cursor}`)).users).toEqual((await list("")).users);
    },
  );
});

describe("search", () => {
  test.each([
    ["ana quill", (n: number) => n % 5 === 0],
    ["QUILL 3", (n: number) => n % 7 === 3],
    ["łuc", (n: number) => n % 5 === 3],
    ["zo", (n: number) => n % 5 === 4],
    ["person11@mail", (n: number) => n === 11],
    ["rosy_16", (n: number) => n === 16],
    ["555 0103", (n: number) => n === 3],
    ["%", () => false],
    ["per_on", () => false],
    ["'; drop table app_user; --", () => false],
    ["😀", () => false],
  ])("%s", async (q, matches) => {
    const shown = Array.from({ length: total }, (_, n) => n).filter(
      (n) => matches(n) && !(n % 20 === 9 && n % 12 !== 5),
    );
    expect((await list(`q=${encodeURIComponent(q)}`)).count).toBe(shown.length);
  });

  test("a pasted id of any kind finds whom it means", async () => {
    const user = await createUserRow({ environmentId: environment.id, status: "deleted" });
    const identity = await db.identity.findFirstOrThrow({ where: { userId: user.id } });
    for (const id of [user.id, identity.id]) {
      expect((await list(`q=${id}`)).users.map((row) => row.id)).toEqual([user.id]);
    }
    await db.user.delete({ where: { id: user.id } });
    const members = await db.membership.count({ where: { organizationId: acme.id } });
    expect((await list(`q=${acme.id}`)).count).toBe(members);
    expect((await list(`q=${acme.code}`)).count).toBe(members);
    expect((await list(`q=${role.id}`)).count).toBe(3);
    expect((await list("q=0190a5c0-0000-7000-8000-000000000000")).count).toBe(0);
    expect((await list("q=org_00000000000")).count).toBe(0);
  });
});

describe("filters", () => {
  const where = { environmentId: "" };
  test.each([
    ["status=suspended", () => ({ status: "suspended" as const })],
    ["status=deleted", () => ({ status: "deleted" as const })],
    ["", () => ({ status: { not: "deleted" as const } })],
    ["signIn=never", () => ({ status: { not: "deleted" as const }, lastSignInAt: null })],
    [
      "organization=ACME",
      () => ({ status: { not: "deleted" as const }, memberships: { some: { organizationId: acme.id } } }),
    ],
    [
      "role=ROLE",
      () => ({
        status: { not: "deleted" as const },
        memberships: { some: { roles: { some: { roleId: role.id } } } },
      }),
    ],
    [
      "identity=phone",
      () => ({ status: { not: "deleted" as const }, identities: { some: { type: "phone" as const } } }),
    ],
    [
      "created=2026-01-11..2026-01-20",
      () => ({ status: { not: "deleted" as const }, createdAt: { gte: day(10), lt: day(20) } }),
    ],
    [
      "inactive=..2026-02-01",
      () => ({
        status: { not: "deleted" as const },
        createdAt: { lt: day(31) },
        OR: [{ lastSignInAt: null }, { lastSignInAt: { lt: day(31) } }],
      }),
    ],
    ["status=nonsense&organization=1&created=x", () => ({ status: { not: "deleted" as const } })],
  ])("%s", async (query, condition) => {
    where.environmentId = environment.id;
    const real = query.replace("ACME", acme.id).replace("ROLE", role.id);
    const expected = await db.user.count({ where: { ...where, ...condition() } });
    for (const sort of ["", "&sort=name", "&sort=lastSignIn"]) {
      expect((await allPages(real + sort, "next")).flat()).toHaveLength(expected);
      expect((await list(real + sort)).count).toBe(expected);
    }
  });

  test("locked shows who is locked out now", async () => {
    const { users } = await list("");
    const [locked, over] = users;
    if (!locked || !over) throw new Error("there are users");
    const lock = (subject: string, seconds: number) => ({
      environmentId: environment.id,
      subject,
      lockedUntil: new Date(Date.now() + seconds * 1000),
    });
    await db.lockout.createMany({
      data: [lock(locked.id, 60), lock(over.id, -60), lock("a".repeat(64), 60)],
    });
    const shown = (await list("signIn=locked")).users;
    expect(shown.map(({ id }) => id)).toEqual([locked.id]);
    // Whom the filter finds, and nobody else, is shown as locked in the list without it.
    const marked = (await list("")).users.filter(({ lockedUntil }) => lockedUntil !== null);
    expect(marked).toEqual(shown);
    expect(marked[0]?.lockedUntil?.getTime()).toBeGreaterThan(Date.now());
  });
});

test("shows a user's organizations, three by name and all by number", async () => {
  const names = ["One", "Two", "Three", "Four"];
  const organizationIds: string[] = [];
  for (const name of names) {
    organizationIds.push((await createOrganizationRow({ environmentId: environment.id, name })).id);
  }
  const user = await createUserRow({ environmentId: environment.id, organizationIds });
  const [row] = (await list(`q=${user.id}`)).users;
  expect(row).toMatchObject({ organizationCount: 4, organizations: expect.any(Array) });
  expect(row?.organizations).toHaveLength(3);
  await db.user.delete({ where: { id: user.id } });
});

test("never shows another environment's users", async () => {
  const other = await createTestEnvironment();
  const stranger = await createUserRow({ environmentId: other.id });
  expect((await list(`q=${stranger.id}`)).users).toEqual([]);
  const page = await listUsers(systemContext(other), parseListParams({}, USER_LIST));
  expect(page.users.map(({ id }) => id)).toEqual([stranger.id]);
  // A count tells too: nobody learns how many hold another environment's role or are in its organization.
  for (const query of [`role=${role.id}`, `organization=${acme.id}`]) {
    const params = parseListParams(new URLSearchParams(query), USER_LIST);
    expect(await listUsers(systemContext(other), params)).toMatchObject({ users: [], count: 0 });
    expect((await list(query)).count).toBeGreaterThan(0);
  }
});

test("refuses who may not see users", async () => {
  const auditor = await contextFor({ role: "auditor", environment });
  const nobody = { ...auditor, actor: { ...auditor.actor, permissions: new Set<string>() } };
  await expect(listUsers(nobody, parseListParams({}, USER_LIST))).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("the search index knows the letters of every script", async () => {
  const [row] = await db.$queryRaw<{ trigrams: string[] }[]>`SELECT show_trgm('田中さん') AS trigrams`;
  expect(row?.trigrams.length).toBeGreaterThan(0);
});
