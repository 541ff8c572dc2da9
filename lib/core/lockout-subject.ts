/** Under which name wrong codes for a new password are counted, beside the account's wrong passwords. */
export function recoverySubject(subject: string): string {
  return `recovery:${subject}`;
}

/** Under which name wrong second factors are counted: entering the password once more must not clear them. */
export function mfaSubject(userId: string): string {
  return `mfa:${userId}`;
}

export type LockKind = "sign-in" | "reset-codes" | "second-factors";

/** What the lock of a name shuts. */
export function lockKindOf(subject: string): LockKind {
  if (subject.startsWith(recoverySubject(""))) return "reset-codes";
  return subject.startsWith(mfaSubject("")) ? "second-factors" : "sign-in";
}
