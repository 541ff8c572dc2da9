import { describe, expect, test } from "vitest";
import { recordEvent } from "@/lib/audit/record-event";
import { listEvents } from "@/lib/audit-log/list-events";
import { eventListSpec } from "@/lib/audit-log/schema";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { parseListParams } from "@/lib/core/list-params";
import { deleteUser } from "@/lib/users/delete-user";
import { tablesOfUser } from "@/lib/users/tables-of-user";
import {
  contextFor,
  createIdentityRow,
  createOrganizationRow,
  createPermissionRow,
  createRoleRow,
  createStaff,
  createTeam,
  createTestEnvironment,
  createUserRow,
  giveRole,
  userContext,
} from "@/prisma/factories";
import { eraseDueUsers } from "./erase-due-users";
import { ERASE_BATCH, erasePerson } from "./erase-person";
import { eraseUser } from "./erase-user";
import { listDeletedUsers } from "./list-deleted-users";
import { recoverUser } from "./recover-user";
import { DELETED_USER_LIST } from "./schema";

const list = parseListParams({}, DELETED_USER_LIST);
const idsOf = async (ctx: Context) => (await listDeletedUsers(ctx, list)).rows.map(({ id }) => id);

async function setUp() {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const ctx = await contextFor({ role: "admin", environment });
  const organization = await createOrganizationRow({ environmentId });
  const user = await createUserRow({
    environmentId,
    firstName: "Mirabel",
    lastName: "Quince",
    username: "MirabelQ",
    phone: "+64215550123",
    password: "kestrel moss window",
    organizationIds: [environment.organizationId, organization.id],
  });
  const permission = await createPermissionRow({ environmentId, key: "read:tea", name: "Read tea" });
  const role = await createRoleRow({ environmentId, key: "taster", permissions: ["read:tea"] });
  const member = { userId: user.id, organizationId: organization.id };
  await giveRole({ ...member, roleId: role.id });
  await db.membershipPermission.create({ data: { ...member, permissionId: permission.id } });
  await db.recoveryCode.create({ data: { id: newId(), userId: user.id, codeHash: "not a hash" } });
  const remove = (extent: "access" | "record" = "record") =>
    deleteUser(ctx, { userId: user.id, extent, reason: "Mirabel asked by phone" });
  return { environment, environmentId, ctx, user, organization, role, remove };
}

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
    const { ctx, user, remove } = await setUp();
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

  test("leaves out what another has taken or deleted meanwhile, and says so", async () => {
    const { environment, environmentId, ctx, user, organization, remove } = await setUp();
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
    const { environment, environmentId, ctx, organization } = await setUp();
    const user = await createUserRow({ environmentId, organizationIds: [organization.id] });
    await deleteUser(ctx, { userId: user.id, extent: "record", reason: "" });
    await db.organization.delete({ where: { id: organization.id } });
    await recoverUser(ctx, { userId: user.id });
    expect(await db.membership.findMany({ where: { userId: user.id } })).toMatchObject([
      { organizationId: environment.organizationId },
    ]);
  });

  test("a suspended user stays suspended, one without access without it", async () => {
    const { environmentId, ctx, user, remove } = await setUp();
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
    const { environment, ctx, user, remove } = await setUp();
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
    const { ctx, user, remove } = await setUp();
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

describe("eraseUser", () => {
  test("destroys what is kept, and the log says what was done, no longer to whom", async () => {
    const { environment, environmentId, ctx, user, remove } = await setUp();
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
    expect(page.rows).toHaveLength(count + 1);
    expect(await eventsOf(user.id, "user.erased")).toEqual([
      { actorType: "admin", before: null, after: { events: count } },
    ]);
    await expect(recoverUser(ctx, { userId: user.id })).rejects.toMatchObject({ code: "not_found" });
  });

  test("asks for the address, refuses who may not, and another environment", async () => {
    const { environment, ctx, user, remove } = await setUp();
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
    const [due, early] = [await setUp(), await setUp()];
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
    const { ctx, user, remove } = await setUp();
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
    const { ctx, user, remove } = await setUp();
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
