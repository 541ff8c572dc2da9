import { describe, expect, test } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { parseListParams } from "@/lib/core/list-params";
import { deleteUser } from "@/lib/users/delete-user";
import { tablesOfUser } from "@/lib/users/tables-of-user";
import { contextFor, createIdentityRow, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { eraseUser } from "./erase-user";
import { listDeletedUsers } from "./list-deleted-users";
import { recoverUser } from "./recover-user";
import { DELETED_USER_LIST } from "./schema";
import { createPersonToDelete } from "./test-person";

const list = parseListParams({}, DELETED_USER_LIST);
const idsOf = async (ctx: Context) => (await listDeletedUsers(ctx, list)).rows.map(({ id }) => id);

/** Every row of a user, but for what no restore brings back. */
async function wholeOf(userId: string): Promise<Record<string, string>> {
  const tables = ["app_user", ...(await tablesOfUser(db))];
  const whole: Record<string, string> = {};
  for (const table of tables) {
    const column = table === "app_user" ? "id" : "user_id";
    const rows = await db.$queryRawUnsafe<{ row: unknown }[]>(
      `SELECT (to_jsonb(t) - 'sessions_ended_at' - 'updated_at')::text AS row FROM "${table}" t
       WHERE ${column} = $1::uuid ORDER BY 1`,
      userId,
    );
    whole[table] = rows.map(({ row }) => String(row)).join("\n");
  }
  return whole;
}

const eventsOf = (userId: string, type: string) =>
  db.auditEvent.findMany({ where: { userId, type }, select: { actorType: true, before: true, after: true } });

describe("listDeletedUsers", () => {
  test("pages there and back without a gap, also where many were deleted at once", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "auditor", environment });
    const at = new Date(Date.now() - 86_400_000);
    await db.deletedUser.createMany({
      data: Array.from({ length: 120 }, (_, index) => ({
        ...{ id: newId(), environmentId: environment.id, firstName: `Number ${index}`, lastName: "" },
        ...{ snapshot: {}, deletedAt: index % 3 === 0 ? at : new Date(at.getTime() - index * 1000) },
      })),
    });
    const read = (cursor: string | null, direction: "next" | "previous") =>
      listDeletedUsers(ctx, { ...list, cursor, direction });
    const first = await read(null, "next");
    const second = await read(first.next, "next");
    const third = await read(second.next, "next");
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id));
    expect([first.rows.length, second.rows.length, third.rows.length]).toEqual([50, 50, 20]);
    expect(new Set(ids).size).toBe(120);
    expect([first.previous, third.next]).toEqual([null, null]);
    expect((await read(third.previous, "previous")).rows).toEqual(second.rows);
    expect((await read("nonsense", "next")).rows).toEqual(first.rows);
  });

  test("is not for who may not see users", async () => {
    const ctx = await contextFor({ role: "auditor", environment: await createTestEnvironment() });
    const blind = { ...ctx, actor: { ...ctx.actor, permissions: new Set<string>() } };
    await expect(listDeletedUsers(blind, list)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("recoverUser", () => {
  test("brings back every row as it was, ends nothing less than all sessions, and records it", async () => {
    const { ctx, user, remove } = await createPersonToDelete();
    const before = await wholeOf(user.id);
    expect(Object.values(before).filter(Boolean).length).toBeGreaterThan(6);
    await remove();
    expect(await db.user.findUnique({ where: { id: user.id } })).toBeNull();
    expect(await idsOf(ctx)).toEqual([user.id]);

    const recovered = await recoverUser(ctx, { userId: user.id });

    expect(recovered).toEqual({ userId: user.id, takenIdentities: [], leftOut: 0 });
    expect(await wholeOf(user.id)).toEqual(before);
    expect((await db.user.findUniqueOrThrow({ where: { id: user.id } })).sessionsEndedAt).not.toBeNull();
    expect(await idsOf(ctx)).toEqual([]);
    expect(await eventsOf(user.id, "user.recovered")).toEqual([
      { actorType: "admin", before: null, after: { takenIdentities: 0, leftOut: 0 } },
    ]);
  });

  test("leaves out the value of a feature flag that has another type now", async () => {
    const { ctx, user, flag, remove } = await createPersonToDelete();
    await remove();
    await db.featureFlag.update({ where: { id: flag.id }, data: { type: "int", defaultValue: "1" } });
    expect(await recoverUser(ctx, { userId: user.id })).toMatchObject({ leftOut: 1 });
    expect(await db.userFeatureFlag.count({ where: { userId: user.id } })).toBe(0);
  });

  test("leaves out what another has taken or deleted meanwhile, and says so", async () => {
    const { environment, environmentId, ctx, user, organization, remove } = await createPersonToDelete();
    const spare = await createIdentityRow({
      ...{ environmentId, userId: user.id },
      ...{ type: "email", value: "mirabel@spare.example" },
    });
    await remove();
    await createUserRow({ environmentId, email: user.email, username: "mirabelq" });
    await db.organization.delete({ where: { id: organization.id } });

    const recovered = await recoverUser(ctx, { userId: user.id });

    expect(recovered.takenIdentities.sort()).toEqual([user.email, "MirabelQ"].sort());
    expect(recovered.leftOut).toBe(3);
    const row = await db.user.findUniqueOrThrow({
      where: { id: user.id },
      include: { identities: true, memberships: true },
    });
    expect(row).toMatchObject({ email: spare.value, firstName: "Mirabel" });
    expect(row.identities.map(({ value, isPrimary }) => ({ value, isPrimary }))).toEqual([
      { value: "+64215550123", isPrimary: false },
      { value: spare.value, isPrimary: true },
    ]);
    expect(row.memberships.map(({ organizationId }) => organizationId)).toEqual([environment.organizationId]);
  });

  test("who is left without an organization comes into the default one", async () => {
    const { environment, environmentId, ctx, organization } = await createPersonToDelete();
    const user = await createUserRow({ environmentId, organizationIds: [organization.id] });
    await deleteUser(ctx, { userId: user.id, extent: "record", reason: "" });
    await db.organization.delete({ where: { id: organization.id } });
    await recoverUser(ctx, { userId: user.id });
    expect(await db.membership.findMany({ where: { userId: user.id } })).toMatchObject([
      { organizationId: environment.organizationId },
    ]);
  });

  test("a suspended user stays suspended, one without access without it", async () => {
    const { environmentId, ctx, user, remove } = await createPersonToDelete();
    const suspended = await createUserRow({ environmentId, status: "suspended" });
    await deleteUser(ctx, { userId: suspended.id, extent: "record", reason: "" });
    await remove("access");
    await remove("record");
    for (const { id } of [suspended, user]) await recoverUser(ctx, { userId: id });
    const statusOf = async (id: string) => (await db.user.findUniqueOrThrow({ where: { id } })).status;
    expect([await statusOf(suspended.id), await statusOf(user.id)]).toEqual(["suspended", "deleted"]);
    expect(await db.identity.count({ where: { userId: user.id, claim: null } })).toBe(3);
  });

  test("refuses who may not, and finds nothing of another environment, or nonsense", async () => {
    const { environment, ctx, user, remove } = await createPersonToDelete();
    await remove();
    const support = await contextFor({ role: "support", environment });
    await expect(recoverUser(support, { userId: user.id })).rejects.toMatchObject({ code: "forbidden" });
    const elsewhere = await contextFor({ role: "admin", environment: await createTestEnvironment() });
    expect(await idsOf(elsewhere)).toEqual([]);
    await expect(recoverUser(elsewhere, { userId: user.id })).rejects.toMatchObject({ code: "not_found" });
    for (const userId of [newId(), "nonsense"]) {
      await expect(recoverUser(ctx, { userId })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("of two at once one wins; of restore and erase too", async () => {
    const { ctx, user, remove } = await createPersonToDelete();
    await remove();
    const twice = await Promise.allSettled([1, 2].map(() => recoverUser(ctx, { userId: user.id })));
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await remove();
    const confirmation = user.email ?? "";
    const both = await Promise.allSettled([
      recoverUser(ctx, { userId: user.id }),
      eraseUser(ctx, { userId: user.id, confirmation }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
