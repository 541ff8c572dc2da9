import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { maskContact } from "@/lib/core/mask-contact";
import { countUse } from "@/lib/core/rate-limit";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { assertCanSupport } from "@/lib/support/assert-can-support";
import { CODE_MINUTES, callerCodeHash, newCallerCode } from "./caller-code";
import { assertFewFailures } from "./caller-failures";
import { sendCallerMessage } from "./caller-message";
import { requireCaller } from "./require-caller";
import type { CallerContact, startCallerCheckInput } from "./schema";

// Counted for each user over all agents, so that five tries a code stay few tries an hour.
const BY_USER = { limit: 5, windowSeconds: 15 * 60 };
const BY_AGENT = { limit: 60, windowSeconds: 60 * 60 };

/** Begins to verify a caller: sends a code to a contact of the user, or waits for one of their app. The newest one counts. */
export async function startCallerCheck(
  ctx: Context,
  input: z.output<typeof startCallerCheckInput>,
): Promise<{ checkId: string; method: CallerContact["method"]; sentTo: string | null }> {
  assertCanSupport(ctx);
  await assertFewFailures(ctx);
  // Asked before anything is counted, and outside the transaction that the count must not hold up.
  const { userId, agentId } = await inTransaction(ctx, (tx) => requireCaller(tx, ctx, input));
  const isAllowed = await Promise.all([
    countUse(`caller-checks-by-user:${userId}`, BY_USER),
    countUse(`caller-checks-by-agent:${agentId}`, BY_AGENT),
  ]);
  if (!isAllowed.every(Boolean)) {
    throw new AppError(
      "rate_limited",
      "Several codes were asked for already. Wait a quarter of an hour, or have the caller look in their spam folder.",
    );
  }
  const from = await getBusinessName();
  return inTransaction(ctx, async (tx) => {
    const { contact } = await requireCaller(tx, ctx, input);
    const { method } = contact;
    const checkId = newId();
    const code = method === "authenticator" ? null : newCallerCode();
    await tx.callerCheck.create({
      data: {
        ...{ id: checkId, environmentId: ctx.environment.id, userId, agentId, method },
        contactId: contact.id,
        codeHash: code && callerCodeHash(checkId, code),
        expiresAt: new Date(Date.now() + CODE_MINUTES * 60_000),
      },
      select: { id: true },
    });
    if (code) await sendCallerMessage(tx, ctx, contact, { code, from });
    await recordEvent(tx, ctx, {
      type: code ? "caller.code_sent" : "caller.check_started",
      target: { type: "user", id: userId },
      after: { method, contactId: contact.id },
    });
    return { checkId, method, sentTo: code && maskContact(contact.label) };
  });
}
