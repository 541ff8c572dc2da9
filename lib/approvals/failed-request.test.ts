import { beforeAll, describe, expect, test, vi } from "vitest";

import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";

import { eventsAbout } from "@/lib/support/test-desk";

import { createTeam, createUserRow } from "@/prisma/factories";
import { approveRequest } from "./approve-request";

import type { AskedDeed } from "./schema";
import { requestRow, setUpApprovals } from "./test-approvals";

beforeAll(async () => {
  await createTeam();
});

describe("an approval of what cannot be done any more", () => {
  test("ends as failed, with nothing changed, when the state or the requester no longer allows it", async () => {
    const gone = await setUpApprovals();
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

    const taken = await setUpApprovals();
    const value = `${newId()}@users.example`;
    const input = { userId: taken.user.id, type: "email", value, country: "" } as const;
    const second = await taken.ask({ kind: "add_identity", input });
    const jane = { firstName: "Jane", lastName: "Holder", email: value };
    const holder = await createUserRow({ environmentId: taken.environment.id, ...jane });
    const failed = await approveRequest(taken.decides, { requestId: second });
    expect(failed).toMatchObject({ state: "failed", failure: expect.stringMatching(/^Another user has/) });
    // She may be erased one day: nothing that is kept or sent names her.
    const events = await eventsAbout(taken.user.id, "approval.failed");
    expect(events).toMatchObject([{ after: { heldById: holder.id } }]);
    const mails = await db.outboxMessage.findMany({ where: { subject: { contains: "could not be done" } } });
    expect(mails.length).toBeGreaterThan(0);
    const written = JSON.stringify([failed, events, mails, (await requestRow(second)).failure]);
    expect(written).not.toMatch(/Jane|Holder/);
    expect(await db.identity.count({ where: { userId: taken.user.id, value } })).toBe(0);

    const demoted = await setUpApprovals();
    const third = await demoted.ask(demoted.resetPassword);
    await db.membershipRole.deleteMany({ where: { userId: demoted.staff.id } });
    expect(await approveRequest(demoted.decides, { requestId: third })).toMatchObject({
      failure: expect.stringContaining("may not do it any more"),
    });
    const suspended = await setUpApprovals();
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
      (await requestRow(first)).state,
      (await requestRow(second)).state,
      (await requestRow(third)).state,
      (await requestRow(fourth)).state,
    ]).toEqual(Array(4).fill("failed"));
    await expect(approveRequest(demoted.decides, { requestId: third })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("ends as failed also when the database itself refuses the deed half-way", async () => {
    const { user, environment, ask, decides } = await setUpApprovals();
    const value = `${newId()}@users.example`;
    const id = await ask({
      kind: "add_identity",
      input: { userId: user.id, type: "email", value, country: "" },
    });
    const other = await createUserRow({ environmentId: environment.id });
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const taking = db.$transaction(async (tx) => {
      const identity = { type: "email", value, claim: value, userId: other.id } as const;
      await tx.identity.create({ data: { ...identity, id: newId(), environmentId: environment.id } });
      await released;
    });
    const deciding = approveRequest(decides, { requestId: id });
    await vi.waitFor(async () => {
      const waiting = await db.$queryRaw<unknown[]>`
        SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      expect(waiting).toHaveLength(1);
    }, 5_000);
    release();
    await taking;
    expect(await deciding).toMatchObject({ state: "failed", failure: expect.stringContaining("taken") });
    expect((await requestRow(id)).state).toBe("failed");
  });
});
