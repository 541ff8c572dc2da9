import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { keepOwners } from "@/lib/users/keep-owners";
import { endOrganizationSessions } from "./end-organization-sessions";
import { assertNotDefault, lockOrganization } from "./lock-organization";
import type { suspendOrganizationInput } from "./schema";

/** Closes an organization until unsuspended: sessions and tokens of it end. Its members stay, and their other organizations go on. */
export async function suspendOrganization(
  ctx: Context,
  input: z.output<typeof suspendOrganizationInput>,
): Promise<void> {
  assertCan(ctx, "organizations:write");
  await inTransaction(ctx, (tx) =>
    keepOwners(tx, ctx, async () => {
      const organization = await lockOrganization(tx, ctx, input.organizationId);
      assertNotDefault(organization, "suspended");
      const suspendedAt = new Date();
      // The state stands in the `where`: of two admins who suspend at once, one changes the row and one is told.
      const { count } = await tx.organization.updateMany({
        where: { id: organization.id, isDefault: false, suspendedAt: null },
        data: { suspendedAt },
      });
      if (count === 0) throw new AppError("conflict", "This organization is already suspended.");
      await endOrganizationSessions(tx, organization.id);
      await recordEvent(tx, ctx, {
        type: "organization.suspended",
        target: { type: "organization", id: organization.id },
        organizationId: organization.id,
        reason: input.reason || undefined,
        before: { isSuspended: false },
        after: { isSuspended: true },
      });
    }),
  );
}
