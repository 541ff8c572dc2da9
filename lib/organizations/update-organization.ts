import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
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
      assertUnchanged(before, input.seen);
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

type Details = { name: string; externalId: string };

// Of two admins who save one page the second is told what the first has changed.
function assertUnchanged(now: Details, seen: Details): void {
  const changes = [
    ...(now.name === seen.name ? [] : [`the name is now “${now.name}”`]),
    ...(now.externalId === seen.externalId
      ? []
      : [now.externalId ? `the external ID is now “${now.externalId}”` : "the external ID was removed"]),
  ];
  if (changes.length === 0) return;
  throw new AppError(
    "conflict",
    `Someone else changed this while you had it open: ${changes.join(", ")}. Nothing was saved. Reload to go on.`,
  );
}
