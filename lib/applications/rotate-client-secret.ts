import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { newClientSecret } from "./client-secret";
import { requireApplication } from "./require-application";
import type { applicationIdInput } from "./schema";

/** Gives an application a new secret, to be shown once; the old one is refused from now on. */
export async function rotateClientSecret(
  ctx: Context,
  { applicationId }: z.output<typeof applicationIdInput>,
): Promise<{ clientId: string; clientSecret: string }> {
  assertCan(ctx, "applications:write");
  const { clientSecret, clientSecretHash } = newClientSecret();
  const clientId = await inTransaction(ctx, async (tx) => {
    const application = await requireApplication(tx, ctx, applicationId);
    if (application.kind === "frontend") {
      throw new AppError(
        "conflict",
        "A front-end application has no secret: whatever it holds, its users can read.",
      );
    }
    await tx.application.update({
      where: { id: application.id },
      data: { clientSecretHash, secretRotatedAt: new Date() },
      select: { id: true },
    });
    await recordEvent(tx, ctx, {
      type: "application.secret_rotated",
      target: { type: "application", id: application.id },
      applicationId: application.id,
    });
    return application.clientId;
  });
  return { clientId, clientSecret };
}
