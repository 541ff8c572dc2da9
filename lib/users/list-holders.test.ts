import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import {
  contextFor,
  createOrganizationRow,
  createPermissionRow,
  createRoleRow,
  createTestEnvironment,
  createUserRow,
  giveRole,
  type TestEnvironment,
} from "@/prisma/factories";
import type { HeldThing } from "./holder-queries";
import { listHolders } from "./list-holders";

let environment: TestEnvironment;
let ctx: Awaited<ReturnType<typeof contextFor>>;
let organizationId: string;
let roles: [string, string];
let permission: HeldThing;

const first = { q: "", cursor: null, direction: "next" } as const;

beforeEach(async () => {
  environment = await createTestEnvironment();
  organizationId = environment.organizationId;
  ctx = await contextFor({ role: "support", environment });
  const environmentId = environment.id;
  const { id } = await createPermissionRow({ environmentId, key: "read:it", name: "Read it" });
  permission = { kind: "permission", id };
  const roleOf = (key: string, name: string) =>
    createRoleRow({ environmentId, key, name, permissions: ["read:it"] });
  roles = [(await roleOf("editor", "Editor")).id, (await roleOf("reader", "Reader")).id];
});

const addUser = (firstName: string) => createUserRow({ environmentId: environment.id, firstName });
const give = (userId: string, roleId: string, at = organizationId) =>
  giveRole({ userId, organizationId: at, roleId });
const giveDirectly = (userId: string) =>
  db.membershipPermission.create({ data: { userId, organizationId, permissionId: permission.id } });
const namesOf = async (held: HeldThing, asked: Partial<Parameters<typeof listHolders>[2]> = {}) =>
  (await listHolders(ctx, held, { ...first, ...asked })).holders.map(({ firstName }) => firstName);

describe("listHolders", () => {
  it("lists each user once, however many ways there are, with how and where", async () => {
    const [ana, bo, cai] = [await addUser("Ana"), await addUser("Bo"), await addUser("Cai")];
    await addUser("Nobody");
    const other = await createOrganizationRow({ environmentId: environment.id, name: "Kea Works" });
    await db.membership.create({ data: { userId: ana.id, organizationId: other.id } });
    await give(ana.id, roles[0]);
    await give(ana.id, roles[1], other.id);
    await giveDirectly(ana.id);
    await giveDirectly(bo.id);
    await give(cai.id, roles[1]);
    const { thing, holders, page, ...list } = await listHolders(ctx, permission, first);
    expect(thing).toMatchObject({ name: "Read it", key: "read:it" });
    expect(list.roles.map(({ name }) => name)).toEqual(["Editor", "Reader"]);
    expect(page).toEqual({ from: 1, count: 3, next: null, previous: null });
    expect(holders.map(({ firstName }) => firstName)).toEqual(["Cai", "Bo", "Ana"]);
    const ways = holders[2]?.places.map(({ role, organization }) => `${role} in ${organization.name}`);
    expect(ways).toHaveLength(3);
    expect(ways).toContain("Reader in Kea Works");
    expect(holders[1]?.places).toMatchObject([{ role: null }]);
    expect(await namesOf({ kind: "role", id: roles[1] })).toEqual(["Cai", "Ana"]);
  });

  it("pages forward and back through merged ways, without a gap or a repetition", async () => {
    const made: string[] = [];
    for (let index = 0; index < 120; index++) {
      const { id } = await addUser(`U${index}`);
      made.unshift(id);
      if (index % 3 === 0) await giveDirectly(id);
      if (index % 3 !== 0) await give(id, roles[0]);
      if (index % 4 === 0) await give(id, roles[1]);
    }
    const pages: string[][] = [];
    let cursor: string | null = null;
    let back: string | null = null;
    do {
      const { holders, page } = await listHolders(ctx, permission, { ...first, cursor });
      pages.push(holders.map(({ id }) => id));
      [cursor, back] = [page.next, page.previous];
    } while (cursor);
    expect(pages.map((page) => page.length)).toEqual([25, 25, 25, 25, 20]);
    expect(pages.flat()).toEqual(made);
    const previous = await listHolders(ctx, permission, { ...first, cursor: back, direction: "previous" });
    expect(previous.holders.map(({ id }) => id)).toEqual(pages[3]);
  });

  it("searches among them, shows suspended users and no deleted ones", async () => {
    const [ana, bo, cai] = [await addUser("Ana"), await addUser("Bo"), await addUser("Cai")];
    for (const { id } of [ana, bo, cai]) await give(id, roles[0]);
    await addUser("Ana");
    expect(await namesOf(permission, { q: "ana" })).toEqual(["Ana"]);
    expect(await namesOf(permission, { q: "a%" })).toEqual([]);
    await db.user.update({ where: { id: bo.id }, data: { status: "suspended" } });
    await db.user.update({ where: { id: cai.id }, data: { status: "deleted" } });
    expect(await namesOf(permission)).toEqual(["Bo", "Ana"]);
  });

  it("finds its way where both the word and the holders are many", async () => {
    const environmentId = environment.id;
    const ids = Array.from({ length: 1_300 }, () => newId());
    const named = (index: number) => (index % 2 === 0 ? "Kiri" : "Moa");
    await db.user.createMany({
      data: ids.map((id, index) => ({ id, environmentId, firstName: named(index) })),
    });
    await db.membership.createMany({ data: ids.map((userId) => ({ userId, organizationId })) });
    const [roleId] = roles;
    await db.membershipRole.createMany({
      data: ids.slice(0, -100).map((userId) => ({ userId, organizationId, roleId })),
    });
    const expected = ids.filter((_, index) => index % 2 === 0 && index < 1_200).toReversed();
    const one = await listHolders(ctx, permission, { ...first, q: "kiri" });
    const two = await listHolders(ctx, permission, { ...first, q: "kiri", cursor: one.page.next });
    const found = [...one.holders, ...two.holders].map(({ id }) => id);
    expect(found).toEqual(expected.slice(0, 50));
    const all = await listHolders(ctx, permission, first);
    expect(all.page).toMatchObject({ count: 1_000, isCapped: true });
  });

  it("is refused to who may not, and knows nothing of another environment", async () => {
    for (const missing of ["users:read", "roles:read"]) {
      const permissions = new Set([...ctx.actor.permissions].filter((key) => key !== missing));
      const lacking: Context = { ...ctx, actor: { ...ctx.actor, permissions } };
      await expect(listHolders(lacking, permission, first)).rejects.toMatchObject({ code: "forbidden" });
    }
    const there = await contextFor({ role: "owner", environment: await createTestEnvironment() });
    for (const held of [permission, { kind: "role", id: roles[0] } as const]) {
      await expect(listHolders(there, held, first)).rejects.toMatchObject({ code: "not_found" });
    }
    const swapped = { kind: "role", id: permission.id } as const;
    await expect(listHolders(ctx, swapped, first)).rejects.toMatchObject({ code: "not_found" });
    await expect(listHolders(ctx, { ...permission, id: "x" }, first)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await namesOf(permission, { cursor: "bm9uc2Vuc2U" })).toEqual([]);
  });
});
