/** The columns of `environment` that are its policies. */
export const environmentSettingsSelect = {
  isSelfSignUpAllowed: true,
  isEnumerationProtected: true,
  lockoutMaxAttempts: true,
  lockoutMinutes: true,
  codeExpiryMinutes: true,
} as const;
