import "server-only";
import type { Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { countUse, isWithinLimit } from "@/lib/core/rate-limit";

// Over all callers: an agent who guesses goes from one user to the next.
const BY_AGENT = { limit: 30, windowSeconds: 24 * 60 * 60 };

/** Refuses an agent by whom too many wrong codes were typed, until a day after the first of them. */
export async function assertFewFailures(ctx: Context): Promise<void> {
  if (await isWithinLimit(keyOf(ctx), BY_AGENT)) return;
  throw new AppError(
    "rate_limited",
    `${BY_AGENT.limit} codes that you have typed within a day were not right. Verify no more callers today; another agent can.`,
  );
}

/** Counts a code that was not right. */
export async function countCallerFailure(ctx: Context): Promise<void> {
  await countUse(keyOf(ctx), BY_AGENT);
}

function keyOf({ actor }: Context): string {
  return `wrong-caller-codes-by-agent:${actor.type === "admin" ? actor.id : "none"}`;
}
