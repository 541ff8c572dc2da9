import "server-only";
import { db } from "@/lib/core/db";
import type { Flow } from "./find-flow";
import type { Attempt } from "./reserve-attempt";

/**
 * Spends one attempt of a count of its own, beside the account's passwords, BEFORE anything is compared: whoever fails at
 * one kind of proof cannot shut the owner out of another, nor clear its count by a right one.
 */
export async function reserveSubject(flow: Flow, subject: string, userId: string | null): Promise<Attempt> {
  const { lockoutMaxAttempts, lockoutMinutes } = flow.rules;
  const [row] = await db.$queryRaw<{ number: number }[]>`
    INSERT INTO lockout AS l (environment_id, subject, failed_attempts, updated_at)
    VALUES (${flow.environment.id}::uuid, ${subject}, 1, now())
    ON CONFLICT (environment_id, subject) DO UPDATE SET
      failed_attempts = CASE WHEN l.updated_at <= now() - make_interval(mins => ${lockoutMinutes}::int)
        THEN 1 ELSE l.failed_attempts + 1 END,
      locked_until = NULL, updated_at = now()
    WHERE l.failed_attempts < ${lockoutMaxAttempts}::int
      OR l.updated_at <= now() - make_interval(mins => ${lockoutMinutes}::int)
    RETURNING failed_attempts AS number`;
  const lock = row
    ? null
    : await db.lockout.findUnique({
        where: { environmentId_subject: { environmentId: flow.environment.id, subject } },
        select: { lockedUntil: true },
      });
  return {
    number: row?.number ?? null,
    isWithinLimit: true,
    lockedUntil: lock?.lockedUntil ?? null,
    subject,
    userId,
    identityId: flow.state.identityId ?? null,
    isUnprovenEmail: false,
    isActive: true,
    passwordHash: null,
    isNewPasswordRequired: false,
    isTemporary: false,
  };
}
