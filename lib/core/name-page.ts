import { isId } from "./ids";
import { decodeCursor, encodeCursor, type ListParams } from "./list-params";

type Named = { id: string; name: string };

const PAGE_SIZE = 50;

/** The keyset of a list in the order of names: what to ask the database, and the page made of its answer. */
export function namePage({ cursor, direction }: Pick<ListParams, "cursor" | "direction">) {
  const place = readPlace(cursor);
  const isBackward = place !== null && direction === "previous";
  const order = isBackward ? ("desc" as const) : ("asc" as const);
  const beyond = isBackward ? "lt" : "gt";
  return {
    query: {
      orderBy: [{ name: order }, { id: order }],
      // One more than a page tells that there is another page beyond.
      take: PAGE_SIZE + 1,
    },
    after: place
      ? { OR: [{ name: { [beyond]: place.name } }, { name: place.name, id: { [beyond]: place.id } }] }
      : {},
    toPage<Row extends Named>(found: Row[]) {
      const hasMore = found.length > PAGE_SIZE;
      const rows = found.slice(0, PAGE_SIZE);
      if (isBackward) rows.reverse();
      const [first, last] = [rows.at(0), rows.at(-1)];
      return {
        rows,
        next: last && (isBackward || hasMore) ? encodeCursor([last.name, last.id]) : null,
        previous: first && (isBackward ? hasMore : place) ? encodeCursor([first.name, first.id]) : null,
      };
    },
  };
}

function readPlace(cursor: string | null): Named | null {
  const place = cursor === null ? null : decodeCursor(cursor);
  if (!Array.isArray(place)) return null;
  const [name, id]: unknown[] = place;
  return typeof name === "string" && !name.includes("\0") && isId(id) ? { name, id } : null;
}
