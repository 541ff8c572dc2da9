import "server-only";
import type { Context } from "@/lib/core/context";
import { canSupport } from "./assert-can-support";
import { countDeciders } from "./count-deciders";
import { SUPPORT_DEEDS, type SupportDeed, type SupportPolicies } from "./schema";

/** The deeds for which this reader can only ask here, while nobody else could approve them. */
export async function listUnapprovable(ctx: Context, policies: SupportPolicies): Promise<SupportDeed[]> {
  const asked = SUPPORT_DEEDS.filter((deed) => policies[deed] === "approval");
  if (asked.length === 0 || ctx.actor.type !== "admin" || !canSupport(ctx)) return [];
  const deciders = await countDeciders(ctx, ctx.actor.id);
  return asked.filter((deed) => deciders[deed] === 0);
}
