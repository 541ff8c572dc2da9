import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { keepAWayIn } from "./keep-a-way-in";
import { requireConnection } from "./require-connection";

/** Enables or disables a connection that is not so already; the caller has asked for the right to. */
export async function setEnabled(ctx: Context, connectionId: string, isEnabled: boolean): Promise<void> {
  const change = async (tx: Tx) => {
    const { id } = await requireConnection(tx, ctx, connectionId);
    const { count } = await tx.connection.updateMany({
      where: { id, isEnabled: !isEnabled },
      data: { isEnabled },
    });
    if (count === 0) {
      throw new AppError("conflict", `This connection is ${isEnabled ? "enabled" : "disabled"} already.`);
    }
    await recordEvent(tx, ctx, {
      type: isEnabled ? "connection.enabled" : "connection.disabled",
      target: { type: "connection", id },
      before: { isEnabled: !isEnabled },
      after: { isEnabled },
    });
  };
  await inTransaction(ctx, (tx) => keepAWayIn(tx, ctx, () => change(tx)));
}
