import "server-only";
import type { Context } from "@/lib/core/context";
import { DEED_PERMISSIONS } from "./deed-permissions";
import { findDeciders } from "./find-deciders";
import { SUPPORT_DEEDS, type SupportDeed } from "./schema";

export type DeciderCounts = Record<SupportDeed, number>;

/** How many active members of the team could approve each deed here: with the right to decide, and to do the deed. */
export async function countDeciders(
  ctx: Pick<Context, "environment">,
  /** Who asks, and so cannot decide. */
  exceptId: string | null = null,
): Promise<DeciderCounts> {
  const deciders = await findDeciders(ctx, exceptId);
  const count = (deed: SupportDeed) =>
    deciders.filter(({ permissions }) => permissions.has(DEED_PERMISSIONS[deed])).length;
  // One entry for each of the deeds, by the list that names them all.
  return Object.fromEntries(SUPPORT_DEEDS.map((deed) => [deed, count(deed)])) as DeciderCounts;
}
