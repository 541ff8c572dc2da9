import type { MfaMethod, MfaRequirement } from "./schema";

/** The organization whose own setting asks for a second factor; null: the environment's. */
export type MfaScope = string | null;

export type MfaFacts = {
  requirement: MfaRequirement;
  /** Those that the environment allows. */
  methods: MfaMethod[];
  isOptedOut: boolean;
  isRecoveryEnabled: boolean;
  /** How many recovery codes are left. */
  recoveryCodes: number;
  factors: { method: MfaMethod; organizationId: MfaScope }[];
  /** The open organizations of the user that enforce it, in a lasting order. */
  enforcing: { organizationId: string; methods: MfaMethod[]; roles: number; exemptRoles: number }[];
};

/** A second factor proven in this sign-in. A passkey that was the way in counts everywhere. */
export type MfaProof = { scope: MfaScope | "any" };

export type MfaNeed = {
  scope: MfaScope;
  /** Prove a factor, set up the first one, or be asked once whether to; or, of one's own will, add to those that are proven. */
  kind: "challenge" | "enrol" | "offer" | "add";
  /** What may be set up here. */
  methods: MfaMethod[];
  /** What may be proven here. */
  enrolled: MfaMethod[];
};

/** What a sign-in itself can ask for. */
export type AskedMfa = MfaNeed & { kind: "challenge" | "enrol" | "offer" };

/**
 * Whether a sign-in still needs a second factor. The environment's Yes or Optional holds everywhere; only with No does an
 * organization decide: the chosen one; without `chosenId` any that a sign-in may lead to, and with null as yet none.
 */
export function judgeMfa(
  facts: MfaFacts,
  { proof, chosenId }: { proof?: MfaProof; chosenId?: string | null } = {},
): AskedMfa | null {
  if (facts.requirement === "no") {
    const asking = facts.enforcing.filter(
      (own) => !isExempt(own) && (chosenId === undefined || own.organizationId === chosenId),
    );
    if (asking.some(({ organizationId }) => isProvenFor(organizationId, proof))) return null;
    const needs = asking.map((own) => needIn(facts, own.organizationId, own.methods));
    return needs.find(({ kind }) => kind === "challenge") ?? needs[0] ?? null;
  }
  if (isProvenFor(null, proof)) return null;
  const need = needIn(facts, null, facts.methods);
  if (facts.requirement === "yes" || need.kind === "challenge") return need;
  return facts.isOptedOut ? null : { ...need, kind: "offer" };
}

/** Of several roles, one that is not exempt is enough to be asked; and whoever has none at all is asked. */
function isExempt({ roles, exemptRoles }: MfaFacts["enforcing"][number]): boolean {
  return roles > 0 && roles === exemptRoles;
}

function isProvenFor(scope: MfaScope, proof?: MfaProof): boolean {
  return proof !== undefined && (proof.scope === "any" || proof.scope === scope);
}

function needIn(facts: MfaFacts, scope: MfaScope, methods: MfaMethod[]): AskedMfa {
  const enrolled = methods.filter((method) =>
    facts.factors.some((factor) => factor.method === method && factor.organizationId === scope),
  );
  return { scope, kind: enrolled.length > 0 ? "challenge" : "enrol", methods, enrolled };
}
