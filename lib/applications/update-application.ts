import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import { assertUnchanged } from "@/lib/core/assert-unchanged";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { requireApplication } from "./require-application";
import type { updateApplicationInput } from "./schema";

const CHANGEABLE = ["name", "callbackUrls", "logoutUrls", "audiences"] as const;
const SHOWN = [
  ["name", "the name"],
  ["callbackUrls", "the list of callback URLs"],
  ["logoutUrls", "the list of logout URLs"],
  ["audiences", "the list of audiences"],
] as const;

/** Changes an application; holds from its next request on. */
export async function updateApplication(
  ctx: Context,
  { applicationId, seen, ...after }: z.output<typeof updateApplicationInput>,
): Promise<void> {
  assertCan(ctx, "applications:write");
  await inTransaction(ctx, async (tx) => {
    const before = await requireApplication(tx, ctx, applicationId);
    if (before.kind !== "machine" && after.callbackUrls.length === 0) {
      throw new AppError("validation", "Some fields need your attention.", {
        callbackUrls: "Give at least one URL: users are sent back there after signing in.",
      });
    }
    const changed = CHANGEABLE.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
    if (changed.length === 0) return;
    if (seen) {
      assertUnchanged(
        SHOWN.map(([key, label]) => ({ label, now: [before[key]].flat().join("\n"), seen: seen[key] })),
      );
    }
    await tx.application.update({ where: { id: before.id }, data: after, select: { id: true } });
    await recordEvent(tx, ctx, {
      type: "application.updated",
      target: { type: "application", id: before.id },
      applicationId: before.id,
      before: Object.fromEntries(changed.map((key) => [key, before[key]])),
      after: Object.fromEntries(changed.map((key) => [key, after[key]])),
    });
  });
}
