import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { changedMfaSettings } from "@/lib/mfa/changed-mfa-settings";
import type { OrganizationMfa, organizationMfaInput } from "@/lib/mfa/schema";
import { assertCan } from "@/lib/permissions/assert-can";
import { readOrganizationMfa } from "./get-organization-mfa";
import { lockOrganization } from "./lock-organization";

const NAMES = {
  isEnforced: "isMfaEnforced",
  methods: "mfaMethods",
  exemptRoleIds: "mfaExemptRoles",
} as const satisfies Record<keyof OrganizationMfa, string>;

/** Changes what an organization asks of its members at sign-in, and which roles are exempt. */
export async function updateOrganizationMfa(
  ctx: Context,
  { organizationId, seen, ...wanted }: z.output<typeof organizationMfaInput>,
): Promise<void> {
  assertCan(ctx, "organizations:write");
  await inTransaction(ctx, async (tx) => {
    const { id } = await lockOrganization(tx, ctx, organizationId);
    const { settings: before } = await readOrganizationMfa(ctx, id, tx);
    const changed = changedMfaSettings(before, seen, wanted);
    if (changed.length === 0) return;
    await tx.organization.update({
      where: { id },
      data: { isMfaEnforced: wanted.isEnforced, mfaMethods: [...new Set(wanted.methods)] },
      select: { id: true },
    });
    if (changed.includes("exemptRoleIds")) await setExemptRoles(tx, ctx, id, wanted.exemptRoleIds);
    const only = (settings: OrganizationMfa) =>
      Object.fromEntries(changed.map((key) => [NAMES[key], settings[key]]));
    await recordEvent(tx, ctx, {
      type: "organization.updated",
      target: { type: "organization", id },
      organizationId: id,
      before: only(before),
      after: only(wanted),
    });
  });
}

async function setExemptRoles(tx: Tx, ctx: Context, organizationId: string, ids: string[]): Promise<void> {
  const roleIds = [...new Set(ids)];
  const known = await tx.role.count({
    where: { environmentId: ctx.environment.id, id: { in: roleIds.filter(isId) } },
  });
  if (known < roleIds.length) {
    throw new AppError("conflict", "One of these roles was deleted meanwhile. Reload and look again.");
  }
  await tx.organizationMfaExemptRole.deleteMany({ where: { organizationId } });
  await tx.organizationMfaExemptRole.createMany({
    data: roleIds.map((roleId) => ({ organizationId, roleId })),
  });
}
