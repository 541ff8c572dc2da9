import type { SignInExplanation } from "@/lib/sign-in/explain-sign-in";
import type { FindingCode } from "@/lib/sign-in/sign-in-findings";
import type { UserRights } from "../user-rights";
import type { SignInDeed } from "./sign-in-actions";

/** Which deeds help with what was found, of those that the reader may do. */
export function signInDeeds(
  { findings, hasVerifiedEmail, lockedUntil, codesLockedUntil, mfaLockedUntil }: SignInExplanation,
  rights: Pick<UserRights, "canSuspend" | "canResetPassword">,
  isSelf: boolean,
): SignInDeed[] {
  const hasAny = (...codes: FindingCode[]) => codes.some((code) => findings.includes(code));
  const deeds: SignInDeed[] = [];
  if (rights.canResetPassword && (lockedUntil || codesLockedUntil || mfaLockedUntil)) deeds.push("unlock");
  if (hasAny("suspended")) return rights.canSuspend ? [...deeds, "restore"] : deeds;
  if (!rights.canResetPassword || isSelf) return deeds;
  const isSpent = hasAny("temporary-used", "temporary-expired");
  if (isSpent || hasAny("no-password", "password-reset-unreachable")) deeds.push("temporary");
  if (isSpent && hasVerifiedEmail) deeds.push("reset");
  return deeds;
}
