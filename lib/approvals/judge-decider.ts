import type { Context } from "@/lib/core/context";
import { can } from "@/lib/permissions/assert-can";
import { DEED_PERMISSIONS } from "@/lib/support/deed-permissions";
import { type DeedKind, GUARDED_AS } from "./schema";

type Asked = { requestedById: string; userId: string; kind: DeedKind };

/** Why this member of the team may not decide about a request, though about others; null when they may. */
export function judgeDecider(
  ctx: Pick<Context, "actor" | "environment">,
  { requestedById, userId, kind }: Asked,
): string | null {
  const { actor } = ctx;
  if (actor.type !== "admin") return "Only a member of the team can decide this.";
  if (actor.id === requestedById) return "You asked for this yourself: somebody else has to decide it.";
  if (actor.id === userId) return "This is about you: somebody else has to decide it.";
  if (!can(ctx, DEED_PERMISSIONS[GUARDED_AS[kind]])) {
    return "Your role does not allow you to do this, so you cannot decide about it either.";
  }
  return null;
}
