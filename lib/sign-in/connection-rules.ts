/** The rules of signing in through a connection: pure, and asked by the hosted pages and by the panel of a user's record. */

/** Whether anybody signs in through a connection now; null where there is no such one here. */
export function judgeConnection(connection: { isEnabled: boolean } | null): "open" | "closed" {
  return connection?.isEnabled ? "open" : "closed";
}

/** What is known of somebody who has come back from the provider of an open connection. */
export type ArrivalFacts = {
  /** Their subject there has an identity here. */
  isKnown: boolean;
  /** A user here signs in with the address that the provider names. */
  hasAccount: boolean;
  /** That user has proven the address here: who merely wrote it on an account must not get in by it. */
  isAccountProven: boolean;
  /** The provider says that they have proven that address, and the connection answers for its domain. */
  isEmailProven: boolean;
  isLinking: boolean;
  isJustInTime: boolean;
};

export type ArrivalVerdict = "sign-in" | "link" | "create" | "account-exists" | "not-open";

/** What becomes of them: a subject is known or not, and an address alone never opens an account. */
export function judgeArrival(facts: ArrivalFacts): ArrivalVerdict {
  if (facts.isKnown) return "sign-in";
  if (facts.hasAccount) {
    const isSamePerson = facts.isEmailProven && facts.isAccountProven;
    return facts.isLinking && isSamePerson ? "link" : "account-exists";
  }
  return facts.isJustInTime ? "create" : "not-open";
}
