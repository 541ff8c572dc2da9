import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { requireApplication } from "./require-application";
import type { applicationIdInput } from "./schema";

/** Deletes an application; nobody can sign in to it any more, and its tokens end with it. */
export async function deleteApplication(
  ctx: Context,
  { applicationId }: z.output<typeof applicationIdInput>,
): Promise<void> {
  assertCan(ctx, "applications:write");
  await inTransaction(ctx, async (tx) => {
    const { id, name, kind, clientId } = await requireApplication(tx, ctx, applicationId);
    await tx.application.delete({ where: { id }, select: { id: true } });
    // What is left of its grants is refused without the application, and swept when it expires.
    await recordEvent(tx, ctx, {
      type: "application.deleted",
      target: { type: "application", id },
      applicationId: id,
      before: { name, kind, clientId },
    });
  });
}
