import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { newId, newOrganizationCode } from "@/lib/core/ids";

/** Adds an organization with a code of its own and records it; whether the actor may is the caller's question. */
export async function insertOrganization(
  tx: Tx,
  ctx: Context,
  facts: { name: string; externalId: string | null },
): Promise<{ organizationId: string; code: string }> {
  const [organizationId, code] = [newId(), newOrganizationCode()];
  await tx.organization.create({
    data: { id: organizationId, environmentId: ctx.environment.id, code, ...facts },
    select: { id: true },
  });
  await recordEvent(tx, ctx, {
    type: "organization.created",
    target: { type: "organization", id: organizationId },
    organizationId,
    after: { ...facts, code },
  });
  return { organizationId, code };
}
