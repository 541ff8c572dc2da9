import { beforeAll, describe, expect, test } from "vitest";
import { doBulkDeed } from "@/lib/bulk/do-bulk-deed";
import { startBulkJob } from "@/lib/bulk/start-bulk-job";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { eraseUser } from "@/lib/deleted-users/erase-user";
import { addIdentity } from "@/lib/users/add-identity";
import { deleteIdentity } from "@/lib/users/delete-identity";
import { deleteUser } from "@/lib/users/delete-user";
import { handOverPassword } from "@/lib/users/hand-over-password";
import { makeIdentityPrimary } from "@/lib/users/make-identity-primary";
import { resetMfa } from "@/lib/users/reset-mfa";
import { resetPassword } from "@/lib/users/reset-password";
import { setTemporaryPassword } from "@/lib/users/set-temporary-password";
import { contextFor, createIdentityRow, createTeam, systemContext } from "@/prisma/factories";
import type { SupportDeed } from "./schema";
import { addApp, createDesk, eventsAbout, setPolicies, verifyRow } from "./test-desk";

beforeAll(async () => {
  await createTeam();
});

type Desk = Awaited<ReturnType<typeof createDesk>>;
type Case = {
  deed: SupportDeed;
  event: string;
  run: (ctx: Context, desk: Desk) => Promise<unknown>;
};

/** Every verb that does a guarded deed to one user. */
const CASES: Record<string, Case> = {
  resetPassword: {
    deed: "reset_password",
    event: "user.password_reset",
    run: (ctx, { user }) => resetPassword(ctx, { userId: user.id, reason: "" }),
  },
  setTemporaryPassword: {
    deed: "set_temporary_password",
    event: "user.temporary_password_set",
    run: (ctx, { user }) =>
      setTemporaryPassword(ctx, { userId: user.id, password: "heron copper lantern", hours: "24" }),
  },
  handOverPassword: {
    deed: "set_temporary_password",
    event: "user.password_hand_over_created",
    run: (ctx, { user }) => handOverPassword(ctx, { userId: user.id, hours: "24" }),
  },
  resetMfa: {
    deed: "reset_mfa",
    event: "user.mfa_reset",
    run: async (ctx, { user, environment }) =>
      resetMfa(ctx, {
        userId: user.id,
        factorId: (await addApp(user, environment.id)).id,
        reason: "",
      }),
  },
  addIdentity: {
    deed: "change_identity",
    event: "identity.added",
    run: (ctx, { user }) =>
      addIdentity(ctx, { userId: user.id, type: "email", value: `${newId()}@users.example`, country: "" }),
  },
  deleteIdentity: {
    deed: "change_identity",
    event: "identity.deleted",
    run: (ctx, { user, phoneId }) =>
      deleteIdentity(ctx, { userId: user.id, identityId: phoneId, confirmation: "" }),
  },
  makeIdentityPrimary: {
    deed: "change_identity",
    event: "identity.made_primary",
    run: async (ctx, { user, environment }) => {
      const value = `${newId()}@users.example`;
      const { id } = await createIdentityRow({
        ...{ environmentId: environment.id, userId: user.id, type: "email", value },
      });
      return makeIdentityPrimary(ctx, { userId: user.id, identityId: id });
    },
  },
  deleteUser: {
    deed: "delete_user",
    event: "user.deleted",
    run: (ctx, { user }) => deleteUser(ctx, { userId: user.id, extent: "record", reason: "" }),
  },
};

describe.each(Object.entries(CASES))("%s", (_, { deed, event, run }) => {
  test("is refused to everybody, owners included, until the caller is verified; the log says how", async () => {
    const desk = await createDesk({ [deed]: "caller_verified" }, "owner");
    const { ctx, user, emailId } = desk;
    await expect(run(ctx, desk)).rejects.toMatchObject({ code: "forbidden", step: "verify_caller" });
    expect(await eventsAbout(user.id, event)).toEqual([]);
    await verifyRow(desk, ctx.actor.id, { contactId: emailId });
    await run(ctx, desk);
    const [done] = await eventsAbout(user.id, event);
    expect(done?.after).toMatchObject({
      callerVerified: { method: "email", contactId: emailId, at: expect.stringMatching(/^\d{4}-/) },
    });
  });

  test("needs a second person where the environment says so, verified caller or not", async () => {
    const desk = await createDesk({ [deed]: "approval" }, "owner");
    await verifyRow(desk, desk.ctx.actor.id, { contactId: desk.emailId });
    await expect(run(desk.ctx, desk)).rejects.toMatchObject({ code: "forbidden", step: "ask_approval" });
    expect(await eventsAbout(desk.user.id, event)).toEqual([]);
  });

  test("a decision about another user or another deed is none", async () => {
    const desk = await createDesk({ [deed]: "approval" }, "owner");
    const { ctx, user } = desk;
    const approval = {
      ...{ requestId: newId(), requestedById: ctx.actor.id, approvedById: newId(), caller: null },
      ...{ deed, userId: user.id },
    };
    const other = deed === "reset_mfa" ? "reset_password" : "reset_mfa";
    for (const wrong of [
      { ...approval, userId: newId() },
      { ...approval, deed: other },
    ]) {
      await expect(run({ ...ctx, approval: wrong }, desk)).rejects.toMatchObject({ step: "ask_approval" });
    }
    await run({ ...ctx, approval }, desk);
    const [done] = await eventsAbout(user.id, event);
    expect(done?.after).toMatchObject({
      approval: { requestId: approval.requestId, approvedById: approval.approvedById },
    });
  });
});

describe("a verified caller", () => {
  const refused = { step: "verify_caller" };
  const reset = (desk: Desk, ctx: Context = desk.ctx) => CASES.resetPassword?.run(ctx, desk);

  test("counts for 15 minutes", async () => {
    const desk = await createDesk({ reset_password: "caller_verified" });
    await verifyRow(desk, desk.ctx.actor.id, { contactId: desk.emailId, minutesAgo: 15.1 });
    await expect(reset(desk)).rejects.toMatchObject(refused);
    await verifyRow(desk, desk.ctx.actor.id, { contactId: desk.emailId, minutesAgo: 14 });
    await reset(desk);
  });

  test("counts for the agent who verified them and for no other, and only in its environment", async () => {
    const desk = await createDesk({ reset_password: "caller_verified" });
    const { environment, emailId } = desk;
    const other = await contextFor({ role: "support", environment });
    await verifyRow(desk, desk.ctx.actor.id, { contactId: emailId });
    await expect(reset(desk, other)).rejects.toMatchObject(refused);
    await db.callerCheck.updateMany({
      where: { userId: desk.user.id },
      data: { environmentId: (await createDesk()).environment.id },
    });
    await expect(reset(desk)).rejects.toMatchObject(refused);
  });

  test("is one no more once the identity or second factor that was used is gone", async () => {
    const desk = await createDesk({ reset_password: "caller_verified" });
    const { ctx, user, environment, phoneId, emailId } = desk;
    await verifyRow(desk, ctx.actor.id, { contactId: phoneId });
    await deleteIdentity(ctx, { userId: user.id, identityId: phoneId, confirmation: "" });
    await expect(reset(desk)).rejects.toMatchObject(refused);
    const app = await addApp(user, environment.id);
    await verifyRow(desk, ctx.actor.id, { contactId: app.id });
    await resetMfa(ctx, { userId: user.id, factorId: app.id, reason: "" });
    await expect(reset(desk)).rejects.toMatchObject(refused);
    await db.identity.update({ where: { id: emailId }, data: { verifiedAt: null } });
    await verifyRow(desk, ctx.actor.id, { contactId: emailId });
    await expect(reset(desk)).rejects.toMatchObject(refused);
  });

  test("is said in the log also where nothing was asked for", async () => {
    const desk = await createDesk();
    await reset(desk);
    expect((await eventsAbout(desk.user.id, "user.password_reset"))[0]?.after).toBeNull();
    const next = await createDesk();
    await verifyRow(next, next.ctx.actor.id, { contactId: next.emailId });
    await reset(next);
    expect((await eventsAbout(next.user.id, "user.password_reset"))[0]?.after).toMatchObject({
      callerVerified: { contactId: next.emailId },
    });
  });
});

describe("many users at once", () => {
  const deed = { kind: "delete", extent: "record", reason: "" } as const;

  test.each(["caller_verified", "approval"] as const)(
    "are not deleted where one would need %s",
    async (policy) => {
      const desk = await createDesk({ delete_user: policy }, "owner");
      const { ctx, user } = desk;
      await verifyRow(desk, ctx.actor.id, { contactId: desk.emailId });
      await expect(startBulkJob(ctx, { deed, selection: { userIds: [user.id] } })).rejects.toMatchObject({
        code: "forbidden",
        message: expect.stringContaining("one user at a time"),
      });
      await expect(startBulkJob(ctx, { deed, selection: { query: "" } })).rejects.toMatchObject({
        code: "forbidden",
      });
      expect(await db.bulkJob.count({ where: { environmentId: desk.environment.id } })).toBe(0);
    },
  );

  test("a job that began before the policy stops at it, a job of the system does not", async () => {
    const desk = await createDesk({}, "owner");
    const { ctx, user, environment } = desk;
    const other = (await createDesk()).user;
    await db.user.update({ where: { id: other.id }, data: { environmentId: environment.id } });
    await setPolicies(environment.id, { delete_user: "approval" });
    const run = (context: Context) =>
      db.$transaction((tx) => doBulkDeed(tx, context, deed, [user.id, other.id]));
    expect((await run(ctx)).map(({ error }) => error?.code)).toEqual(["forbidden", "forbidden"]);
    expect(await db.user.count({ where: { id: { in: [user.id, other.id] } } })).toBe(2);
    expect((await run(systemContext(environment))).map(({ error }) => error)).toEqual([null, null]);
  });
});

test("eraseUser is bound as well; who verified the caller before the deletion need not do it again", async () => {
  const desk = await createDesk({ delete_user: "caller_verified" }, "owner");
  const { ctx, user, emailId, environment } = desk;
  await verifyRow(desk, ctx.actor.id, { contactId: emailId });
  await deleteUser(ctx, { userId: user.id, extent: "record", reason: "" });
  const erase = (context: Context) => eraseUser(context, { userId: user.id, confirmation: user.email ?? "" });
  const other = await contextFor({ role: "owner", environment });
  await expect(erase(other)).rejects.toMatchObject({ step: "verify_caller" });
  await setPolicies(environment.id, { delete_user: "approval" });
  await expect(erase(ctx)).rejects.toMatchObject({ step: "ask_approval" });
  expect(await db.deletedUser.count({ where: { id: user.id, erasingAt: null } })).toBe(1);
  await setPolicies(environment.id, { delete_user: "caller_verified" });
  await erase(ctx);
  expect(await db.deletedUser.count({ where: { id: user.id } })).toBe(0);
  expect(await db.callerCheck.count({ where: { userId: user.id } })).toBe(0);
  expect((await eventsAbout(user.id, "user.erasure_begun"))[0]?.after).toMatchObject({
    callerVerified: { method: "email" },
  });
});
