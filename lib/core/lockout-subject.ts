/** Under which name wrong codes for a new password are counted, beside the account's wrong passwords. */
export function recoverySubject(subject: string): string {
  return `recovery:${subject}`;
}
