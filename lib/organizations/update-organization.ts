import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import { assertUnchanged } from "@/lib/core/assert-unchanged";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { assertExternalIdFree, orExternalIdConflict } from "./external-id-conflict";
import { lockOrganization } from "./lock-organization";
import type { updateOrganizationInput } from "./schema";

/** Changes an organization's name and external ID. Saving what already stands changes and records nothing. */
export async function updateOrganization(
  ctx: Context,
  input: z.output<typeof updateOrganizationInput>,
): Promise<void> {
  assertCan(ctx, "organizations:write");
  await orExternalIdConflict(
    inTransaction(ctx, async (tx) => {
      const { id, ...organization } = await lockOrganization(tx, ctx, input.organizationId);
      const before = { name: organization.name, externalId: organization.externalId ?? "" };
      const after = { name: input.name, externalId: input.externalId };
      const changed = (["name", "externalId"] as const).filter((key) => before[key] !== after[key]);
      if (changed.length === 0) return;
      assertUnchanged([
        { label: "the name", now: before.name, seen: input.seen.name },
        { label: "the external ID", now: before.externalId, seen: input.seen.externalId },
      ]);
      await assertExternalIdFree(tx, ctx, after.externalId || null, id);
      await tx.organization.update({
        where: { id },
        data: { name: after.name, externalId: after.externalId || null },
        select: { id: true },
      });
      await recordEvent(tx, ctx, {
        type: "organization.updated",
        target: { type: "organization", id },
        organizationId: id,
        before: Object.fromEntries(changed.map((key) => [key, before[key] || null])),
        after: Object.fromEntries(changed.map((key) => [key, after[key] || null])),
      });
    }),
  );
}
