import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { keyedHash } from "@/lib/core/crypto";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { toClaim } from "@/lib/core/identity-claim";
import { newId } from "@/lib/core/ids";
import { countUse } from "@/lib/core/rate-limit";
import { findForm } from "./find-form";
import type { SubscriberKind, subscribeInput } from "./schema";
import { sendConfirmation } from "./send-confirmation";
import { spendChallenge } from "./spend-challenge";

const BY_ADDRESS = { limit: 20, windowSeconds: 10 * 60 };
const MAILS_BY_RECIPIENT = { limit: 3, windowSeconds: 60 * 60 };

type Subscription = z.output<typeof subscribeInput> & { kind: SubscriberKind; origin: string | null };

/**
 * Takes an address from the form on a site that may have it: the public door of the lists. It ends the same for an
 * address that is on the list already, so that nobody can ask who is.
 */
export async function subscribe(ctx: Context, input: Subscription): Promise<void> {
  const { kind, origin } = input;
  const environmentId = ctx.environment.id;
  const form = await findForm(environmentId, kind);
  if (origin === null || !form.allowedOrigins.includes(origin)) {
    throw new AppError("forbidden", "This form may not be used on this site.");
  }
  const { ip } = ctx.request;
  const address = ip && `subscribe-by-address:${environmentId}:${keyedHash(ip, "rate limit")}`;
  if (address && !(await countUse(address, BY_ADDRESS))) {
    throw new AppError("rate_limited", "That was too often. Wait ten minutes and send the form again.");
  }
  // A program that fills in every field is told that it succeeded, and learns nothing.
  if (input.website !== "") return;
  if (!(await spendChallenge({ environmentId, kind }, input.challenge, input.solution))) {
    throw new AppError("validation", "The check against programs did not succeed. Send the form again.");
  }
  await keep(ctx, input, origin, form.isDoubleOptIn);
}

async function keep(
  ctx: Context,
  input: Subscription,
  source: string,
  isDoubleOptIn: boolean,
): Promise<void> {
  const { kind, firstName, lastName, email } = input;
  const environmentId = ctx.environment.id;
  const claim = toClaim("email", email);
  const status = isDoubleOptIn ? "pending" : "confirmed";
  const recipient = `subscribe-by-recipient:${environmentId}:${keyedHash(claim, "rate limit")}`;
  const maySend = isDoubleOptIn && (await countUse(recipient, MAILS_BY_RECIPIENT));
  const id = newId();
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.subscriber.createMany({
      data: { id, environmentId, kind, status, firstName, lastName, email, claim, source },
      skipDuplicates: true,
    });
    if (count > 0) {
      await recordEvent(tx, ctx, {
        type: "subscriber.created",
        target: { type: "subscriber", id },
        after: { kind, status, source },
      });
      if (maySend) await sendConfirmation(tx, ctx, { id, kind, email });
    } else await renewPending(tx, ctx, { kind, claim, isDoubleOptIn, maySend });
  });
}

// Who waits for a mail that never came asks once more; once on the list, nothing changes, whoever asks.
async function renewPending(
  tx: Tx,
  ctx: Context,
  { kind, claim, ...form }: { kind: SubscriberKind; claim: string; isDoubleOptIn: boolean; maySend: boolean },
): Promise<void> {
  const where = { environmentId: ctx.environment.id, kind, claim, status: "pending" } as const;
  const pending = await tx.subscriber.findFirst({ where, select: { id: true, email: true } });
  if (!pending) return;
  if (form.maySend) return sendConfirmation(tx, ctx, { id: pending.id, kind, email: pending.email });
  if (form.isDoubleOptIn) return;
  const data = { status: "confirmed", confirmTokenHash: null, confirmTokenExpiresAt: null } as const;
  const { count } = await tx.subscriber.updateMany({ where: { ...where, id: pending.id }, data });
  if (count === 0) return;
  await recordEvent(tx, ctx, {
    type: "subscriber.confirmed",
    target: { type: "subscriber", id: pending.id },
    before: { status: "pending" },
    after: { status: "confirmed" },
  });
}
