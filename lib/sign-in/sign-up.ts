import "server-only";
import type { RequestInfo } from "@/lib/core/context";
import { encrypt, keyedHash } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { toClaim } from "@/lib/core/identity-claim";
import { hashPassword } from "@/lib/core/password-hash";
import { findPasswordFlaw } from "@/lib/core/password-policy";
import { countUse } from "@/lib/core/rate-limit";
import { findCurrentPolicies } from "@/lib/policy-acceptance/find-current-policies";
import type { Acceptance } from "@/lib/policy-acceptance/record-acceptance";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { findConnectionWords } from "./find-connection-words";
import type { Flow } from "./find-flow";
import { findPolicyFlaw } from "./find-policy-flaw";
import { findSignUpVerdict } from "./find-sign-up-verdict";
import { saveFlow } from "./save-flow";
import { sendFlowCode } from "./send-flow-code";

const SIGN_UPS_BY_ADDRESS = { limit: 60, windowSeconds: 60 * 60 };

export type SignUp = {
  firstName: string;
  lastName: string;
  email: string;
  password: string;
  /** Only where the application asks for a new organization and does not name it. */
  organizationName?: string;
  /** The versions of policies that the ticked box stood for. */
  policies?: string[];
};
/** The account to be, while its address is not proven. */
export type PendingSignUp = Omit<SignUp, "password" | "policies"> & {
  passwordHash: string;
  acceptance?: Acceptance;
};

/**
 * Takes the form of someone new and mails a code to the address. No account exists before the address is proven, so
 * nobody can occupy another's; an address that has an account gets the same answer in the same time.
 */
export async function signUp(flow: Flow, request: RequestInfo, input: SignUp): Promise<Flow> {
  if (!flow.rules.isSelfSignUpAllowed) {
    throw new AppError("forbidden", "New accounts are not open to everyone here.");
  }
  const { password, policies: accepted = [], ...person } = input;
  const values = { ...flow.state.values, ...person };
  const refuse = (errors: Record<string, string>) =>
    saveFlow(flow, { intent: "sign-up", sealedSignUp: undefined, values, errors });

  const elsewhere = await findConnectionWords(flow, person.email);
  if (elsewhere) return refuse({ email: elsewhere });
  // Before anything is looked up that depends on who has an account.
  const verdict = await findSignUpVerdict(flow, person.email);
  if (verdict.kind === "refused") return refuse({ [verdict.field]: verdict.message });
  if (verdict.isOrganizationCreated && !flow.state.orgName && !person.organizationName) {
    return refuse({ organizationName: "Enter the name of your organization." });
  }
  const policies = await findCurrentPolicies(flow.environment.id);
  const unaccepted = findPolicyFlaw(policies, accepted);
  if (unaccepted) return refuse({ policies: unaccepted });
  const flaw = await findPasswordFlaw(password, [
    person.firstName,
    person.lastName,
    person.email,
    await getBusinessName(),
    flow.state.application?.name ?? "",
  ]);
  if (flaw) return refuse({ password: flaw });
  const address = keyedHash(request.ip ?? "", "rate limit");
  if (request.ip && !(await countUse(`sign-ups:${flow.environment.id}:${address}`, SIGN_UPS_BY_ADDRESS))) {
    return refuse({ form: "Many accounts were created from your network. Try again in an hour." });
  }

  const passwordHash = await hashPassword(password);
  const taken = await db.identity.findFirst({
    where: { environmentId: flow.environment.id, type: "email", claim: toClaim("email", person.email) },
    select: { id: true },
  });
  if (taken && !flow.rules.isEnumerationProtected) {
    return refuse({ email: "This address has an account already. Sign in with it instead." });
  }
  const pending: PendingSignUp = {
    ...person,
    passwordHash,
    acceptance: { policies, acceptedAt: new Date().toISOString(), ip: request.ip },
  };
  const fresh = { ...flow, userId: null, state: { ...flow.state, values } };
  return sendFlowCode(fresh, request, {
    email: person.email,
    isTaken: taken !== null,
    intent: "sign-up",
    sealedSignUp: encrypt(JSON.stringify(pending)),
    isCodeRight: false,
    lockedUntil: undefined,
  });
}
