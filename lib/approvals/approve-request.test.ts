import { beforeAll, describe, expect, test } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { verifyPassword } from "@/lib/core/password-hash";
import { addApp, createDesk, eventsAbout, setPolicies } from "@/lib/support/test-desk";
import { openHandOver } from "@/lib/users/open-hand-over";
import {
  contextFor,
  createIdentityRow,
  createStaff,
  createTeam,
  type StaffRole,
  userContext,
} from "@/prisma/factories";
import { approveRequest } from "./approve-request";
import { cancelRequest } from "./cancel-request";
import { getRequest } from "./get-request";
import { refuseRequest } from "./refuse-request";
import { requestApproval } from "./request-approval";
import type { AskedDeed } from "./schema";
import { type ApprovalDesk, reason, requestRow, setUpApprovals } from "./test-approvals";

beforeAll(async () => {
  await createTeam();
});

describe("approveRequest", () => {
  /** Every deed that can be asked for: how it is asked, and that it is done. */
  const deeds: Record<string, (desk: ApprovalDesk) => Promise<{ deed: AskedDeed; event: string }>> = {
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
      const desk = await setUpApprovals("admin");
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
      expect(await requestRow(id)).toMatchObject({
        state: "approved",
        decidedById: approvedById,
        slot: null,
      });
      const mail = await db.outboxMessage.findFirst({ where: { recipient: desk.staff.email } });
      expect(mail?.subject).toBe("Your request was approved, and is done");
    },
  );

  test("gives the password that was typed when it was asked for", async () => {
    const desk = await setUpApprovals();
    const password = "heron copper lantern";
    const input = { userId: desk.user.id, password, hours: "1" } as const;
    const id = await desk.ask({ kind: "set_temporary_password", input });
    await approveRequest(desk.decides, { requestId: id });
    const now = await db.password.findUniqueOrThrow({ where: { userId: desk.user.id } });
    expect(now.isTemporary).toBe(true);
    expect(await verifyPassword(now.hash, password)).toBe(true);
    expect((await requestRow(id)).passwordHash).toBeNull();
  });

  test("makes the hand-over link only now, and shows it to who approves alone", async () => {
    const desk = await setUpApprovals();
    const before = await db.password.findUniqueOrThrow({ where: { userId: desk.user.id } });
    const id = await desk.ask({ kind: "hand_over_password", input: { userId: desk.user.id, hours: "1" } });
    expect(await db.passwordHandOver.count({ where: { userId: desk.user.id } })).toBe(0);
    expect(await db.password.findUniqueOrThrow({ where: { userId: desk.user.id } })).toEqual(before);
    const decided = await approveRequest(desk.decides, { requestId: id });
    const link = decided.state === "approved" ? (decided.link ?? "") : "";
    const token = new URL(link).searchParams.get("token") ?? "";
    expect(await openHandOver(userContext(desk.environment, null), token)).toMatch(/^[a-z0-9-]{23}$/);
    const kept = JSON.stringify([
      await requestRow(id),
      await getRequest(desk.asks, id),
      await eventsAbout(desk.user.id),
    ]);
    expect(kept).not.toContain(token);
  });

  test("erases through the job, marked with the decision", async () => {
    const desk = await setUpApprovals("admin");
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
    const desk = await setUpApprovals("owner");
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
      message: expect.stringContaining("Your role does not allow you to do this"),
    });
    await expect(approve({ ...desk.decides, actor: { ...actor, id: desk.user.id } })).rejects.toMatchObject({
      message: expect.stringContaining("about you"),
    });
    expect((await requestRow(id)).state).toBe("pending");
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
    const desk = await setUpApprovals();
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
    expect(done.length).toBe((await requestRow(id)).state === "approved" ? 1 : 0);
  });

  test("the deed's event has who asked, and not the address and browser of who approved", async () => {
    const desk = await setUpApprovals();
    const id = await desk.ask(desk.resetPassword);
    await approveRequest(desk.decides, { requestId: id });
    const rows = await db.auditEvent.findMany({
      where: { userId: desk.user.id, type: { in: ["user.password_reset", "approval.approved"] } },
      orderBy: { type: "asc" },
      select: { ip: true, requestId: true },
    });
    const { ip, id: requestId } = desk.decides.request;
    expect(rows).toEqual([
      { ip, requestId },
      { ip: null, requestId },
    ]);
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
