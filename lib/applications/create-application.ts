import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { newId, randomAlphanumeric } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { newClientSecret } from "./client-secret";
import type { createApplicationInput } from "./schema";

export type CreatedApplication = { id: string; clientId: string; clientSecret: string | null };

/** Adds an application; its secret is in the answer and nowhere else. A front-end one has none: it could not keep it. */
export async function createApplication(
  ctx: Context,
  { name, kind, callbackUrls, logoutUrls }: z.output<typeof createApplicationInput>,
): Promise<CreatedApplication> {
  assertCan(ctx, "applications:write");
  const id = newId();
  const clientId = randomAlphanumeric(32);
  const secret = kind === "frontend" ? null : newClientSecret();
  const row = kind === "machine" ? { callbackUrls: [], logoutUrls: [] } : { callbackUrls, logoutUrls };
  await inTransaction(ctx, async (tx) => {
    await tx.application.create({
      data: {
        ...{ id, name, kind, clientId, ...row },
        environmentId: ctx.environment.id,
        clientSecretHash: secret?.clientSecretHash ?? null,
      },
      select: { id: true },
    });
    await recordEvent(tx, ctx, {
      type: "application.created",
      target: { type: "application", id },
      applicationId: id,
      after: { name, kind, clientId, ...row },
    });
  });
  return { id, clientId, clientSecret: secret?.clientSecret ?? null };
}
