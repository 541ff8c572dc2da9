import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { assertExternalIdFree, orExternalIdConflict } from "./external-id-conflict";
import { insertOrganization } from "./insert-organization";
import type { createOrganizationInput } from "./schema";

/** Adds an organization with a code of its own; it begins without members. */
export async function createOrganization(
  ctx: Context,
  input: z.output<typeof createOrganizationInput>,
): Promise<{ organizationId: string; code: string }> {
  assertCan(ctx, "organizations:write");
  const facts = { name: input.name, externalId: input.externalId || null };
  return orExternalIdConflict(
    inTransaction(ctx, async (tx) => {
      await assertExternalIdFree(tx, ctx, facts.externalId);
      return insertOrganization(tx, ctx, facts);
    }),
  );
}
