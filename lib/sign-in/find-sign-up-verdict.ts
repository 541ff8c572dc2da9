import "server-only";
import type { Tx } from "@/lib/core/db";
import { domainOf } from "@/lib/core/email-domain";
import { holdJoinable } from "@/lib/organizations/hold-joinable";
import type { Flow } from "./find-flow";
import { findSignUpOrganizations } from "./find-sign-up-organizations";
import { judgeSignUp, type SignUpVerdict } from "./judge-sign-up";

/**
 * Whether this flow may sign up, with this address once it is known. In a transaction what it is judged by stays so until
 * that ends: an organization is joined before it is suspended, or not at all.
 */
export async function findSignUpVerdict(
  flow: Flow,
  email: string | null,
  tx?: Tx,
  connectedId?: string,
): Promise<SignUpVerdict> {
  const { environment, rules, state } = flow;
  // An address whose domain cannot be read belongs to no domain.
  const domain = email === null ? null : (domainOf(email) ?? "");
  const wanted = { code: state.orgCode, domain: domain ?? "" };
  if (tx) await holdJoinable(tx, environment, wanted);
  const found = await findSignUpOrganizations(environment, wanted, tx);
  return judgeSignUp(rules, state, { ...found, connectedId }, domain);
}
