import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { createRequestRow } from "@/prisma/create-request-row";
import { createStaff, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { pinnedNode } from "@/scripts/lib/project.mjs";
import { typescriptFlags } from "@/scripts/lib/run-ts.mjs";
import type { DeedOrder } from "./deed-child";

function start(file: string, order: object) {
  const args = [...typescriptFlags, join(import.meta.dirname, file), JSON.stringify(order)];
  const child = spawn(pinnedNode, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal }));
  return { child, ended, lines: createInterface(child.stdout) };
}

/** Does a deed in a process of its own; gives how it ended, and the number of statements if it came to its end. */
async function runDeed(order: DeedOrder) {
  const { ended, lines } = start("deed-child.ts", order);
  let statements = 0;
  lines.on("line", (line) => {
    statements = Number(line);
  });
  return { ...(await ended), statements };
}

async function countEvents(type: string, userId?: string): Promise<number> {
  return db.auditEvent.count({ where: { type, userId } });
}

test.each(["suspend", "delete", "create"] as const)(
  "killed before any statement of %s, the write and its event are both there or neither",
  async (deed) => {
    const environment = await createTestEnvironment();
    const { organizationId } = environment;
    const newOrder = async (killBefore: number | null): Promise<DeedOrder> => {
      const user = await createUserRow({ environmentId: environment.id });
      return {
        deed,
        environment,
        organizationId,
        userId: user.id,
        email: `${newId()}@users.example`,
        killBefore,
      };
    };
    const { statements, code } = await runDeed(await newOrder(null));
    expect(code).toBe(0);
    expect(statements).toBeGreaterThan(3);

    const steps = Array.from({ length: statements }, (_, index) => index + 1);
    const attempt = async (killBefore: number) => {
      const order = await newOrder(killBefore);
      const { signal } = await runDeed(order);
      expect(signal, `before statement ${killBefore}`).toBe("SIGKILL");
      if (deed === "create") {
        const identity = await db.identity.findFirst({ where: { value: order.email } });
        expect(identity).toBeNull();
        expect(await db.user.count({ where: { lastName: "Fault", identities: { none: {} } } })).toBe(0);
      } else {
        const user = await db.user.findUnique({ where: { id: order.userId } });
        const isDone = deed === "suspend" ? user?.status === "suspended" : user === null;
        const type = deed === "suspend" ? "user.suspended" : "user.deleted";
        expect(await countEvents(type, order.userId), `before statement ${killBefore}`).toBe(isDone ? 1 : 0);
      }
    };
    const lane = async () => {
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) await attempt(step);
    };
    await Promise.all([lane(), lane(), lane()]);
    if (deed === "create") {
      const created = await db.auditEvent.count({
        where: { type: "user.created", environmentId: environment.id },
      });
      expect(created).toBe(
        await db.user.count({ where: { environmentId: environment.id, lastName: "Fault" } }),
      );
    }
  },
  60_000,
);

test("killed before any statement of an approval, decision and deed are both there or neither", async () => {
  const environment = await createTestEnvironment();
  const { organizationId } = environment;
  const requestedById = (await createStaff({ role: "support" })).id;
  const approverId = (await createStaff({ role: "owner" })).id;
  const newOrder = async (killBefore: number | null): Promise<DeedOrder> => {
    const { id: userId } = await createUserRow({ environmentId: environment.id });
    const requestId = await createRequestRow({ environmentId: environment.id, userId, requestedById });
    const request = { requestId, approverId };
    return { deed: "approve", environment, organizationId, userId, email: "", killBefore, request };
  };
  const isConsistent = async ({ userId, request }: DeedOrder) => {
    const { state } = await db.approvalRequest.findUniqueOrThrow({ where: { id: request?.requestId } });
    const types = await db.auditEvent.findMany({ where: { userId }, select: { type: true } });
    const { newPasswordRequiredAt } = await db.user.findUniqueOrThrow({ where: { id: userId } });
    const isDone = state === "approved";
    return (newPasswordRequiredAt !== null) === isDone && types.length === (isDone ? 2 : 0);
  };
  const whole = await newOrder(null);
  const { statements, code } = await runDeed(whole);
  expect([code, await isConsistent(whole)]).toEqual([0, true]);
  expect(statements).toBeGreaterThan(10);
  const steps = Array.from({ length: statements }, (_, index) => index + 1);
  const lane = async () => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      const order = await newOrder(step);
      expect((await runDeed(order)).signal, `before statement ${step}`).toBe("SIGKILL");
      expect(await isConsistent(order), `before statement ${step}`).toBe(true);
    }
  };
  await Promise.all([lane(), lane(), lane()]);
}, 90_000);

test("killed at any moment under load, no write is without its event and no event without its write", async () => {
  const environment = await createTestEnvironment();
  const { organizationId } = environment;
  // By rounds done, not by the clock: a busy machine does fewer in the same time. A little later hits other statements.
  for (const [rounds, patience] of [
    [1, 3],
    [3, 11],
    [6, 23],
  ] as const) {
    const { child, ended, lines } = start("busy-child.ts", { environment, organizationId });
    for (let done = 0; done < rounds; done += 1) await once(lines, "line");
    await delay(patience);
    child.kill("SIGKILL");
    expect((await ended).signal).toBe("SIGKILL");
  }

  const [found] = await db.$queryRaw<Record<string, number>[]>`
    WITH told AS (
      SELECT user_id, count(*) FILTER (WHERE type = 'user.created') AS created,
        count(*) FILTER (WHERE type = 'user.suspended') - count(*) FILTER (WHERE type = 'user.restored') AS suspended
      FROM audit_event WHERE environment_id = ${environment.id}::uuid AND user_id IS NOT NULL GROUP BY user_id
    )
    SELECT count(*)::int AS "all", count(u.id)::int AS users, count(t.user_id)::int AS told,
      (count(*) FILTER (WHERE t.created IS DISTINCT FROM 1))::int AS "notCreatedOnce",
      (count(*) FILTER (WHERE t.suspended IS DISTINCT FROM (u.status = 'suspended')::int))::int AS "wrongStatus",
      (count(*) FILTER (WHERE i.id IS NULL OR m.user_id IS NULL))::int AS halves
    FROM (SELECT * FROM app_user WHERE environment_id = ${environment.id}::uuid) u
    FULL JOIN told t ON t.user_id = u.id
    LEFT JOIN identity i ON i.user_id = u.id LEFT JOIN membership m ON m.user_id = u.id`;
  expect(found?.all).toBeGreaterThan(3);
  expect(found).toMatchObject({
    users: found?.all,
    told: found?.all,
    notCreatedOnce: 0,
    wrongStatus: 0,
    halves: 0,
  });
}, 60_000);
