import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { requireApplication } from "./require-application";
import type { updateTokensInput } from "./schema";

const CHANGEABLE = [
  "accessTokenSeconds",
  "idTokenSeconds",
  "refreshTokenSeconds",
  "accessTokenClaims",
  "idTokenClaims",
] as const;

/** Changes how long an application's tokens last and what they carry; holds from its next token on. */
export async function updateTokens(
  ctx: Context,
  { applicationId, version, ...input }: z.output<typeof updateTokensInput>,
): Promise<void> {
  assertCan(ctx, "applications:write");
  await inTransaction(ctx, async (tx) => {
    const before = await requireApplication(tx, ctx, applicationId);
    if (before.tokensVersion !== version) {
      throw new AppError(
        "conflict",
        "Someone else changed these settings while you were editing them. Reload the page and look at them again.",
      );
    }
    const after = {
      ...input,
      accessTokenClaims: [...new Set(input.accessTokenClaims)].sort(),
      idTokenClaims: [...new Set(input.idTokenClaims)].sort(),
    };
    const changed = CHANGEABLE.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
    if (changed.length === 0) return;
    await tx.application.update({
      where: { id: before.id },
      data: { ...after, tokensVersion: { increment: 1 } },
      select: { id: true },
    });
    await recordEvent(tx, ctx, {
      type: "application.tokens_updated",
      target: { type: "application", id: before.id },
      applicationId: before.id,
      before: Object.fromEntries(changed.map((key) => [key, before[key]])),
      after: Object.fromEntries(changed.map((key) => [key, after[key]])),
    });
  });
}
