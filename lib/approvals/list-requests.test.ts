import { beforeAll, describe, expect, test } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { parseListParams } from "@/lib/core/list-params";
import { addApp } from "@/lib/support/test-desk";
import { contextFor, createTeam } from "@/prisma/factories";
import { approveRequest } from "./approve-request";
import { cancelRequest } from "./cancel-request";
import { countPendingRequests } from "./count-pending-requests";
import { getRequest } from "./get-request";
import { listRequests } from "./list-requests";
import { refuseRequest } from "./refuse-request";
import { APPROVAL_LIST, type ApprovalState } from "./schema";
import { reason, setUpApprovals } from "./test-approvals";

beforeAll(async () => {
  await createTeam();
});

describe("listRequests", () => {
  const ask = (query = "") => parseListParams<"asked", "state">(new URLSearchParams(query), APPROVAL_LIST);

  test("shows all to who decides or reads, their own to who asks, nothing to others", async () => {
    const desk = await setUpApprovals();
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
    expect(await ids(auditor)).toEqual([theirs, own]);
    expect(await getRequest(auditor, own)).toMatchObject({
      canDecide: false,
      whyNot: null,
      canCancel: false,
    });
    await expect(approveRequest(auditor, { requestId: own })).rejects.toMatchObject({ code: "forbidden" });
    await expect(refuseRequest(auditor, { requestId: own, reason })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(cancelRequest(auditor, { requestId: own })).rejects.toMatchObject({ code: "forbidden" });
    expect(await countPendingRequests(auditor)).toBeNull();
    const { actor } = auditor;
    const permissions = new Set([...actor.permissions].filter((key) => key !== "approvals:read"));
    await expect(ids({ ...auditor, actor: { ...actor, permissions } })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await countPendingRequests(desk.decides)).toBe(2);
    expect(await countPendingRequests(desk.asks)).toBeNull();
    await refuseRequest(desk.decides, { requestId: own, reason });
    expect(await ids(desk.decides, "state=refused")).toEqual([own]);
    expect(await ids(desk.decides, "state=pending&state=approved")).toEqual([theirs]);
    expect(await ids(desk.decides, "state=nonsense")).toEqual([theirs, own]);
  });

  test("pages there and back without a gap", async () => {
    const desk = await setUpApprovals();
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
