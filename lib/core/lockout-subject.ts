/** Under which name wrong codes for a new password are counted, beside the account's wrong passwords. */
export function recoverySubject(subject: string): string {
  return `recovery:${subject}`;
}

/** Under which name wrong second factors are counted: entering the password once more must not clear them. */
export function mfaSubject(userId: string): string {
  return `mfa:${userId}`;
}
