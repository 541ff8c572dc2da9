/** The columns of `environment` that are its policies. */
export const environmentSettingsSelect = {
  isSelfSignUpAllowed: true,
  allowedDomains: true,
  isDefaultOrganizationOnSignUp: true,
  canCreateOrganizationOnSignUp: true,
  isProfileSyncedOnSignIn: true,
  isMostRecentOrganization: true,
  isEnumerationProtected: true,
  lockoutMaxAttempts: true,
  lockoutMinutes: true,
  codeExpiryMinutes: true,
  deletedUserDays: true,
} as const;
