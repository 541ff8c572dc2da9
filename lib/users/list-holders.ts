import "server-only";
import type { Context } from "@/lib/core/context";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { decodeCursor, encodeCursor, type ListParams } from "@/lib/core/list-params";
import { queryRows } from "@/lib/core/query-rows";
import { assertCan } from "@/lib/permissions/assert-can";
import { Prisma } from "@/prisma/generated/client";
import { findHolderIds } from "./find-holder-ids";
import type { HeldThing } from "./holder-queries";
import { type HoldingPlace, holdingPlaces } from "./holding-places";
import { type UserRow, userRows } from "./user-rows";

export type HolderRow = UserRow & {
  /** The first few ways and organizations, oldest first. */
  places: HoldingPlace[];
  hasMorePlaces: boolean;
};

// Half of a list of users: who hold it lie far apart among a million, and a search has to visit each until a page is full.
const PAGE_SIZE = 25;

/** A page of everyone who has a role or a permission, newest user first, with how and in which organization. */
export async function listHolders(
  ctx: Context,
  held: HeldThing,
  { q, cursor, direction }: Pick<ListParams, "q" | "cursor" | "direction">,
) {
  assertCan(ctx, "users:read");
  assertCan(ctx, "roles:read");
  if (!isId(held.id)) throw notFoundError(held.kind);
  const after = readPlace(cursor);
  const isBackward = after !== null && direction === "previous";
  const [thing, { ids, ...counted }] = await Promise.all([
    requireThing(ctx, held),
    findHolderIds({
      environmentId: ctx.environment.id,
      held,
      q,
      range: { after, isBackward },
      limit: PAGE_SIZE + 1,
    }),
  ]);
  // One more than a page tells that there is another page beyond.
  const hasMore = ids.length > PAGE_SIZE;
  const shown = ids.slice(0, PAGE_SIZE);
  if (isBackward) shown.reverse();
  const [users, places] = await Promise.all([userRows(shown), holdingPlaces(held, shown)]);
  const [first, last] = [shown.at(0), shown.at(-1)];
  return {
    ...thing,
    holders: users.map(({ sortName: _, ...user }): HolderRow => {
      const own = places.get(user.id);
      return { ...user, places: own?.places ?? [], hasMorePlaces: own?.hasMore ?? false };
    }),
    page: {
      from: after === null || (isBackward && !hasMore) ? 1 : undefined,
      ...counted,
      next: last && (isBackward || hasMore) ? encodeCursor(last) : null,
      previous: first && (isBackward ? hasMore : after) ? encodeCursor(first) : null,
    },
  };
}

type Thing = { id: string; name: string; key: string };

/** What is held, with the roles that hold a permission. */
async function requireThing(
  { environment }: Context,
  { kind, id }: HeldThing,
): Promise<{ thing: Thing; roles: { id: string; name: string }[] }> {
  const ofRole = Prisma.sql`SELECT id, name, key, '[]'::jsonb AS roles FROM role`;
  const ofPermission = Prisma.sql`SELECT id, name, key, COALESCE((
      SELECT jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) ORDER BY r.name)
      FROM role_permission rp JOIN role r ON r.id = rp.role_id WHERE rp.permission_id = p.id), '[]') AS roles
    FROM permission p`;
  const [row] = await queryRows<Thing & { roles: { id: string; name: string }[] }>(Prisma.sql`
    ${kind === "role" ? ofRole : ofPermission} WHERE id = ${id}::uuid AND environment_id = ${environment.id}::uuid`);
  if (!row) throw notFoundError(kind);
  const { roles, ...thing } = row;
  return { thing, roles };
}

function readPlace(cursor: string | null): string | null {
  const place = cursor === null ? null : decodeCursor(cursor);
  return isId(place) ? place.toLowerCase() : null;
}
