import { describe, expect, test } from "vitest";
import { recordEvent } from "@/lib/audit/record-event";
import { listEvents } from "@/lib/audit-log/list-events";
import { eventListSpec } from "@/lib/audit-log/schema";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { parseListParams } from "@/lib/core/list-params";
import { deleteUser } from "@/lib/users/delete-user";
import { contextFor, createStaff, createTeam, createTestEnvironment, userContext } from "@/prisma/factories";
import { eraseDueUsers } from "./erase-due-users";
import { ERASE_BATCH, erasePerson } from "./erase-person";
import { eraseUser } from "./erase-user";
import { listDeletedUsers } from "./list-deleted-users";
import { recoverUser } from "./recover-user";
import { DELETED_USER_LIST } from "./schema";
import { createPersonToDelete } from "./test-person";

const list = parseListParams({}, DELETED_USER_LIST);
const idsOf = async (ctx: Context) => (await listDeletedUsers(ctx, list)).rows.map(({ id }) => id);

const eventsOf = (userId: string, type: string) =>
  db.auditEvent.findMany({ where: { userId, type }, select: { actorType: true, before: true, after: true } });

async function writeEvents(ctx: Context, userId: string, count: number): Promise<void> {
  await db.$transaction(async (tx) => {
    for (let made = 0; made < count; made++) {
      await recordEvent(tx, ctx, {
        type: "user.updated",
        target: { type: "user", id: userId },
        reason: "Mirabel married",
        before: { firstName: "Mirabel", status: "active", since: "2026-11-21T10:00:00.000Z", tries: 3 },
        after: { firstName: "Mira", emails: ["mira@quince.example"], address: { city: "Quinceville" } },
      });
    }
  });
}

describe("eraseUser", () => {
  test("destroys what is kept, and the log says what was done, no longer to whom", async () => {
    const { environment, environmentId, ctx, user, remove } = await createPersonToDelete();
    await writeEvents(ctx, user.id, 2);
    await db.$transaction((tx) =>
      recordEvent(tx, userContext(environment, user.id), { type: "authentication.succeeded" }),
    );
    await db.outboxMessage.create({
      data: {
        ...{ id: newId(), environmentId, recipient: user.email ?? "" },
        ...{ subject: "Hello Mirabel", status: "kept" },
      },
    });
    await remove();
    const count = await db.auditEvent.count({ where: { userId: user.id } });

    await eraseUser(ctx, { userId: user.id, confirmation: ` ${user.email?.toUpperCase()} ` });

    expect(await idsOf(ctx)).toEqual([]);
    expect(await db.outboxMessage.count({ where: { environmentId } })).toBe(0);
    const everywhere = await db.$queryRaw<{ name: string }[]>`
      SELECT 'audit_event' AS name FROM audit_event t
      WHERE environment_id = ${environmentId}::uuid AND t::text ~* 'mirabel|quince|2155501'
      UNION ALL SELECT 'deleted_user' FROM deleted_user t
      WHERE environment_id = ${environmentId}::uuid AND t::text ~* 'mirabel|quince|2155501'`;
    expect(everywhere).toEqual([]);
    expect((await eventsOf(user.id, "user.updated"))[0]).toMatchObject({
      before: { firstName: "[erased]", status: "active", since: "2026-11-21T10:00:00.000Z", tries: 3 },
      after: { firstName: "[erased]", emails: ["[erased]"], address: { city: "[erased]" } },
    });
    const signIn = await db.auditEvent.findFirstOrThrow({
      where: { userId: user.id, type: "authentication.succeeded" },
    });
    expect(signIn).toMatchObject({ ip: null, userAgent: null });
    const page = await listEvents(ctx, parseListParams({ user: user.id }, eventListSpec));
    expect(page.rows).toHaveLength(count + 2);
    expect(await eventsOf(user.id, "user.erased")).toEqual([
      { actorType: "admin", before: null, after: { events: count + 1 } },
    ]);
    await expect(recoverUser(ctx, { userId: user.id })).rejects.toMatchObject({ code: "not_found" });
  });

  test("asks for the address, refuses who may not, and another environment", async () => {
    const { environment, ctx, user, remove } = await createPersonToDelete();
    await remove();
    const input = { userId: user.id, confirmation: user.email ?? "" };
    for (const confirmation of ["", "mirabel", "yes"]) {
      await expect(eraseUser(ctx, { ...input, confirmation })).rejects.toMatchObject({
        code: "validation",
        fields: { confirmation: expect.stringContaining(String(user.email)) },
      });
    }
    const support = await contextFor({ role: "support", environment });
    await expect(eraseUser(support, input)).rejects.toMatchObject({ code: "forbidden" });
    const elsewhere = await contextFor({ role: "admin", environment: await createTestEnvironment() });
    await expect(eraseUser(elsewhere, input)).rejects.toMatchObject({ code: "not_found" });
    expect(await idsOf(ctx)).toEqual([user.id]);
  });

  test("only an owner restores or erases who was an owner", async () => {
    const team = await createTeam();
    const gone = await createStaff({ role: "owner" });
    const owner = await contextFor({ role: "owner", environment: team });
    await deleteUser(owner, { userId: gone.id, extent: "record", reason: "" });
    const admin = await contextFor({ role: "admin", environment: team });
    await expect(recoverUser(admin, { userId: gone.id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(eraseUser(admin, { userId: gone.id, confirmation: gone.email })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await recoverUser(owner, { userId: gone.id })).leftOut).toBe(0);
  });
});

describe("eraseDueUsers", () => {
  const age = (userId: string, days: number) =>
    db.deletedUser.update({
      where: { id: userId },
      data: { deletedAt: new Date(Date.now() - days * 86_400_000) },
    });

  test("erases whose days are over by their environment's setting, as the system", async () => {
    const [due, early] = [await createPersonToDelete(), await createPersonToDelete()];
    for (const { user, remove } of [due, early]) {
      await remove();
      await age(user.id, 31);
    }
    await db.environment.update({ where: { id: early.environmentId }, data: { deletedUserDays: 60 } });
    await eraseDueUsers();
    expect(await idsOf(due.ctx)).toEqual([]);
    expect(await idsOf(early.ctx)).toEqual([early.user.id]);
    expect(await eventsOf(due.user.id, "user.erased")).toMatchObject([{ actorType: "system" }]);
  });

  test("cut off half-way it goes on later, and two workers erase each once", async () => {
    const { ctx, user, remove } = await createPersonToDelete();
    await writeEvents(ctx, user.id, ERASE_BATCH + 20);
    await remove();
    await age(user.id, 31);
    await db.deletedUser.update({ where: { id: user.id }, data: { erasingAt: new Date() } });
    const stop = new AbortController();
    const half = erasePerson(ctx, user.id, stop.signal);
    stop.abort();
    expect(await half).toBe(false);
    const erased = () =>
      db.auditEvent.count({ where: { userId: user.id, after: { path: ["firstName"], equals: "[erased]" } } });
    expect(await erased()).toBe(ERASE_BATCH);
    await expect(recoverUser(ctx, { userId: user.id })).rejects.toMatchObject({
      code: "conflict",
      message: "This user is being erased and cannot be restored.",
    });

    await Promise.all([eraseDueUsers(), eraseDueUsers()]);

    expect(await erased()).toBe(ERASE_BATCH + 20);
    expect(await eventsOf(user.id, "user.erased")).toHaveLength(1);
    expect(await idsOf(ctx)).toEqual([]);
  });
});

describe("the log", () => {
  test("can be changed in no other way, and not at all while the user exists", async () => {
    const { ctx, user, remove } = await createPersonToDelete();
    await writeEvents(ctx, user.id, 1);
    const redact = "before = audit.redact(before), after = audit.redact(after)";
    const reason = "reason = audit.redact_reason(reason, actor_type)";
    const change = (set: string) =>
      db.$executeRawUnsafe(`UPDATE audit_event SET ${set} WHERE user_id = $1::uuid`, user.id);
    await expect(change(`${redact}, ${reason}`)).rejects.toThrow("append-only");
    await remove();
    for (const set of [
      "before = NULL",
      `${redact}, reason = 'other'`,
      `after = '{"firstName": "Someone else"}'`,
      `${redact}, ${reason}, type = 'user.created'`,
      `${redact}, ${reason}, actor_id = NULL`,
      "ip = NULL, user_agent = NULL",
      "location = NULL",
    ]) {
      await expect(change(set), set).rejects.toThrow("append-only");
    }
    await expect(db.$executeRaw`DELETE FROM audit_event WHERE user_id = ${user.id}::uuid`).rejects.toThrow(
      "append-only",
    );
    expect(await change(`${redact}, ${reason}`)).toBeGreaterThan(0);
  });
});
