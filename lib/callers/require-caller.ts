import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { requireTarget } from "@/lib/users/guard-target";
import { findCallerContacts } from "./find-caller-contacts";
import type { CallerContact } from "./schema";

/** The contact by which this agent verifies a caller: of a user within their reach who is not themselves. */
export async function requireCaller(
  tx: Tx,
  ctx: Context,
  { userId, contactId }: { userId: string; contactId: string },
): Promise<{ userId: string; agentId: string; contact: CallerContact }> {
  const user = await requireTarget(tx, ctx, userId);
  const { actor } = ctx;
  if (actor.type !== "admin") throw new AppError("forbidden", "Only an agent can verify a caller.");
  if (actor.id === user.id) {
    throw new AppError("forbidden", "This is you. Another member of your team has to verify you.");
  }
  if (user.status === "deleted") {
    throw new AppError("conflict", "This user is deleted. Restore the user first.");
  }
  const contact = (await findCallerContacts(ctx, user.id, tx)).find(({ id }) => id === contactId);
  if (!contact) throw notFoundError("contact");
  return { userId: user.id, agentId: actor.id, contact };
}
