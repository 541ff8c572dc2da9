import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { decodeCursor, encodeCursor } from "@/lib/core/list-params";
import { assertCan } from "@/lib/permissions/assert-can";
import { userName } from "@/lib/users/user-name";
import type { DeletedUserListParams, DeletedUserRow } from "./schema";

const PAGE_SIZE = 50;
const DAY = 24 * 60 * 60 * 1000;

type Place = { at: string; id: string };

/** A page of the recycle bin, deleted last first. */
export async function listDeletedUsers(ctx: Context, params: DeletedUserListParams) {
  assertCan(ctx, "users:read");
  const place = readPlace(params.cursor);
  const isForward = !place || params.direction === "next";
  const side = place && (isForward ? ("lt" as const) : ("gt" as const));
  const [found, { deletedUserDays }] = await Promise.all([
    db.deletedUser.findMany({
      where: {
        environmentId: ctx.environment.id,
        ...(place &&
          side && {
            // Said on its own, so that the walk of the index begins there.
            deletedAt: { [`${side}e`]: new Date(place.at) },
            OR: [
              { deletedAt: { [side]: new Date(place.at) } },
              { deletedAt: new Date(place.at), id: { [side]: place.id } },
            ],
          }),
      },
      orderBy: [{ deletedAt: isForward ? "desc" : "asc" }, { id: isForward ? "desc" : "asc" }],
      take: PAGE_SIZE + 1,
      select: {
        ...{ id: true, firstName: true, lastName: true, email: true, deletedAt: true, deletedById: true },
        erasingAt: true,
      },
    }),
    db.environment.findUniqueOrThrow({
      where: { id: ctx.environment.id },
      select: { deletedUserDays: true },
    }),
  ]);
  // One row more than a page tells whether there is another.
  const hasMore = found.length > PAGE_SIZE;
  const page = found.slice(0, PAGE_SIZE);
  if (!isForward) page.reverse();
  const names = await namesOf(page.flatMap(({ deletedById }) => deletedById ?? []));
  const cursorOf = (row: (typeof page)[number] | undefined) =>
    row ? encodeCursor({ at: row.deletedAt.toISOString(), id: row.id } satisfies Place) : null;
  return {
    days: deletedUserDays,
    rows: page.map(
      (row): DeletedUserRow => ({
        id: row.id,
        name: userName(row),
        email: row.email,
        deletedAt: row.deletedAt,
        dueAt: new Date(row.deletedAt.getTime() + deletedUserDays * DAY),
        deletedBy: row.deletedById && (names.get(row.deletedById) ?? "A former admin"),
        isBeingErased: row.erasingAt !== null,
      }),
    ),
    next: (isForward ? hasMore : true) ? cursorOf(page.at(-1)) : null,
    previous: (isForward ? place !== null : hasMore) ? cursorOf(page[0]) : null,
  };
}

async function namesOf(ids: string[]): Promise<Map<string, string>> {
  const found = await db.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, firstName: true, lastName: true, email: true },
  });
  return new Map(found.map((user) => [user.id, userName(user)]));
}

function readPlace(cursor: string | null): Place | null {
  const place = cursor === null ? null : decodeCursor(cursor);
  if (typeof place !== "object" || place === null || !("at" in place) || !("id" in place)) return null;
  const { at, id } = place;
  return typeof at === "string" && isId(id) && !Number.isNaN(Date.parse(at)) ? { at, id } : null;
}
