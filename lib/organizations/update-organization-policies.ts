import "server-only";
import type { z } from "zod";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { assertMayDefine } from "@/lib/permissions/assert-may-define";
import { lockOrganization } from "./lock-organization";
import { assertPoliciesUnchanged, type Policies } from "./policies-conflict";
import type { updateOrganizationPoliciesInput } from "./schema";

type Role = { id: string; key: string; name: string };

/**
 * Changes who may join an organization, and which roles come with joining it; from the next request on. On the default
 * organization also whether it takes those who name none, which is a policy of the environment.
 */
export async function updateOrganizationPolicies(
  ctx: Context,
  { organizationId, seen, ...input }: z.output<typeof updateOrganizationPoliciesInput>,
): Promise<void> {
  assertCan(ctx, "organizations:write");
  await inTransaction(ctx, async (tx) => {
    const { id, isDefault } = await lockOrganization(tx, ctx, organizationId);
    const now = await findPolicies(tx, ctx, id);
    const after = isDefault
      ? input
      : { ...input, isDefaultOrganizationOnSignUp: now.isDefaultOrganizationOnSignUp };
    const wanted = new Set(after.roleIds);
    const known = await lockRoles(tx, ctx, [...wanted, ...seen.roleIds, ...now.roleIds]);
    const added = known.filter((role) => wanted.has(role.id) && !now.roleIds.includes(role.id));
    const removed = known.filter((role) => !wanted.has(role.id) && now.roleIds.includes(role.id));
    const isRoleGone = [...wanted].some((roleId) => !known.some((role) => role.id === roleId));
    const changed = (["isRegistrationAllowed", "allowedDomains"] as const).filter(
      (key) => String(now[key]) !== String(after[key]),
    );
    const isSwitched = now.isDefaultOrganizationOnSignUp !== after.isDefaultOrganizationOnSignUp;
    if (changed.length + added.length + removed.length === 0 && !isSwitched && !isRoleGone) return;
    assertPoliciesUnchanged(now, isDefault ? seen : { ...seen, ...switchOf(now) }, known);
    if (isRoleGone) {
      throw new AppError("conflict", "One of these roles does not exist any more. Reload and choose again.");
    }
    if (added.length + removed.length > 0) {
      assertCan(ctx, "users:set_roles");
      assertMayDefine(ctx);
    }
    await tx.organization.update({
      where: { id },
      data: { isRegistrationAllowed: after.isRegistrationAllowed, allowedDomains: after.allowedDomains },
      select: { id: true },
    });
    await setDefaultRoles(tx, id, added, removed);
    if (isSwitched) await switchDefault(tx, ctx, after.isDefaultOrganizationOnSignUp);
    if (changed.length + added.length + removed.length === 0) return;
    await recordEvents(tx, ctx, [
      {
        type: "organization.policies_updated",
        target: { type: "organization", id },
        organizationId: id,
        before: {
          ...Object.fromEntries(changed.map((key) => [key, now[key]])),
          ...(removed.length > 0 && { defaultRolesRemoved: removed.map(({ key }) => key) }),
        },
        after: {
          ...Object.fromEntries(changed.map((key) => [key, after[key]])),
          ...(added.length > 0 && { defaultRolesAdded: added.map(({ key }) => key) }),
        },
      },
    ]);
  });
}

function switchOf({ isDefaultOrganizationOnSignUp }: Policies) {
  return { isDefaultOrganizationOnSignUp };
}

async function findPolicies(tx: Tx, ctx: Context, id: string): Promise<Policies> {
  const { environment, defaultRoles, ...own } = await tx.organization.findUniqueOrThrow({
    where: { id, environmentId: ctx.environment.id },
    select: {
      isRegistrationAllowed: true,
      allowedDomains: true,
      environment: { select: { isDefaultOrganizationOnSignUp: true } },
      defaultRoles: { select: { roleId: true } },
    },
  });
  return { ...own, ...environment, roleIds: defaultRoles.map(({ roleId }) => roleId) };
}

// A role that is being deleted is either gone when the lock is got, or deleted after it was chosen.
function lockRoles(tx: Tx, ctx: Context, ids: readonly string[]): Promise<Role[]> {
  return tx.$queryRaw<Role[]>`
    SELECT id, key, name FROM role
    WHERE environment_id = ${ctx.environment.id}::uuid AND id = ANY(${ids.filter(isId)}::uuid[])
    ORDER BY id FOR KEY SHARE`;
}

async function setDefaultRoles(tx: Tx, organizationId: string, added: Role[], removed: Role[]) {
  const roleIds = removed.map(({ id }) => id);
  await tx.organizationDefaultRole.deleteMany({ where: { organizationId, roleId: { in: roleIds } } });
  await tx.organizationDefaultRole.createMany({
    data: added.map(({ id }) => ({ organizationId, roleId: id })),
  });
}

async function switchDefault(tx: Tx, ctx: Context, isOn: boolean): Promise<void> {
  assertCan(ctx, "settings:write");
  const { id } = ctx.environment;
  // The environment's own page may have just switched it the same way.
  const { count } = await tx.environment.updateMany({
    where: { id, isDefaultOrganizationOnSignUp: !isOn },
    data: { isDefaultOrganizationOnSignUp: isOn },
  });
  if (count === 0) return;
  await recordEvents(tx, ctx, [
    {
      type: "environment.updated",
      target: { type: "environment", id },
      before: { isDefaultOrganizationOnSignUp: !isOn },
      after: { isDefaultOrganizationOnSignUp: isOn },
    },
  ]);
}
