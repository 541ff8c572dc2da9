import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { deleteUser } from "@/lib/users/delete-user";
import { createFeatureFlagRow, overrideFlag } from "@/prisma/create-feature-flag-row";
import {
  contextFor,
  createOrganizationRow,
  createPermissionRow,
  createRoleRow,
  createTestEnvironment,
  createUserRow,
  giveRole,
} from "@/prisma/factories";

/** For tests: somebody with all that a user can have, and an admin who may delete them. */
export async function createPersonToDelete() {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const ctx = await contextFor({ role: "admin", environment });
  const organization = await createOrganizationRow({ environmentId });
  const user = await createUserRow({
    environmentId,
    firstName: "Mirabel",
    lastName: "Quince",
    username: "MirabelQ",
    phone: "+64215550123",
    password: "kestrel moss window",
    organizationIds: [environment.organizationId, organization.id],
  });
  const permission = await createPermissionRow({ environmentId, key: "read:tea", name: "Read tea" });
  const role = await createRoleRow({ environmentId, key: "taster", permissions: ["read:tea"] });
  const member = { userId: user.id, organizationId: organization.id };
  await giveRole({ ...member, roleId: role.id });
  await db.membershipPermission.create({ data: { ...member, permissionId: permission.id } });
  await db.recoveryCode.create({ data: { id: newId(), userId: user.id, codeHash: "not a hash" } });
  const flag = await createFeatureFlagRow({ environmentId, key: "beta" });
  await overrideFlag(flag, { userId: user.id }, "true");
  const remove = (extent: "access" | "record" = "record") =>
    deleteUser(ctx, { userId: user.id, extent, reason: "Mirabel asked by phone" });
  return { environment, environmentId, ctx, user, organization, role, flag, remove };
}
