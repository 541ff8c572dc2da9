import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { connectionSettingsSelect } from "./connection-settings-select";
import { countConnectionUsers } from "./count-connection-users";

/** One connection of this environment, without its secret; how many sign in through it is counted to a cap. */
export async function getConnection(ctx: Context, id: string) {
  assertCan(ctx, "settings:read");
  const found = isId(id)
    ? await db.connection.findFirst({
        where: { id, environmentId: ctx.environment.id },
        select: {
          ...connectionSettingsSelect,
          organization: { select: { id: true, name: true } },
          version: true,
          createdAt: true,
        },
      })
    : null;
  if (!found) throw notFoundError("connection");
  return { ...found, users: await countConnectionUsers(found.id) };
}

export type ConnectionDetails = Awaited<ReturnType<typeof getConnection>>;
