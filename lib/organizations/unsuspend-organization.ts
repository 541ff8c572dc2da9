import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { keepOwners } from "@/lib/users/keep-owners";
import { lockOrganization } from "./lock-organization";
import type { unsuspendOrganizationInput } from "./schema";

/** Lets the members of a suspended organization sign in to it again. */
export async function unsuspendOrganization(
  ctx: Context,
  input: z.output<typeof unsuspendOrganizationInput>,
): Promise<void> {
  assertCan(ctx, "organizations:write");
  await inTransaction(ctx, (tx) =>
    keepOwners(tx, ctx, async () => {
      const { id } = await lockOrganization(tx, ctx, input.organizationId);
      const { count } = await tx.organization.updateMany({
        where: { id, suspendedAt: { not: null } },
        data: { suspendedAt: null },
      });
      if (count === 0) throw new AppError("conflict", "This organization is not suspended.");
      await recordEvent(tx, ctx, {
        type: "organization.unsuspended",
        target: { type: "organization", id },
        organizationId: id,
        before: { isSuspended: true },
        after: { isSuspended: false },
      });
    }),
  );
}
