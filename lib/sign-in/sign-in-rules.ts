import { judgeMfa, type MfaFacts, type MfaProof } from "@/lib/mfa/mfa-rules";

/**
 * The rules that decide whether and how someone may sign in: pure, so that the steps of a sign-in and the panel "Why can't
 * they sign in?" cannot disagree. What they need to know is read by `reserveAttempt` and `findSignInFacts`.
 */

export const REFUSALS = [
  "user-suspended",
  "organizations-suspended",
  "organization-suspended",
  "no-membership",
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What may still stand between the first proof (password or code) and the application; each is a page of its own. */
export const NEEDED_STEPS = ["mfa", "accept-policies", "organization"] as const;
export type NeededStep = (typeof NEEDED_STEPS)[number];

/** The account itself, before anything of organizations or policies. */
export type AccountFacts = {
  isLocked: boolean;
  isActive: boolean;
  isNewPasswordRequired: boolean;
  isTemporary: boolean;
  isUnprovenEmail: boolean;
};

export type AccountVerdict =
  | "locked"
  | "suspended"
  | "temporary-password"
  | "password-reset"
  | "prove-address"
  | "open";

/** What a right password leads to. */
export function judgeAccount(account: AccountFacts): AccountVerdict {
  if (account.isLocked) return "locked";
  if (!account.isActive) return "suspended";
  if (account.isNewPasswordRequired) return account.isTemporary ? "temporary-password" : "password-reset";
  return account.isUnprovenEmail ? "prove-address" : "open";
}

/**
 * The account once what a verdict asks for is done. A new password settles the address too: it was chosen by a code to a
 * verified one, or by a temporary password, which is for people whom no mail reaches.
 */
export function settleVerdict<Facts extends AccountFacts>(account: Facts, verdict: AccountVerdict): Facts {
  switch (verdict) {
    case "locked":
      return { ...account, isLocked: false };
    case "suspended":
      return { ...account, isActive: true };
    case "temporary-password":
    case "password-reset":
      return { ...account, isNewPasswordRequired: false, isUnprovenEmail: false };
    case "prove-address":
      return { ...account, isUnprovenEmail: false };
    case "open":
      return account;
  }
}

/**
 * What naming an account leads to where it may be told that there is one: a password that was reset is not asked for, nor
 * does its lock bar the code that takes its place.
 */
export function judgeName(account: AccountFacts): "password" | "password-reset" {
  return judgeAccount({ ...account, isLocked: false }) === "password-reset" ? "password-reset" : "password";
}

/** What decides once the account has proven itself. */
export type SignInFacts = {
  isActive: boolean;
  hasOrganization: boolean;
  hasOpenOrganization: boolean;
  /** Sessions were ended after the first proof: what it was made with may be worth nothing any more. */
  isProofVoid: boolean;
  mfa: MfaFacts;
  /** Versions of policies that are current and not accepted yet. */
  unacceptedPolicyIds: readonly string[];
};

/** What the steps after the first proof have brought so far. */
export type Learned = {
  mfaProof?: MfaProof;
  /** New recovery codes have still to be kept, or the user is at work on their methods. */
  isMfaPageOpen?: boolean;
  /** The organization that the sign-in is for; until it is known, none's own second factor is asked for. */
  organizationId?: string;
};

export type Verdict =
  | { kind: "refused"; refusal: Refusal }
  | { kind: "needs"; step: NeededStep }
  | { kind: "again" }
  | { kind: "allowed" };

/** What is left of a sign-in after the first proof, in the order of its steps. */
export function judgeSignIn(facts: SignInFacts, learned: Learned = {}): Verdict {
  if (!facts.isActive) return { kind: "refused", refusal: "user-suspended" };
  if (facts.hasOrganization && !facts.hasOpenOrganization) {
    return { kind: "refused", refusal: "organizations-suspended" };
  }
  if (facts.isProofVoid) return { kind: "again" };
  if (
    judgeMfa(facts.mfa, { proof: learned.mfaProof, chosenId: learned.organizationId ?? null }) ||
    learned.isMfaPageOpen
  ) {
    return { kind: "needs", step: "mfa" };
  }
  if (facts.unacceptedPolicyIds.length > 0) return { kind: "needs", step: "accept-policies" };
  return { kind: "allowed" };
}

/** A refusal in words, for the log. */
export const REFUSAL_REASONS: Record<Refusal, string> = {
  "user-suspended": "The user is suspended",
  "organizations-suspended": "The user's organizations are suspended",
  "organization-suspended": "The organization asked for is suspended",
  "no-membership": "The user has no access to the organization asked for",
};
