import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import { assertUnchanged } from "@/lib/core/assert-unchanged";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import type { updateFormSettingsInput } from "./schema";

/**
 * Says on which sites the form of a list may stand, whether an address must be confirmed by mail, and after how many days
 * one that was not is deleted.
 */
export async function updateFormSettings(
  ctx: Context,
  { kind, allowedOrigins, isDoubleOptIn, unconfirmedDays, seen }: z.output<typeof updateFormSettingsInput>,
): Promise<void> {
  assertCan(ctx, "settings:write");
  const environmentId = ctx.environment.id;
  const after = { allowedOrigins, isDoubleOptIn, unconfirmedDays };
  await inTransaction(ctx, async (tx) => {
    await tx.subscriptionForm.createMany({
      data: { environmentId, kind, allowedOrigins: [] },
      skipDuplicates: true,
    });
    const before = await tx.subscriptionForm.findUniqueOrThrow({
      where: { environmentId_kind: { environmentId, kind } },
      select: { allowedOrigins: true, isDoubleOptIn: true, unconfirmedDays: true },
    });
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    const sites = before.allowedOrigins.join("\n");
    assertUnchanged([
      { label: "the list of sites", now: sites, seen: seen?.allowedOrigins ?? sites },
      {
        label: "double opt-in",
        now: before.isDoubleOptIn,
        seen: seen?.isDoubleOptIn ?? before.isDoubleOptIn,
      },
      {
        label: "the days until unconfirmed addresses are deleted",
        now: String(before.unconfirmedDays),
        seen: String(seen?.unconfirmedDays ?? before.unconfirmedDays),
      },
    ]);
    // Guarded by what was read: of two admins who save at once, one wins and the other looks again.
    const { count } = await tx.subscriptionForm.updateMany({
      where: {
        environmentId,
        kind,
        allowedOrigins: { equals: before.allowedOrigins },
        isDoubleOptIn: before.isDoubleOptIn,
        unconfirmedDays: before.unconfirmedDays,
      },
      data: { ...after, updatedAt: new Date() },
    });
    if (count === 0) {
      throw new AppError("conflict", "Somebody else has just changed this form. Reload and look again.");
    }
    await recordEvent(tx, ctx, {
      type: "subscription_form.updated",
      target: { type: "subscription_form", id: `${environmentId}/${kind}` },
      before: { kind, ...before },
      after: { kind, ...after },
    });
  });
}
