import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { tokenHash } from "@/lib/core/crypto";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { isId, newId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { DEED_PERMISSIONS } from "@/lib/support/deed-permissions";
import { findCallerVerified } from "@/lib/support/find-caller-verified";
import { readSupportSettings } from "@/lib/support/read-support-settings";
import { POLICY_NAMES } from "@/lib/support/schema";
import { expireWhere } from "./expire-requests";
import { prepareDeed } from "./prepare-deed";
import { rehearseDeed } from "./run-kept-deed";
import { GUARDED_AS, type KeptDeed, type requestApprovalInput } from "./schema";
import { summarizeDeed } from "./summarize-deed";

/**
 * Asks a second person for a deed. It is rehearsed and taken back first, so that what would be refused anyway, by any rule of
 * the deed itself, is refused at once, to who can mend it.
 */
export async function requestApproval(
  ctx: Context,
  { deed, reason }: z.output<typeof requestApprovalInput>,
): Promise<{ requestId: string }> {
  const guarded = GUARDED_AS[deed.kind];
  assertCan(ctx, DEED_PERMISSIONS[guarded]);
  const { actor, environment } = ctx;
  if (actor.type !== "admin") throw new AppError("forbidden", "Only an admin can ask for this.");
  const { kept, passwordHash } = await prepareDeed(ctx, deed, reason);
  const requestId = newId();
  const { userId } = kept.input;
  const requestedById = actor.id;
  return inTransaction(ctx, async (tx) => {
    const settings = await readSupportSettings(ctx, tx);
    if (settings[POLICY_NAMES[guarded]] !== "approval") {
      throw new AppError("conflict", "This needs no approval here any more. Reload, and do it directly.");
    }
    const caller = await findCallerVerifiedOf(tx, ctx, userId);
    // Nobody has approved it yet: it is there for the rehearsal alone.
    const approval = { requestId, deed: guarded, userId, requestedById, approvedById: requestedById, caller };
    await tx.$executeRaw`SAVEPOINT rehearsal`;
    await rehearseDeed({ ...ctx, tx, approval }, kept, passwordHash);
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT rehearsal`;

    const slot = slotOf(environment.id, kept);
    await expireWhere(tx, { slot });
    const expiresAt = new Date(Date.now() + settings.approvalHours * 3_600_000);
    const { count } = await tx.approvalRequest.createMany({
      data: {
        ...{ id: requestId, environmentId: environment.id, userId, requestedById, reason, slot, expiresAt },
        ...{ deed: kept.kind, input: kept.input, passwordHash, summary: await summarizeDeed(tx, kept) },
        callerMethod: caller?.method,
        callerVerifiedAt: caller?.at,
        callerContactId: caller?.contactId,
      },
      skipDuplicates: true,
    });
    if (count === 0) {
      throw new AppError("conflict", "Exactly this was asked for already, and waits for a decision.");
    }
    await recordEvent(tx, ctx, {
      type: "approval.requested",
      target: { type: "approval", id: requestId },
      userId,
      reason,
      after: { kind: kept.kind, expiresAt, ...(caller && { callerVerified: caller }) },
    });
    return { requestId };
  });
}

// Of a malformed id the rehearsal says that there is no such user.
function findCallerVerifiedOf(tx: Tx, ctx: Context, userId: string) {
  return isId(userId) ? findCallerVerified(ctx, userId, tx) : null;
}

/** One text for what is asked, whoever asks and why: twice at once is once. */
function slotOf(environmentId: string, { kind, input }: KeptDeed): string {
  return tokenHash(JSON.stringify([environmentId, kind, { ...input, reason: "" }]));
}
