import "server-only";
import { decrypt } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { maskContact } from "@/lib/core/mask-contact";
import type { MfaNeed } from "@/lib/mfa/mfa-rules";
import type { MfaMethod } from "@/lib/mfa/schema";
import { totpUri } from "@/lib/mfa/totp";
import { getBusinessName } from "@/lib/settings/get-business-name";
import type { Flow } from "./find-flow";
import { findFactors, findMfaStep, type MfaStep } from "./find-mfa-step";
import { readRecoveryCodes } from "./read-recovery-codes";

export type MfaPage = {
  step: MfaStep;
  /** New recovery codes, to be kept before anything else. */
  codes: string[] | null;
  /** Of an authenticator app that is being set up: shown here and nowhere else. */
  key: { secret: string; uri: string } | null;
  /** Where a code went or would go, with its middle hidden. */
  contact: string | null;
  isSent: boolean;
  /** What is set up, for who is at work on their methods; else null. */
  methods: OwnMethod[] | null;
};

export type OwnMethod = {
  id: string;
  method: MfaMethod;
  contact: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
};

/** What the page of the second factor shows; null when the flow has to begin anew. */
export async function getMfaPage(flow: Flow): Promise<MfaPage | null> {
  const step = await findMfaStep(flow);
  if (!step) return null;
  const { mfaChoice } = flow.state;
  const { need, method } = step;
  const codes = need ? null : readRecoveryCodes(flow);
  const isSending = method === "email" || method === "sms";
  const sentTo = isSending && mfaChoice?.method === method ? mfaChoice.contact : undefined;
  const contact = sentTo ?? (need && isSending ? await knownContact({ ...step, need }, method) : null);
  return {
    step,
    codes,
    key: need && need.kind !== "challenge" && method === "authenticator" ? await readKey(flow) : null,
    contact: contact ? maskContact(contact) : null,
    isSent: sentTo !== undefined,
    methods: need?.kind === "add" && !method ? await listMethods(step.userId, need.scope) : null,
  };
}

async function listMethods(userId: string, scope: string | null): Promise<OwnMethod[]> {
  const rows = await db.mfaFactor.findMany({
    where: { userId, organizationId: scope },
    orderBy: { id: "asc" },
    take: 50,
    select: { id: true, method: true, contact: true, createdAt: true, lastUsedAt: true },
  });
  return rows.map((row) => ({ ...row, contact: row.contact && maskContact(row.contact) }));
}

async function readKey(flow: Flow): Promise<MfaPage["key"]> {
  const { mfaChoice, identifier = "", application } = flow.state;
  if (!mfaChoice?.sealedSecret) return null;
  const secret = decrypt(mfaChoice.sealedSecret);
  const issuer = application?.name ?? (await getBusinessName());
  // A colon would part issuer and account where there is no border.
  return { secret, uri: totpUri(secret, { issuer: issuer.replaceAll(":", " "), label: identifier }) };
}

async function knownContact(step: MfaStep & { need: MfaNeed }, method: "email" | "sms") {
  if (step.need.kind === "challenge") return (await findFactors(step, method))[0]?.contact ?? null;
  const identity = await db.identity.findFirst({
    where: {
      userId: step.userId,
      type: method === "sms" ? "phone" : { in: ["email", "enterprise"] },
      claim: { not: null },
      ...(method === "email" && { verifiedAt: { not: null } }),
    },
    orderBy: [{ isPrimary: "desc" }, { id: "asc" }],
    select: { value: true },
  });
  return identity?.value ?? null;
}
