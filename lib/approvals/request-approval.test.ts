import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { createDesk, eventsAbout, setPolicies, verifyRow } from "@/lib/support/test-desk";
import { contextFor, createTeam, createUserRow } from "@/prisma/factories";
import { approveRequest } from "./approve-request";
import { cancelRequest } from "./cancel-request";
import { getRequest } from "./get-request";
import type { AskedDeed } from "./schema";
import { ALL_APPROVED, reason, requestRow, setUpApprovals } from "./test-approvals";

beforeAll(async () => {
  await createTeam();
});

describe("requestApproval", () => {
  test("keeps exactly what was asked, does nothing yet, and records who asked and how the caller was verified", async () => {
    const desk = await setUpApprovals();
    const { asks, user, emailId } = desk;
    await verifyRow(desk, asks.actor.type === "admin" ? asks.actor.id : "", { contactId: emailId });
    const id = await desk.ask(desk.resetPassword);
    expect(await requestRow(id)).toMatchObject({
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
    const desk = await setUpApprovals();
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
    for (const id of [(await createDesk(ALL_APPROVED)).user.id, newId(), "x"]) {
      const stranger: AskedDeed = { kind: "reset_password", input: { userId: id, reason: "" } };
      await expect(ask(stranger)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await db.approvalRequest.count({ where: { environmentId: environment.id } })).toBe(0);
    expect(await eventsAbout(userId)).toEqual([]);
  });

  test("refuses who may not do the deed, where nobody need be asked, and the same twice", async () => {
    const desk = await setUpApprovals();
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
    const desk = await setUpApprovals();
    const password = "heron copper lantern";
    const input = { userId: desk.user.id, password, hours: "24" } as const;
    const id = await desk.ask({ kind: "set_temporary_password", input });
    const kept = await requestRow(id);
    expect(JSON.stringify(kept)).not.toContain(password);
    expect(kept.passwordHash).toMatch(/^\$argon2id\$/);
    expect(kept.input).toEqual({ userId: desk.user.id, hours: "24" });
    const shown = JSON.stringify([await getRequest(desk.decides, id), await eventsAbout(desk.user.id)]);
    expect(shown).not.toContain("argon2");
    await cancelRequest(desk.asks, { requestId: id });
    expect((await requestRow(id)).passwordHash).toBeNull();
  });

  test("what was asked cannot be changed afterwards, not even in the database", async () => {
    const desk = await setUpApprovals();
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
