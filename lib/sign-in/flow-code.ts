import "server-only";
import { randomInt } from "node:crypto";
import type { RequestInfo } from "@/lib/core/context";
import { keyedHash } from "@/lib/core/crypto";
import type { Tx } from "@/lib/core/db";
import { durationInWords } from "@/lib/core/duration-in-words";
import { newId, randomAlphanumeric } from "@/lib/core/ids";
import { countUse } from "@/lib/core/rate-limit";
import { composeMail } from "@/lib/mail/compose-mail";
import type { Flow } from "./find-flow";

const CODES_BY_FLOW = { limit: 5, windowSeconds: 15 * 60 };
const CODES_BY_RECIPIENT = { limit: 10, windowSeconds: 60 * 60 };
const CODES_BY_ADDRESS = { limit: 60, windowSeconds: 60 * 60 };
export const TOO_MANY_CODES =
  "Several codes were sent already. Look in your spam folder, or wait a quarter of an hour.";

/** What a code is for: one that was sent for one purpose never fits another. */
export type CodePurpose = "prove_email" | "reset_password" | "mfa";

/** The stored form of a code: bound to its flow, so that a code of another flow never fits. */
export function codeHash(flowId: string, code: string): string {
  return keyedHash(`${flowId}:${code}`, "verification code");
}

/** Counts one more code, and says whether it may be sent: limited by flow, by who is named, and by network address. */
export async function isCodeAllowed(flow: Flow, request: RequestInfo, named: string): Promise<boolean> {
  const recipient = keyedHash(named, "rate limit");
  const address = keyedHash(request.ip ?? "", "rate limit");
  const results = await Promise.all([
    countUse(`codes-by-flow:${flow.id}`, CODES_BY_FLOW),
    countUse(`codes-by-recipient:${flow.environment.id}:${recipient}`, CODES_BY_RECIPIENT),
    request.ip ? countUse(`codes-by-address:${flow.environment.id}:${address}`, CODES_BY_ADDRESS) : true,
  ]);
  return results.every(Boolean);
}

type CodeFor = {
  purpose: CodePurpose;
  userId: string | null;
  isFitting: boolean;
  /** The address that the code proves, where the flow could name another meanwhile. */
  contact?: string;
};

/** Makes a code and keeps its hash; where none may fit, what is kept is the hash of something that is no code. */
export async function keepCode(
  tx: Tx,
  flow: Flow,
  { purpose, userId, isFitting, contact = "" }: CodeFor,
): Promise<string> {
  const code = randomInt(1_000_000).toString().padStart(6, "0");
  await tx.verificationCode.create({
    data: {
      id: newId(),
      environmentId: flow.environment.id,
      flowId: flow.id,
      purpose,
      userId,
      codeHash: codeHash(flow.id, `${contact}${isFitting ? code : randomAlphanumeric(32)}`),
      expiresAt: new Date(Date.now() + flow.rules.codeExpiryMinutes * 60_000),
    },
    select: { id: true },
  });
  return code;
}

/** The message that brings a code. */
export function codeMail(
  to: string,
  code: string,
  flow: Flow,
  { name, from }: { name: string; from: string },
) {
  // Not in the subject: that is kept when the message has left.
  return composeMail(to, `Your code for ${name}`, {
    title: `Your code for ${name}`,
    code,
    paragraphs: [
      "Enter this code where you were asked for it:",
      `It works once, for ${durationInWords(flow.rules.codeExpiryMinutes, "minute")}. Nobody of ${from} will ever ask you for it.`,
      "If you did not ask for a code, you need not do anything.",
    ],
    from,
  });
}
