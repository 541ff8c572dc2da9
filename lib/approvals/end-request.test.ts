import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { eventsAbout } from "@/lib/support/test-desk";
import { createTeam } from "@/prisma/factories";
import { approveRequest } from "./approve-request";
import { cancelRequest } from "./cancel-request";
import { countPendingRequests } from "./count-pending-requests";
import { expireRequests } from "./expire-requests";
import { getRequest } from "./get-request";
import { refuseRequest } from "./refuse-request";
import { type ApprovalDesk, reason, requestRow, setUpApprovals } from "./test-approvals";

beforeAll(async () => {
  await createTeam();
});

describe("refuseRequest and cancelRequest", () => {
  test("refuse with a reason that is told to who asked, and change nothing", async () => {
    const desk = await setUpApprovals();
    const id = await desk.ask(desk.resetPassword);
    await expect(refuseRequest(desk.asks, { requestId: id, reason })).rejects.toMatchObject({
      code: "forbidden",
    });
    await refuseRequest(desk.decides, { requestId: id, reason: "Call them back first" });
    expect(await requestRow(id)).toMatchObject({ state: "refused", decisionReason: "Call them back first" });
    expect(await eventsAbout(desk.user.id, "user.password_reset")).toEqual([]);
    expect(await eventsAbout(desk.user.id, "approval.refused")).toMatchObject([
      { reason: "Call them back first" },
    ]);
    const mail = await db.outboxMessage.findFirstOrThrow({ where: { recipient: desk.staff.email } });
    expect(mail.text).toContain("Call them back first");
    await desk.ask(desk.resetPassword);
  });

  test("only who asked can cancel, while it waits", async () => {
    const desk = await setUpApprovals();
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
  const createOld = async (desk: ApprovalDesk) => {
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
    const desk = await setUpApprovals();
    const requestId = await createOld(desk);
    const expired = { code: "conflict", message: expect.stringContaining("has expired") };
    await expect(approveRequest(desk.decides, { requestId })).rejects.toMatchObject(expired);
    await expect(refuseRequest(desk.decides, { requestId, reason })).rejects.toMatchObject(expired);
    await expect(cancelRequest(desk.asks, { requestId })).rejects.toMatchObject(expired);
    expect(await getRequest(desk.asks, requestId)).toMatchObject({ state: "expired", canCancel: false });
    expect(await countPendingRequests(desk.decides)).toBe(0);
  });

  test("is expired by the job, once by however many, in the log", async () => {
    const desk = await setUpApprovals();
    const ids = [await createOld(desk), await createOld(desk)];
    const waiting = await desk.ask(desk.resetPassword);
    await Promise.all([expireRequests(), expireRequests(), expireRequests()]);
    for (const id of ids) {
      expect(await requestRow(id)).toMatchObject({ state: "expired", passwordHash: null, slot: null });
    }
    expect((await requestRow(waiting)).state).toBe("pending");
    expect(await eventsAbout(desk.user.id, "approval.expired")).toMatchObject([
      { actorType: "system" },
      { actorType: "system" },
    ]);
    const told = await db.outboxMessage.findMany({ where: { recipient: desk.staff.email } });
    expect(told.map(({ subject }) => subject)).toEqual([
      "Your request has expired",
      "Your request has expired",
    ]);
    expect(told[0]?.text).toContain("Nothing was done");
  });
});
