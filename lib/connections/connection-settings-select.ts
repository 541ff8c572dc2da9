/** What is read of a connection for every purpose; never its secret. */
export const connectionSettingsSelect = {
  id: true,
  key: true,
  name: true,
  issuer: true,
  clientId: true,
  emailDomains: true,
  isEnabled: true,
  isShown: true,
  isJustInTime: true,
  isLinking: true,
} as const;
