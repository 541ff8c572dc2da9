import "server-only";
import type { Context } from "@/lib/core/context";
import type { ListParams } from "@/lib/core/list-params";
import { namePage } from "@/lib/core/name-page";
import { containsText } from "./contains-text";

type Matches = { environmentId: string } & ReturnType<typeof containsText>;
type Page = ReturnType<typeof namePage>;
type PageQuery = Page["query"] & {
  where: { environmentId: string; AND: [ReturnType<typeof containsText>, Page["after"]] };
};

/** A page by name of what this environment has with a key; the search looks at name, key and description. */
export async function readKeyedPage<Row extends { id: string; name: string }>(
  ctx: Context,
  params: ListParams<"name", never>,
  read: { rows: (query: PageQuery) => Promise<Row[]>; count: (where: Matches) => Promise<number> },
) {
  const environmentId = ctx.environment.id;
  const page = namePage(params);
  const matches = containsText(params.q);
  const [found, count] = await Promise.all([
    read.rows({ ...page.query, where: { environmentId, AND: [matches, page.after] } }),
    read.count({ environmentId, ...matches }),
  ]);
  return { ...page.toPage(found), count };
}
