import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { toClaim } from "@/lib/core/identity-claim";
import { newId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import type { createSubscriberInput } from "./schema";

/** Adds an address to a list on an admin's word: it stands there at once, though nobody has proven whose it is. */
export async function createSubscriber(
  ctx: Context,
  input: z.output<typeof createSubscriberInput>,
): Promise<{ subscriberId: string }> {
  assertCan(ctx, "subscribers:write");
  const { kind, firstName, lastName, email } = input;
  const id = newId();
  await inTransaction(ctx, async (tx) => {
    // The unique key decides: of two who add the same address at once, one does.
    const { count } = await tx.subscriber.createMany({
      data: {
        id,
        environmentId: ctx.environment.id,
        kind,
        status: "confirmed",
        firstName,
        lastName,
        email,
        claim: toClaim("email", email),
      },
      skipDuplicates: true,
    });
    if (count === 0) {
      throw new AppError("validation", "Some fields need your attention.", {
        email: "This address is on the list already.",
      });
    }
    // No name or address in these events: the log cannot be made to forget a person, and they stand in the list.
    await recordEvent(tx, ctx, {
      type: "subscriber.created",
      target: { type: "subscriber", id },
      after: { kind, status: "confirmed" },
    });
  });
  return { subscriberId: id };
}
