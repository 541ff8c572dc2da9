import type { Expectation } from "./action-expectation";
import { COPY_TARGET, unique } from "./action-targets";
import { copySeen } from "./copy-seen";

const flagValues = {
  ...{ type: "bool", allowOverrideLevel: "usr", defaultValue: "false" },
  ...{ hasEnvironmentValue: true, environmentValue: "true" },
};
const keyed = () => ({ name: "Tested", description: "", key: unique() });

/** The actions on roles, permissions and feature flags. */
export const ACCESS_ACTIONS: Record<string, Expectation> = {
  createRoleAction: {
    permission: "roles:write",
    input: ({ permissionId }) => ({
      ...keyed(),
      isAssignedToNewUsers: false,
      permissionIds: [permissionId],
    }),
  },
  updateRoleAction: {
    permission: "roles:write",
    input: ({ roleId }) => ({
      ...{ ...keyed(), roleId, version: 1 },
      isAssignedToNewUsers: false,
      permissionIds: [],
    }),
  },
  deleteRoleAction: { permission: "roles:write", input: ({ roleId }) => ({ roleId }) },
  copyRolesAction: {
    permission: "roles:write",
    input: async ({ roleId }) => ({ target: COPY_TARGET, isUpdating: true, seen: await copySeen(roleId) }),
  },
  createPermissionAction: {
    permission: "roles:write",
    input: () => ({ ...keyed(), isAddedToNewRoles: false }),
  },
  updatePermissionAction: {
    permission: "roles:write",
    input: ({ permissionId }) => ({ ...keyed(), isAddedToNewRoles: false, permissionId, version: 1 }),
  },
  deletePermissionAction: {
    permission: "roles:write",
    input: ({ permissionId }) => ({ permissionId }),
  },
  createFeatureFlagAction: {
    permission: "settings:write",
    input: () => ({ ...keyed(), ...flagValues }),
  },
  updateFeatureFlagAction: {
    permission: "settings:write",
    input: ({ flagId }) => ({ ...keyed(), ...flagValues, flagId, version: 1 }),
  },
  deleteFeatureFlagAction: { permission: "settings:write", input: ({ flagId }) => ({ flagId }) },
  setUserFeatureFlagsAction: {
    permission: "users:update",
    input: ({ userId, flagId }) => ({ userId, overrides: [{ flagId, value: "true", seen: null }] }),
  },
  setOrganizationFeatureFlagsAction: {
    permission: "organizations:write",
    input: ({ spareOrganizationId, flagId }) => ({
      organizationId: spareOrganizationId,
      overrides: [{ flagId, value: "true", seen: null }],
    }),
  },
};
