import "server-only";
import type { Context } from "@/lib/core/context";
import { runPrepared } from "@/lib/core/run-prepared";
import type { SavedViewScreen } from "./schema";

const MOST_SHOWN = 100;

export type SavedView = { id: string; name: string; query: string };

const LIST_SAVED_VIEWS = {
  name: "list-saved-views",
  text: `SELECT id, name, query FROM saved_view WHERE environment_id = $1::uuid AND screen = $2 ORDER BY name LIMIT ${MOST_SHOWN}`,
};

/** The views of a list that the team has saved, by name. Whoever may open the list may see them. */
export async function listSavedViews(ctx: Context, screen: SavedViewScreen): Promise<SavedView[]> {
  return runPrepared<SavedView>(LIST_SAVED_VIEWS, [ctx.environment.id, screen]);
}
