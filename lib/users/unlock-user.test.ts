import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { recoverySubject } from "@/lib/core/lockout-subject";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { getPasswordState } from "./get-password-state";
import { unlockUser } from "./unlock-user";

async function locked({ lockedUntil = new Date(Date.now() + 60_000) } = {}) {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const user = await createUserRow({ environmentId: environment.id });
  await db.lockout.createMany({
    data: [user.id, recoverySubject(user.id)].map((subject) => ({
      environmentId: environment.id,
      subject,
      failedAttempts: 5,
      lockedUntil,
    })),
  });
  return { environment, ctx, user, lockedUntil };
}

const locks = (environmentId: string) => db.lockout.count({ where: { environmentId } });
const events = (userId: string) => db.auditEvent.findMany({ where: { userId }, select: { type: true } });

test("ends the lock, shows it before and not after, and records it", async () => {
  const { environment, ctx, user, lockedUntil } = await locked();
  expect((await getPasswordState(ctx, user.id)).lockedUntil).toEqual(lockedUntil);
  await unlockUser(ctx, { userId: user.id });
  expect((await getPasswordState(ctx, user.id)).lockedUntil).toBeNull();
  expect(await locks(environment.id)).toBe(0);
  expect(await events(user.id)).toEqual([{ type: "user.unlocked" }]);
});

test("refuses who may not, and another environment's user", async () => {
  const { environment, user } = await locked();
  const auditor = await contextFor({ role: "auditor", environment });
  await expect(unlockUser(auditor, { userId: user.id })).rejects.toMatchObject({ code: "forbidden" });
  const elsewhere = await contextFor({ role: "support", environment: await createTestEnvironment() });
  await expect(unlockUser(elsewhere, { userId: user.id })).rejects.toMatchObject({ code: "not_found" });
  expect(await locks(environment.id)).toBe(2);
});

test("refuses an account that is not locked, or is not any more", async () => {
  const { ctx, user } = await locked({ lockedUntil: new Date(Date.now() - 1000) });
  await expect(unlockUser(ctx, { userId: user.id })).rejects.toMatchObject({ code: "conflict" });
  expect(await events(user.id)).toEqual([]);
});

test("of two at once one wins and the other is told", async () => {
  const { ctx, user } = await locked();
  const results = await Promise.allSettled([1, 2].map(() => unlockUser(ctx, { userId: user.id })));
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await events(user.id)).toHaveLength(1);
});
