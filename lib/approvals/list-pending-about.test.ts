import { beforeAll, expect, test } from "vitest";
import { createRequestRow } from "@/prisma/create-request-row";
import { contextFor, createTeam } from "@/prisma/factories";
import { cancelRequest } from "./cancel-request";
import { listPendingAbout } from "./list-pending-about";
import { setUpApprovals } from "./test-approvals";

beforeAll(async () => {
  await createTeam();
});

test("says what waits about a user to all who see approvals, and who may open it", async () => {
  const desk = await setUpApprovals();
  const [{ environment, user }, other] = [desk, await setUpApprovals()];
  const id = await desk.ask(desk.resetPassword);
  await other.ask(other.resetPassword);
  const seenBy = async (ctx: typeof desk.asks) =>
    (await listPendingAbout(ctx, user.id)).map((row) => [row.id, row.canOpen]);
  expect(await seenBy(desk.asks)).toEqual([[id, true]]);
  expect(await seenBy(desk.decides)).toEqual([[id, true]]);
  expect(await seenBy(await contextFor({ role: "auditor", environment }))).toEqual([[id, true]]);
  const colleague = await contextFor({ role: "support", environment });
  expect(await seenBy(colleague)).toEqual([[id, false]]);
  expect(await seenBy({ ...colleague, actor: { ...colleague.actor, permissions: new Set() } })).toEqual([]);
  expect(await seenBy(other.asks)).toEqual([]);
  expect(await listPendingAbout(desk.asks, "x")).toEqual([]);
  await cancelRequest(desk.asks, { requestId: id });
  expect(await seenBy(desk.decides)).toEqual([]);
  // Its hours are over, though the job has not said so yet.
  const createdAt = new Date(Date.now() - 48 * 3_600_000);
  const { staff } = desk;
  await createRequestRow({
    environmentId: environment.id,
    userId: user.id,
    requestedById: staff.id,
    createdAt,
  });
  expect(await seenBy(desk.decides)).toEqual([]);
});
