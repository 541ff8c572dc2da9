import { beforeAll, describe, expect, test } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { parseListParams } from "@/lib/core/list-params";
import { verifyPassword } from "@/lib/core/password-hash";
import type { SupportDeed } from "@/lib/support/schema";
import { addApp, createDesk, eventsAbout, setPolicies, verifyRow } from "@/lib/support/test-desk";
import { openHandOver } from "@/lib/users/open-hand-over";
import {
  contextFor,
  createIdentityRow,
  createStaff,
  createTeam,
  createUserRow,
  type StaffRole,
  userContext,
} from "@/prisma/factories";
import { approveRequest } from "./approve-request";
import { cancelRequest } from "./cancel-request";
import { countPendingRequests } from "./count-pending-requests";
import { expireRequests } from "./expire-requests";
import { getRequest } from "./get-request";
import { listRequests } from "./list-requests";
import { refuseRequest } from "./refuse-request";
import { requestApproval } from "./request-approval";
import { APPROVAL_LIST, type ApprovalState, type AskedDeed } from "./schema";

beforeAll(async () => {
  await createTeam();
});

const reason = "Caller lost their phone";
const all: Record<SupportDeed, "approval"> = {
  reset_password: "approval",
  set_temporary_password: "approval",
  reset_mfa: "approval",
  change_identity: "approval",
  delete_user: "approval",
};

/** A desk where everything needs approval; `asks` has the right to, `decides` is somebody else who may decide. */
async function setUp(role: StaffRole = "support") {
  const desk = await createDesk(all, role);
  const staff = await createStaff({ role });
  const asks = await contextFor({ role, environment: desk.environment, staff });
  const decides = await contextFor({ role: "admin", environment: desk.environment });
  const ask = async (deed: AskedDeed, ctx: Context = asks) =>
    (await requestApproval(ctx, { deed, reason })).requestId;
  const resetPassword: AskedDeed = { kind: "reset_password", input: { userId: desk.user.id, reason: "" } };
  return { ...desk, staff, asks, decides, ask, resetPassword };
}

const row = (id: string) => db.approvalRequest.findUniqueOrThrow({ where: { id } });
const stateOf = async (id: string) => (await row(id)).state;

describe("requestApproval", () => {
  test("keeps exactly what was asked, does nothing yet, and records who asked and how the caller was verified", async () => {
    const desk = await setUp();
    const { asks, user, emailId } = desk;
    await verifyRow(desk, asks.actor.type === "admin" ? asks.actor.id : "", { contactId: emailId });
    const id = await desk.ask(desk.resetPassword);
    expect(await row(id)).toMatchObject({
      ...{ deed: "reset_password", input: { userId: user.id, reason }, state: "pending", reason },
      ...{ requestedById: desk.staff.id, callerMethod: "email", callerContactId: emailId },
    });
    const events = await eventsAbout(user.id);
    expect(events).toMatchObject([
      {
        ...{ type: "approval.requested", reason, actorId: desk.staff.id },
        after: { kind: "reset_password", callerVerified: { method: "email", contactId: emailId } },
      },
    ]);
    const now = await db.user.findUniqueOrThrow({ where: { id: user.id } });
    expect([now.newPasswordRequiredAt, now.sessionsEndedAt]).toEqual([null, null]);
  });

  test("refuses what the deed would be refused for, on its field, and asks nobody", async () => {
    const desk = await setUp();
    const { user, environment, ask } = desk;
    const userId = user.id;
    const other = await createUserRow({ environmentId: environment.id });
    const add: AskedDeed = {
      kind: "add_identity",
      input: { userId, type: "email", value: other.email ?? "", country: "" },
    };
    await expect(ask(add)).rejects.toMatchObject({
      fields: { value: expect.stringContaining("already has this") },
    });
    const weak: AskedDeed = {
      kind: "set_temporary_password",
      input: { userId, password: "password1", hours: "1" },
    };
    await expect(ask(weak)).rejects.toMatchObject({ fields: { password: expect.any(String) } });
    await db.user.update({ where: { id: userId }, data: { status: "suspended" } });
    await expect(ask(desk.resetPassword)).rejects.toMatchObject({ code: "conflict" });
    for (const id of [(await createDesk(all)).user.id, newId(), "x"]) {
      const stranger: AskedDeed = { kind: "reset_password", input: { userId: id, reason: "" } };
      await expect(ask(stranger)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await db.approvalRequest.count({ where: { environmentId: environment.id } })).toBe(0);
    expect(await eventsAbout(userId)).toEqual([]);
  });

  test("refuses who may not do the deed, where nobody need be asked, and the same twice", async () => {
    const desk = await setUp();
    const auditor = await contextFor({ role: "auditor", environment: desk.environment });
    await expect(desk.ask(desk.resetPassword, auditor)).rejects.toMatchObject({ code: "forbidden" });
    const remove: AskedDeed = {
      kind: "delete_user",
      input: { userId: desk.user.id, extent: "record", reason: "" },
    };
    await expect(desk.ask(remove)).rejects.toMatchObject({ code: "forbidden" });
    const both = await Promise.allSettled([desk.ask(desk.resetPassword), desk.ask(desk.resetPassword)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(desk.ask(desk.resetPassword)).rejects.toMatchObject({ code: "conflict" });
    await setPolicies(desk.environment.id, { reset_password: "caller_verified" });
    await expect(desk.ask(desk.resetPassword)).rejects.toMatchObject({
      message: expect.stringContaining("needs no approval"),
    });
  });

  test("of a temporary password the hash alone is kept, until it is decided, and nobody is shown it", async () => {
    const desk = await setUp();
    const password = "heron copper lantern";
    const input = { userId: desk.user.id, password, hours: "24" } as const;
    const id = await desk.ask({ kind: "set_temporary_password", input });
    const kept = await row(id);
    expect(JSON.stringify(kept)).not.toContain(password);
    expect(kept.passwordHash).toMatch(/^\$argon2id\$/);
    expect(kept.input).toEqual({ userId: desk.user.id, hours: "24" });
    const shown = JSON.stringify([await getRequest(desk.decides, id), await eventsAbout(desk.user.id)]);
    expect(shown).not.toContain("argon2");
    await cancelRequest(desk.asks, { requestId: id });
    expect((await row(id)).passwordHash).toBeNull();
  });

  test("what was asked cannot be changed afterwards, not even in the database", async () => {
    const desk = await setUp();
    const id = await desk.ask(desk.resetPassword);
    const change = (data: Record<string, unknown>) => db.approvalRequest.update({ where: { id }, data });
    for (const data of [
      { input: { userId: newId() } },
      { userId: newId() },
      { deed: "delete_user" },
      { requestedById: newId() },
      { passwordHash: "another" },
      { expiresAt: new Date(Date.now() + 1e9) },
    ]) {
      await expect(change(data)).rejects.toThrow();
    }
    await approveRequest(desk.decides, { requestId: id });
    await expect(change({ state: "pending" })).rejects.toThrow();
  });
});

describe("approveRequest", () => {
  /** Every deed that can be asked for: how it is asked, and that it is done. */
  const deeds: Record<
    string,
    (desk: Awaited<ReturnType<typeof setUp>>) => Promise<{ deed: AskedDeed; event: string }>
  > = {
    reset_password: async ({ resetPassword }) => ({ deed: resetPassword, event: "user.password_reset" }),
    reset_mfa: async ({ user, environment }) => {
      const { id } = await addApp(user, environment.id);
      const input = { userId: user.id, factorId: id, reason: "" };
      return { deed: { kind: "reset_mfa", input }, event: "user.mfa_reset" };
    },
    add_identity: async ({ user }) => {
      const input = { userId: user.id, type: "phone", value: "021 555 0123", country: "NZ" } as const;
      return { deed: { kind: "add_identity", input }, event: "identity.added" };
    },
    delete_identity: async ({ user, phoneId }) => {
      const input = { userId: user.id, identityId: phoneId, confirmation: "" };
      return { deed: { kind: "delete_identity", input }, event: "identity.deleted" };
    },
    make_identity_primary: async ({ user, environment }) => {
      const row = { environmentId: environment.id, userId: user.id, type: "email" } as const;
      const { id } = await createIdentityRow({ ...row, value: `${newId()}@users.example` });
      const input = { userId: user.id, identityId: id };
      return { deed: { kind: "make_identity_primary", input }, event: "identity.made_primary" };
    },
    delete_user: async ({ user }) => {
      const input = { userId: user.id, extent: "access", reason: "" } as const;
      return { deed: { kind: "delete_user", input }, event: "user.access_removed" };
    },
  };

  test.each(Object.entries(deeds))(
    "does %s as who asked; its event says who asked and who approved",
    async (_, make) => {
      const desk = await setUp("admin");
      const { deed, event } = await make(desk);
      const id = await desk.ask(deed);
      expect(await approveRequest(desk.decides, { requestId: id })).toEqual({
        state: "approved",
        link: null,
      });
      const approvedById = desk.decides.actor.type === "admin" ? desk.decides.actor.id : "";
      expect(await eventsAbout(desk.user.id, event)).toMatchObject([
        {
          actorId: desk.staff.id,
          after: { approval: { requestId: id, requestedById: desk.staff.id, approvedById } },
        },
      ]);
      expect(await eventsAbout(desk.user.id, "approval.approved")).toMatchObject([
        { actorId: approvedById, after: { requestedById: desk.staff.id } },
      ]);
      expect(await row(id)).toMatchObject({ state: "approved", decidedById: approvedById, slot: null });
      const mail = await db.outboxMessage.findFirst({ where: { recipient: desk.staff.email } });
      expect(mail?.subject).toBe("Your request was approved, and is done");
    },
  );

  test("gives the password that was typed when it was asked for", async () => {
    const desk = await setUp();
    const password = "heron copper lantern";
    const input = { userId: desk.user.id, password, hours: "1" } as const;
    const id = await desk.ask({ kind: "set_temporary_password", input });
    await approveRequest(desk.decides, { requestId: id });
    const now = await db.password.findUniqueOrThrow({ where: { userId: desk.user.id } });
    expect(now.isTemporary).toBe(true);
    expect(await verifyPassword(now.hash, password)).toBe(true);
    expect((await row(id)).passwordHash).toBeNull();
  });

  test("makes the hand-over link only now, and shows it to who approves alone", async () => {
    const desk = await setUp();
    const before = await db.password.findUniqueOrThrow({ where: { userId: desk.user.id } });
    const id = await desk.ask({ kind: "hand_over_password", input: { userId: desk.user.id, hours: "1" } });
    expect(await db.passwordHandOver.count({ where: { userId: desk.user.id } })).toBe(0);
    expect(await db.password.findUniqueOrThrow({ where: { userId: desk.user.id } })).toEqual(before);
    const decided = await approveRequest(desk.decides, { requestId: id });
    const link = decided.state === "approved" ? (decided.link ?? "") : "";
    const token = new URL(link).searchParams.get("token") ?? "";
    expect(await openHandOver(userContext(desk.environment, null), token)).toMatch(/^[a-z0-9-]{23}$/);
    const kept = JSON.stringify([
      await row(id),
      await getRequest(desk.asks, id),
      await eventsAbout(desk.user.id),
    ]);
    expect(kept).not.toContain(token);
  });

  test("erases through the job, marked with the decision", async () => {
    const desk = await setUp("admin");
    const { user, ask, decides } = desk;
    const first = await ask({
      kind: "delete_user",
      input: { userId: user.id, extent: "record", reason: "" },
    });
    await approveRequest(decides, { requestId: first });
    const wrong: AskedDeed = { kind: "erase_user", input: { userId: user.id, confirmation: "no" } };
    await expect(ask(wrong)).rejects.toMatchObject({ fields: { confirmation: expect.any(String) } });
    const id = await ask({ kind: "erase_user", input: { userId: user.id, confirmation: user.email ?? "" } });
    expect((await db.deletedUser.findUniqueOrThrow({ where: { id: user.id } })).erasingAt).toBeNull();
    await approveRequest(decides, { requestId: id });
    expect((await db.deletedUser.findUniqueOrThrow({ where: { id: user.id } })).erasingAt).not.toBeNull();
    expect(await eventsAbout(user.id, "user.erasure_begun")).toMatchObject([
      { actorId: desk.staff.id, after: { approval: { requestId: id } } },
    ]);
  });

  test("refuses the requester, roles that may not decide, those without the deed's right, and who it is about", async () => {
    const desk = await setUp("owner");
    const id = await desk.ask({
      kind: "delete_user",
      input: { userId: desk.user.id, extent: "record", reason: "" },
    });
    const approve = (ctx: Context) => approveRequest(ctx, { requestId: id });
    const forbidden = { code: "forbidden" };
    await expect(approve(desk.asks)).rejects.toMatchObject({
      ...forbidden,
      message: expect.stringContaining("You asked for this yourself"),
    });
    for (const role of ["support", "auditor"] as const) {
      await expect(approve(await contextFor({ role, environment: desk.environment }))).rejects.toMatchObject(
        forbidden,
      );
    }
    const { actor } = await contextFor({ role: "admin", environment: desk.environment });
    const permissions = new Set([...actor.permissions].filter((key) => key !== "users:delete"));
    await expect(approve({ ...desk.decides, actor: { ...actor, permissions } })).rejects.toMatchObject({
      message: expect.stringContaining("Your role does not allow this deed"),
    });
    await expect(approve({ ...desk.decides, actor: { ...actor, id: desk.user.id } })).rejects.toMatchObject({
      message: expect.stringContaining("about you"),
    });
    expect(await stateOf(id)).toBe("pending");
    const elsewhere = await contextFor({ role: "owner", environment: (await createDesk()).environment });
    for (const requestId of [id, newId(), "x"]) {
      const missing = { code: "not_found" };
      await expect(approveRequest(elsewhere, { requestId })).rejects.toMatchObject(missing);
      await expect(getRequest(elsewhere, requestId)).rejects.toMatchObject(missing);
      await expect(refuseRequest(elsewhere, { requestId, reason })).rejects.toMatchObject(missing);
      await expect(cancelRequest(elsewhere, { requestId })).rejects.toMatchObject(missing);
    }
  });

  test("of two who decide at once one wins, and the deed is done once", async () => {
    const desk = await setUp();
    const id = await desk.ask(desk.resetPassword);
    const second = await contextFor({ role: "owner", environment: desk.environment });
    const answers = await Promise.allSettled([
      approveRequest(desk.decides, { requestId: id }),
      approveRequest(second, { requestId: id }),
      refuseRequest(second, { requestId: id, reason }),
      cancelRequest(desk.asks, { requestId: id }),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "conflict" });
    }
    const done = await eventsAbout(desk.user.id, "user.password_reset");
    expect(done.length).toBe((await stateOf(id)) === "approved" ? 1 : 0);
  });

  test("ends as failed, with nothing changed, when the state or the requester no longer allows it", async () => {
    const gone = await setUp();
    const removed: AskedDeed = {
      kind: "delete_identity",
      input: { userId: gone.user.id, identityId: gone.phoneId, confirmation: "" },
    };
    const first = await gone.ask(removed);
    await db.identity.delete({ where: { id: gone.phoneId } });
    expect(await approveRequest(gone.decides, { requestId: first })).toMatchObject({
      state: "failed",
      failure: expect.stringContaining("identity"),
    });

    const taken = await setUp();
    const value = `${newId()}@users.example`;
    const input = { userId: taken.user.id, type: "email", value, country: "" } as const;
    const second = await taken.ask({ kind: "add_identity", input });
    await createUserRow({ environmentId: taken.environment.id, email: value });
    expect(await approveRequest(taken.decides, { requestId: second })).toMatchObject({ state: "failed" });
    expect(await db.identity.count({ where: { userId: taken.user.id, value } })).toBe(0);

    const demoted = await setUp();
    const third = await demoted.ask(demoted.resetPassword);
    await db.membershipRole.deleteMany({ where: { userId: demoted.staff.id } });
    expect(await approveRequest(demoted.decides, { requestId: third })).toMatchObject({
      failure: expect.stringContaining("may not do it any more"),
    });
    const suspended = await setUp();
    const fourth = await suspended.ask(suspended.resetPassword);
    await db.user.update({ where: { id: suspended.staff.id }, data: { status: "suspended" } });
    expect(await approveRequest(suspended.decides, { requestId: fourth })).toMatchObject({
      failure: expect.stringContaining("no active member"),
    });
    for (const { user } of [demoted, suspended]) {
      expect(await eventsAbout(user.id, "user.password_reset")).toEqual([]);
      expect(await eventsAbout(user.id, "approval.failed")).toHaveLength(1);
    }
    expect([
      await stateOf(first),
      await stateOf(second),
      await stateOf(third),
      await stateOf(fourth),
    ]).toEqual(Array(4).fill("failed"));
    await expect(approveRequest(demoted.decides, { requestId: third })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("in the team only an owner decides about an owner, and only an owner can ask for it", async () => {
    const team = await createTeam();
    await setPolicies(team.id, { reset_mfa: "approval" });
    try {
      const owner = await createStaff({ role: "owner" });
      const factor = await addApp(owner, team.id);
      const deed: AskedDeed = {
        kind: "reset_mfa",
        input: { userId: owner.id, factorId: factor.id, reason: "" },
      };
      const as = (role: StaffRole) => contextFor({ role, environment: team });
      await expect(requestApproval(await as("admin"), { deed, reason })).rejects.toMatchObject({
        message: expect.stringContaining("Only an owner"),
      });
      const { requestId } = await requestApproval(await as("owner"), { deed, reason });
      await expect(approveRequest(await as("admin"), { requestId })).rejects.toMatchObject({
        message: expect.stringContaining("Only an owner"),
      });
      const self = await contextFor({ role: "owner", environment: team, staff: { ...owner, role: "owner" } });
      await expect(approveRequest(self, { requestId })).rejects.toMatchObject({ code: "forbidden" });
      expect(await approveRequest(await as("owner"), { requestId })).toMatchObject({ state: "approved" });
    } finally {
      await setPolicies(team.id, { reset_mfa: "none" });
    }
  });
});

describe("refuseRequest and cancelRequest", () => {
  test("refuse with a reason that is told to who asked, and change nothing", async () => {
    const desk = await setUp();
    const id = await desk.ask(desk.resetPassword);
    await expect(refuseRequest(desk.asks, { requestId: id, reason })).rejects.toMatchObject({
      code: "forbidden",
    });
    await refuseRequest(desk.decides, { requestId: id, reason: "Call them back first" });
    expect(await row(id)).toMatchObject({ state: "refused", decisionReason: "Call them back first" });
    expect(await eventsAbout(desk.user.id, "user.password_reset")).toEqual([]);
    expect(await eventsAbout(desk.user.id, "approval.refused")).toMatchObject([
      { reason: "Call them back first" },
    ]);
    const mail = await db.outboxMessage.findFirstOrThrow({ where: { recipient: desk.staff.email } });
    expect(mail.text).toContain("Call them back first");
    await desk.ask(desk.resetPassword);
  });

  test("only who asked can cancel, while it waits", async () => {
    const desk = await setUp();
    const id = await desk.ask(desk.resetPassword);
    await expect(cancelRequest(desk.decides, { requestId: id })).rejects.toMatchObject({ code: "forbidden" });
    await cancelRequest(desk.asks, { requestId: id });
    expect(await eventsAbout(desk.user.id, "approval.cancelled")).toHaveLength(1);
    await expect(cancelRequest(desk.asks, { requestId: id })).rejects.toMatchObject({ code: "conflict" });
    await expect(approveRequest(desk.decides, { requestId: id })).rejects.toMatchObject({
      message: expect.stringContaining("cancelled already"),
    });
  });
});

describe("a request whose hours are over", () => {
  // Its time cannot be changed, so one that began long ago is written as it would stand.
  const createOld = async (desk: Awaited<ReturnType<typeof setUp>>) => {
    const id = newId();
    const expiresAt = new Date(Date.now() - 1000);
    await db.approvalRequest.create({
      data: {
        ...{ id, environmentId: desk.environment.id, userId: desk.user.id, requestedById: desk.staff.id },
        ...{
          deed: "reset_password",
          input: desk.resetPassword.input,
          summary: [],
          reason,
          slot: id,
          expiresAt,
        },
        passwordHash: "a hash",
      },
    });
    return id;
  };

  test("cannot be approved, refused or cancelled, also before the job has been there", async () => {
    const desk = await setUp();
    const requestId = await createOld(desk);
    const expired = { code: "conflict", message: expect.stringContaining("has expired") };
    await expect(approveRequest(desk.decides, { requestId })).rejects.toMatchObject(expired);
    await expect(refuseRequest(desk.decides, { requestId, reason })).rejects.toMatchObject(expired);
    await expect(cancelRequest(desk.asks, { requestId })).rejects.toMatchObject(expired);
    expect(await getRequest(desk.asks, requestId)).toMatchObject({ state: "expired", canCancel: false });
    expect(await countPendingRequests(desk.decides)).toBe(0);
  });

  test("is expired by the job, once by however many, in the log", async () => {
    const desk = await setUp();
    const ids = [await createOld(desk), await createOld(desk)];
    const waiting = await desk.ask(desk.resetPassword);
    await Promise.all([expireRequests(), expireRequests(), expireRequests()]);
    for (const id of ids) {
      expect(await row(id)).toMatchObject({ state: "expired", passwordHash: null, slot: null });
    }
    expect(await stateOf(waiting)).toBe("pending");
    expect(await eventsAbout(desk.user.id, "approval.expired")).toMatchObject([
      { actorType: "system" },
      { actorType: "system" },
    ]);
  });
});

describe("listRequests", () => {
  const ask = (query = "") => parseListParams<"asked", "state">(new URLSearchParams(query), APPROVAL_LIST);

  test("shows all to who decides, their own to who asks, nothing to others", async () => {
    const desk = await setUp();
    const own = await desk.ask(desk.resetPassword);
    const other = await contextFor({ role: "support", environment: desk.environment });
    const factor = await addApp(desk.user, desk.environment.id);
    const theirs = await desk.ask(
      { kind: "reset_mfa", input: { userId: desk.user.id, factorId: factor.id, reason: "" } },
      other,
    );
    const ids = async (ctx: Context, query = "") =>
      (await listRequests(ctx, ask(query))).rows.map(({ id }) => id);
    expect(await ids(desk.decides)).toEqual([theirs, own]);
    expect(await ids(desk.asks)).toEqual([own]);
    await expect(getRequest(desk.asks, theirs)).rejects.toMatchObject({ code: "not_found" });
    const auditor = await contextFor({ role: "auditor", environment: desk.environment });
    await expect(ids(auditor)).rejects.toMatchObject({ code: "forbidden" });
    expect(await countPendingRequests(desk.decides)).toBe(2);
    expect(await countPendingRequests(desk.asks)).toBeNull();
    await refuseRequest(desk.decides, { requestId: own, reason });
    expect(await ids(desk.decides, "state=refused")).toEqual([own]);
    expect(await ids(desk.decides, "state=pending&state=approved")).toEqual([theirs]);
    expect(await ids(desk.decides, "state=nonsense")).toEqual([theirs, own]);
  });

  test("pages there and back without a gap", async () => {
    const desk = await setUp();
    const states: ApprovalState[] = ["approved", "refused"];
    const rows = Array.from({ length: 120 }, (_, index) => ({
      ...{ id: newId(), environmentId: desk.environment.id, userId: desk.user.id, summary: [], reason },
      ...{ requestedById: desk.staff.id, deed: "reset_password", input: desk.resetPassword.input },
      ...{ expiresAt: new Date(), state: states[index % 2] },
    }));
    await db.approvalRequest.createMany({ data: rows });
    const first = await listRequests(desk.decides, ask());
    const second = await listRequests(desk.decides, ask(`cursor=${first.next}`));
    const third = await listRequests(desk.decides, ask(`cursor=${second.next}`));
    const seen = [first, second, third].flatMap((page) => page.rows.map(({ id }) => id));
    expect(seen).toEqual(
      rows
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
    expect(third.next).toBeNull();
    const back = await listRequests(desk.decides, ask(`cursor=${third.previous}&direction=previous`));
    expect(back.rows).toEqual(second.rows);
  });
});
