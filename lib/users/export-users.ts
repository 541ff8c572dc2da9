import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { type CsvCell, csvStream } from "@/lib/core/csv";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { shownUserColumns, type UserColumn, type UserListParams } from "./list-spec";
import { placeOf } from "./list-users";
import { type UserConditions, userConditions } from "./user-conditions";
import type { UserPlace } from "./user-index-range";
import { userPageIds } from "./user-page-ids";
import { type UserListRow, userRows } from "./user-rows";

const BATCH = 1000;

const HEADERS: Record<UserColumn, readonly string[]> = {
  name: ["ID", "First name", "Last name"],
  email: ["Email"],
  organizations: ["Organizations", "Number of organizations"],
  lastSignIn: ["Last sign-in"],
  status: ["Status", "Locked until"],
  created: ["Created"],
};

const CELLS: Record<UserColumn, (user: UserListRow) => readonly CsvCell[]> = {
  name: ({ id, firstName, lastName }) => [id, firstName, lastName],
  email: ({ email }) => [email],
  organizations: ({ organizations, organizationCount }) => [organizations.join("; "), organizationCount],
  lastSignIn: ({ lastSignInAt }) => [lastSignInAt],
  status: ({ status, lockedUntil }) => [status, lockedUntil],
  created: ({ createdAt }) => [createdAt],
};

/** The users that the list shows, all pages of them in its order and columns, as a CSV file read batch by batch. Recorded. */
export async function exportUsers(
  ctx: Context,
  params: UserListParams,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  assertCan(ctx, "users:export");
  const conditions = await userConditions(ctx, params);
  const columns = shownUserColumns(params);
  const filters = Object.entries(params.filters).filter(([, values]) => values.length > 0);
  await inTransaction(ctx, (tx) =>
    recordEvent(tx, ctx, {
      type: "user.exported",
      after: { ...Object.fromEntries(filters), search: params.q || undefined, columns },
    }),
  );
  return csvStream(
    columns.flatMap((column) => HEADERS[column]),
    batches(conditions, params, columns),
  );
}

async function* batches(
  conditions: UserConditions,
  { sort }: UserListParams,
  columns: UserColumn[],
): AsyncGenerator<readonly (readonly CsvCell[])[]> {
  let after: UserPlace | null = null;
  do {
    const ids: string[] = await userPageIds(conditions, sort, { after, isBackward: false, limit: BATCH });
    const rows: UserListRow[] = await userRows(ids);
    yield rows.map((row) => columns.flatMap((column) => CELLS[column](row)));
    const last = rows.at(-1);
    after = last && ids.length === BATCH ? placeOf(last, sort.key) : null;
  } while (after);
}
