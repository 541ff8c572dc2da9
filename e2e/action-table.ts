import { db } from "@/lib/core/db";
import { ACCESS_ACTIONS } from "./access-actions";
import type { Expectation } from "./action-expectation";
import { standardSettings, unique } from "./action-targets";
import { CONNECTION_ACTIONS } from "./connection-actions";
import { SUPPORT_ACTIONS } from "./support-actions";

const urls = { callbackUrls: "https://app.example/callback", logoutUrls: "https://app.example/" };
const reason = "Tested";

/** Every server action: what it needs, and an input with which it changes something. A new action adds its line. */
export const ACTION_TABLE: Record<string, Expectation> = {
  ...ACCESS_ACTIONS,
  ...CONNECTION_ACTIONS,
  createUserAction: {
    permission: "users:create",
    input: ({ organizationId }) => ({
      firstName: "New",
      lastName: "User",
      email: `${unique()}@users.example`,
      username: "",
      phone: "",
      organizationIds: [organizationId],
    }),
  },
  updateUserAction: {
    permission: "users:update",
    input: ({ userId }) => ({ userId, firstName: unique(), lastName: "Changed" }),
  },
  createEnvironmentAction: {
    permission: "environments:write",
    input: () => ({ name: "Tested", key: `tested-${unique()}` }),
  },
  suspendUserAction: { permission: "users:suspend", input: ({ userId }) => ({ userId, reason }) },
  restoreUserAction: { permission: "users:suspend", input: ({ suspendedId }) => ({ userId: suspendedId }) },
  suspendUsersAction: { permission: "users:suspend", input: ({ userId }) => ({ userIds: [userId], reason }) },
  restoreUsersAction: {
    permission: "users:suspend",
    input: ({ suspendedId }) => ({ userIds: [suspendedId] }),
  },
  deleteUserAction: {
    permission: "users:delete",
    input: ({ userId }) => ({ userId, extent: "access", reason }),
  },
  resetPasswordAction: {
    permission: "users:reset_password",
    input: ({ userId }) => ({ userId, reason: "" }),
  },
  resetMfaAction: {
    permission: "users:reset_mfa",
    input: ({ userId, factorId }) => ({ userId, factorId, reason: "" }),
  },
  setTemporaryPasswordAction: {
    permission: "users:reset_password",
    input: ({ userId }) => ({ userId, password: `${unique()} kestrel`, hours: "24" }),
  },
  handOverPasswordAction: {
    permission: "users:reset_password",
    input: ({ userId }) => ({ userId, hours: "24" }),
  },
  ...SUPPORT_ACTIONS,
  unlockUserAction: { permission: "users:reset_password", input: ({ userId }) => ({ userId }) },
  addIdentityAction: {
    permission: "users:update",
    input: ({ userId }) => ({ userId, type: "email", value: `${unique()}@users.example`, country: "" }),
  },
  makeIdentityPrimaryAction: {
    permission: "users:update",
    input: ({ userId, identityId }) => ({ userId, identityId }),
  },
  deleteIdentityAction: {
    permission: "users:update",
    input: ({ userId, identityId }) => ({ userId, identityId, confirmation: "" }),
  },
  endSessionAction: {
    permission: "users:suspend",
    input: ({ userId, sessionId }) => ({ userId, sessionId }),
  },
  endAllSessionsAction: { permission: "users:suspend", input: ({ userId }) => ({ userId }) },
  recoverUserAction: {
    permission: "users:delete",
    input: ({ deletedUserId }) => ({ userId: deletedUserId }),
  },
  eraseUserAction: {
    permission: "users:delete",
    input: ({ deletedUserId }) => ({ userId: deletedUserId, confirmation: `${deletedUserId}@users.example` }),
  },
  setUserRolesAction: {
    permission: "users:set_roles",
    input: ({ userId, organizationId, roleId }) => ({
      ...{ userId, organizationId, seenRoleIds: [] },
      roleIds: [roleId],
    }),
  },
  setUserPermissionsAction: {
    permission: "users:set_roles",
    input: ({ userId, organizationId, permissionId }) => ({
      ...{ userId, organizationId, seenPermissionIds: [] },
      permissionIds: [permissionId],
    }),
  },
  setUserOrganizationsAction: {
    permission: "organizations:write",
    input: ({ userId, organizationId, spareOrganizationId }) => ({
      userId,
      seenIds: [organizationId, spareOrganizationId],
      organizationIds: [organizationId],
    }),
  },
  createOrganizationAction: {
    permission: "organizations:write",
    input: () => ({ name: "Tested", externalId: unique() }),
  },
  updateOrganizationAction: {
    permission: "organizations:write",
    input: ({ spareOrganizationId }) => ({
      organizationId: spareOrganizationId,
      name: unique(),
      externalId: "",
      seen: { name: "Spare", externalId: "" },
    }),
  },
  updateOrganizationPoliciesAction: {
    permission: "organizations:write",
    input: ({ spareOrganizationId, roleId }) => ({
      organizationId: spareOrganizationId,
      isRegistrationAllowed: true,
      allowedDomains: `${unique()}.example`,
      isDefaultOrganizationOnSignUp: true,
      roleIds: [roleId],
      seen: {
        isRegistrationAllowed: false,
        allowedDomains: [],
        isDefaultOrganizationOnSignUp: true,
        roleIds: [],
      },
    }),
  },
  suspendOrganizationAction: {
    permission: "organizations:write",
    input: ({ spareOrganizationId }) => ({ organizationId: spareOrganizationId, reason }),
  },
  unsuspendOrganizationAction: {
    permission: "organizations:write",
    input: ({ suspendedOrganizationId }) => ({ organizationId: suspendedOrganizationId }),
  },
  deleteOrganizationAction: {
    permission: "organizations:write",
    input: ({ spareOrganizationId }) => ({ organizationId: spareOrganizationId, isConfirmed: true }),
  },
  importOrganizationsAction: {
    permission: "organizations:write",
    input: () => ({ csv: `name,id\nTested,${unique()}` }),
  },
  addMembersAction: {
    permission: "organizations:write",
    input: ({ spareOrganizationId, newcomerId }) => ({
      organizationId: spareOrganizationId,
      userIds: [newcomerId],
    }),
  },
  removeMemberAction: {
    permission: "organizations:write",
    input: ({ spareOrganizationId, userId }) => ({ organizationId: spareOrganizationId, userId }),
  },
  startBulkJobAction: {
    permission: "users:suspend",
    input: ({ userId }) => ({ deed: { kind: "suspend", reason }, selection: { userIds: [userId] } }),
  },
  cancelBulkJobAction: { permission: "users:suspend", input: ({ jobId }) => ({ jobId }) },
  createSavedViewAction: {
    permission: "views:share",
    input: () => ({ screen: "users", name: unique(), query: "q=a" }),
  },
  deleteSavedViewAction: { permission: "views:share", input: ({ savedViewId }) => ({ savedViewId }) },
  createSubscriberAction: {
    permission: "subscribers:write",
    input: () => ({
      kind: "subscriber",
      firstName: "New",
      lastName: "",
      email: `${unique()}@subscribers.example`,
    }),
  },
  convertToUserAction: {
    permission: "subscribers:write",
    input: ({ subscriberId, organizationId }) => ({ subscriberId, organizationId }),
  },
  deleteSubscriberAction: {
    permission: "subscribers:write",
    input: ({ subscriberId }) => ({ subscriberId }),
  },
  updateFormSettingsAction: {
    permission: "settings:write",
    input: () => ({
      kind: "subscriber",
      isDoubleOptIn: true,
      unconfirmedDays: 30,
      allowedOrigins: `https://${unique()}.example`,
    }),
  },
  createApplicationAction: {
    permission: "applications:write",
    input: () => ({ name: "Tested", kind: "web", ...urls }),
  },
  updateApplicationAction: {
    permission: "applications:write",
    input: ({ applicationId }) => ({
      applicationId,
      name: unique(),
      ...urls,
      audiences: "",
    }),
  },
  updateTokensAction: {
    permission: "applications:write",
    input: ({ applicationId }) => ({
      applicationId,
      version: 1,
      accessTokenSeconds: 1800,
      idTokenSeconds: 1800,
      refreshTokenSeconds: 86_400,
      accessTokenClaims: ["roles"],
      idTokenClaims: [],
    }),
  },
  rotateClientSecretAction: {
    permission: "applications:write",
    input: ({ applicationId }) => ({ applicationId }),
  },
  deleteApplicationAction: {
    permission: "applications:write",
    input: ({ applicationId }) => ({ applicationId }),
  },
  updateBusinessNameAction: {
    permission: "settings:write",
    isForOwners: true,
    input: async () => ({
      name: unique(),
      seen: (await db.business.findFirst())?.name ?? "",
    }),
  },
  updatePolicyAcceptanceAction: {
    permission: "settings:write",
    input: () => ({
      termsUrl: `https://${unique()}.example/terms`,
      privacyUrl: "",
      isShown: false,
      seen: { terms: 1, privacy: 0, isShown: false },
    }),
  },
  publishPolicyAction: {
    permission: "settings:write",
    input: () => ({ kind: "terms", seenVersion: 1 }),
  },
  updateEnvironmentSettingsAction: {
    permission: "settings:write",
    input: () => ({
      ...standardSettings,
      allowedDomains: `${unique()}.example`,
      seen: { ...standardSettings, allowedDomains: [] },
    }),
  },
  updateMfaSettingsAction: {
    permission: "settings:write",
    input: () => {
      const seen = { requirement: "no", methods: ["authenticator"], isRecoveryEnabled: true };
      return { ...seen, methods: ["passkey"], seen };
    },
  },
  updateOrganizationMfaAction: {
    permission: "organizations:write",
    input: ({ spareOrganizationId }) => {
      const seen = { isEnforced: false, methods: ["authenticator"], exemptRoleIds: [] };
      return { organizationId: spareOrganizationId, ...seen, isEnforced: true, seen };
    },
  },
};
