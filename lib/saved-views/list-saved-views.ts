import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import type { SavedViewScreen } from "./schema";

const MOST_SHOWN = 100;

export type SavedView = { id: string; name: string; query: string };

/** The views of a list that the team has saved, by name. Whoever may open the list may see them. */
export async function listSavedViews(ctx: Context, screen: SavedViewScreen): Promise<SavedView[]> {
  return db.savedView.findMany({
    where: { environmentId: ctx.environment.id, screen },
    orderBy: { name: "asc" },
    take: MOST_SHOWN,
    select: { id: true, name: true, query: true },
  });
}
