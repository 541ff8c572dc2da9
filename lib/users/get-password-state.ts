import "server-only";
import type { Context } from "@/lib/core/context";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { mfaSubject, recoverySubject } from "@/lib/core/lockout-subject";
import { queryRows } from "@/lib/core/query-rows";
import { assertCan } from "@/lib/permissions/assert-can";
import { Prisma } from "@/prisma/generated/client";

export type PasswordState = {
  kind: "none" | "set" | "reset" | "temporary" | "temporary_used" | "temporary_expired";
  /** Of a temporary password. */
  expiresAt: Date | null;
  changedAt: Date | null;
  lockedUntil: Date | null;
};

type Row = {
  isRequired: boolean;
  changedAt: Date | null;
  isTemporary: boolean | null;
  expiresAt: Date | null;
  usedAt: Date | null;
  lockedUntil: Date | null;
};

/** How a user's password and lock stand; never the password, which nobody can read. */
export async function getPasswordState(ctx: Context, userId: string): Promise<PasswordState> {
  assertCan(ctx, "users:read");
  if (!isId(userId)) throw notFoundError("user");
  const [row] = await queryRows<Row>(Prisma.sql`
    SELECT u.new_password_required_at IS NOT NULL AS "isRequired", p.changed_at AS "changedAt",
      p.is_temporary AS "isTemporary", p.temporary_expires_at AS "expiresAt", p.temporary_used_at AS "usedAt",
      (SELECT max(l.locked_until) FROM lockout l
        WHERE l.environment_id = u.environment_id AND l.locked_until > now()
          AND l.subject IN (${userId}, ${recoverySubject(userId)}, ${mfaSubject(userId)})) AS "lockedUntil"
    FROM app_user u LEFT JOIN password p ON p.user_id = u.id
    WHERE u.id = ${userId}::uuid AND u.environment_id = ${ctx.environment.id}::uuid`);
  if (!row) throw notFoundError("user");
  const { changedAt, expiresAt, lockedUntil } = row;
  return { kind: kindOf(row), changedAt, expiresAt, lockedUntil };
}

function kindOf({ isRequired, isTemporary, usedAt, expiresAt, changedAt }: Row): PasswordState["kind"] {
  if (isRequired && isTemporary) {
    if (usedAt) return "temporary_used";
    return expiresAt && expiresAt <= new Date() ? "temporary_expired" : "temporary";
  }
  if (isRequired) return "reset";
  return changedAt ? "set" : "none";
}
