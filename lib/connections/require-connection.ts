import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { connectionSettingsSelect } from "./connection-settings-select";

/** The connection that a deed is about, held until the transaction ends: sign-ins by it and changes of it take turns. */
export async function requireConnection(tx: Tx, ctx: Context, id: string) {
  const rows = isId(id)
    ? await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM connection
        WHERE id = ${id}::uuid AND environment_id = ${ctx.environment.id}::uuid FOR UPDATE`
    : [];
  if (rows.length === 0) throw notFoundError("connection");
  return tx.connection.findUniqueOrThrow({
    where: { id },
    select: {
      ...connectionSettingsSelect,
      organizationId: true,
      version: true,
    },
  });
}
