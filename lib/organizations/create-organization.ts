import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { newId, newOrganizationCode } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { assertExternalIdFree, orExternalIdConflict } from "./external-id-conflict";
import type { createOrganizationInput } from "./schema";

/** Adds an organization with a code of its own; it begins without members. */
export async function createOrganization(
  ctx: Context,
  input: z.output<typeof createOrganizationInput>,
): Promise<{ organizationId: string; code: string }> {
  assertCan(ctx, "organizations:write");
  const [organizationId, code] = [newId(), newOrganizationCode()];
  const facts = { name: input.name, externalId: input.externalId || null };
  await orExternalIdConflict(
    inTransaction(ctx, async (tx) => {
      await assertExternalIdFree(tx, ctx, facts.externalId);
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
    }),
  );
  return { organizationId, code };
}
