import { type AskedMfa, judgeMfa } from "@/lib/mfa/mfa-rules";
import { judgeArrival, judgeConnection } from "./connection-rules";
import { judgeOrganization, type OrganizationFacts } from "./organization-rules";
import {
  type AccountFacts,
  judgeAccount,
  judgeName,
  judgeSignIn,
  type Learned,
  type SignInFacts,
  settleVerdict,
} from "./sign-in-rules";

/** The way in by one identity: what `judgeAccount` looks at, and what it leaves to the password itself. */
export type WayIn = AccountFacts & {
  /** Naming the account must lead to its password, whatever its state. */
  isEnumerationProtected: boolean;
  hasPassword: boolean;
  temporary: "unused" | "used" | "expired" | null;
  /** A code for a new password can reach them. */
  hasVerifiedEmail: boolean;
  /** Wrong codes for a new password, and wrong second factors, are counted apart from wrong passwords. */
  areCodesLocked: boolean;
  isMfaLocked: boolean;
  /** The connection that it goes through; `isOwn` where the identity came from there, else its address belongs to one. */
  connection: { isOwn: boolean; isEnabled: boolean; isLinking: boolean } | null;
};

export type FindingCode =
  | "no-identity"
  | "connection"
  | "connection-disabled"
  | "connection-links"
  | "connection-unlinked"
  | "locked"
  | "no-password"
  | "suspended"
  | "temporary-password"
  | "temporary-used"
  | "temporary-expired"
  | "password-reset"
  | "password-reset-unreachable"
  | "codes-locked"
  | "prove-address"
  | "prove-other-address"
  | "organizations-suspended"
  | "organization-suspended"
  | "no-membership"
  | "mfa-locked"
  | "mfa-challenge"
  | "mfa-enrol"
  | "mfa-offer"
  | "accept-policies"
  | "choose-organization";

const BLOCKING: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "no-identity",
  "connection-disabled",
  "connection-unlinked",
  "locked",
  "no-password",
  "suspended",
  "temporary-used",
  "temporary-expired",
  "password-reset-unreachable",
  "codes-locked",
  "mfa-locked",
  "organizations-suspended",
  "organization-suspended",
  "no-membership",
]);

/** Whether a finding keeps the user out, where others only ask something of them. */
export function isBlocking(code: FindingCode): boolean {
  return BLOCKING.has(code);
}

/**
 * Everything that a sign-in with the right password meets, in the order in which the hosted pages meet it. Each is what the
 * rules of the sign-in say; what they said is then taken for settled, and they are asked again. `isOtherUnproven`: by
 * another identity than this one, `mustProveAddress`.
 */
export function listFindings(
  way: WayIn | null,
  facts: SignInFacts,
  organization: OrganizationFacts,
  { isOtherUnproven = false }: { isOtherUnproven?: boolean } = {},
): FindingCode[] {
  if (!way) return ["no-identity"];
  const found = accountFindings(way);
  if (isOtherUnproven) found.push("prove-other-address");
  found.push(...signInFindings({ ...facts, isActive: true }, organization));
  return [...new Set(found)].flatMap((code) => withLock(code, way));
}

/** Whether a sign-in by this identity asks for a code that is mailed to it. */
export function mustProveAddress(way: WayIn): boolean {
  return accountFindings(way).includes("prove-address");
}

// A lock of its own stands where its codes would be typed.
function withLock(code: FindingCode, way: WayIn): FindingCode[] {
  if (code === "password-reset" && way.areCodesLocked) return [code, "codes-locked"];
  return code === "mfa-challenge" && way.isMfaLocked ? [code, "mfa-locked"] : [code];
}

/** Whether a passkey gets in where the password may not: it meets no lock, proves no address and is two factors in one. */
export function canUsePasskey(
  way: WayIn | null,
  facts: SignInFacts,
  organization: OrganizationFacts,
): boolean {
  const { requirement, methods, factors } = facts.mfa;
  const isOffered = requirement !== "no" && methods.includes("passkey");
  const isSetUp = factors.some((factor) => factor.method === "passkey" && factor.organizationId === null);
  if (!way?.isActive || way.connection?.isOwn || way.isNewPasswordRequired || !isOffered || !isSetUp)
    return false;
  return !signInFindings(facts, organization, { mfaProof: { scope: "any" } }).some(isBlocking);
}

// At the provider no password, lock or proof of an address here is met.
function connectionFindings(way: WayIn, connection: NonNullable<WayIn["connection"]>): FindingCode[] {
  const found: FindingCode[] = [];
  if (judgeConnection(connection) === "closed") found.push("connection-disabled");
  else if (connection.isOwn) found.push("connection");
  else {
    // What the provider will say of the address is not known here: it is taken to be theirs.
    const arrival = {
      ...connection,
      isKnown: false,
      hasAccount: true,
      isEmailProven: true,
      isAccountProven: !way.isUnprovenEmail,
      isJustInTime: false,
    };
    found.push(judgeArrival(arrival) === "link" ? "connection-links" : "connection-unlinked");
  }
  if (!way.isActive) found.push("suspended");
  return found;
}

function accountFindings(way: WayIn): FindingCode[] {
  if (way.connection) return connectionFindings(way, way.connection);
  const found: FindingCode[] = [];
  const isPasswordAsked = way.isEnumerationProtected || judgeName(way) === "password";
  if (way.isLocked && isPasswordAsked) found.push("locked");
  // Nothing that was typed can be right, so the pages come no further than here.
  if (!way.hasPassword && isPasswordAsked) found.push("no-password");
  let left: WayIn = { ...way, isLocked: false };
  for (let verdict = judgeAccount(left); verdict !== "open"; verdict = judgeAccount(left)) {
    const isNewPassword = verdict === "temporary-password" || verdict === "password-reset";
    found.push(isNewPassword ? passwordFinding(verdict === "temporary-password", left) : verdict);
    left = settleVerdict(left, verdict);
  }
  return found;
}

function passwordFinding(isTemporary: boolean, { temporary, hasVerifiedEmail }: WayIn): FindingCode {
  if (!isTemporary) return hasVerifiedEmail ? "password-reset" : "password-reset-unreachable";
  if (temporary === "used") return "temporary-used";
  return temporary === "expired" ? "temporary-expired" : "temporary-password";
}

function signInFindings(
  facts: SignInFacts,
  organization: OrganizationFacts,
  learned: Learned = {},
): FindingCode[] {
  const found: FindingCode[] = [];
  let left = facts;
  for (
    let verdict = judgeSignIn(left, learned);
    verdict.kind !== "allowed";
    verdict = judgeSignIn(left, learned)
  ) {
    if (verdict.kind === "again") {
      left = { ...left, isProofVoid: false };
    } else if (verdict.kind === "refused") {
      found.push("organizations-suspended");
      left = { ...left, hasOpenOrganization: true };
    } else if (verdict.step === "mfa") {
      found.push(mfaFinding(judgeMfa(left.mfa, { chosenId: learned.organizationId ?? null })));
      learned.mfaProof = { scope: "any" };
    } else {
      found.push("accept-policies");
      left = { ...left, unacceptedPolicyIds: [] };
    }
  }
  const place = judgeOrganization(organization);
  if (place.kind === "refused") found.push(place.refusal);
  if (place.kind === "needs") found.push("choose-organization");
  if (place.kind !== "allowed" || !place.organization) return found;
  // An organization's own second factor is asked for once it is known which one the sign-in is for.
  const organizationId = place.organization.id;
  const own = judgeSignIn(left, { ...learned, organizationId });
  if (own.kind === "needs" && own.step === "mfa") {
    found.push(mfaFinding(judgeMfa(left.mfa, { chosenId: organizationId })));
  }
  return found;
}

function mfaFinding(need: AskedMfa | null): FindingCode {
  return `mfa-${need?.kind ?? "challenge"}`;
}
