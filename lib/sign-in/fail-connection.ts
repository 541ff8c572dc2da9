import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { RequestInfo } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import { saveFlow } from "./save-flow";

type Failure = {
  type?: "authentication.failed" | "authentication.refused";
  /** For the log. */
  reason: string;
  /** For the person at the page. */
  message: string;
  /** A code of the protocol or of the network. */
  error?: string;
  /** Whose account stands in the way. */
  userId?: string;
};

/** Leaves a flow at the page from which one can try the connection again, and records why. */
export async function failConnection(
  flow: Flow,
  request: RequestInfo,
  { type = "authentication.failed", reason, message, error, userId }: Failure,
  within?: Tx,
): Promise<Flow> {
  const ctx = { ...flowContext(flow, request, null), tx: within };
  return inTransaction(ctx, async (tx) => {
    await recordEvent(tx, ctx, {
      type,
      target: userId ? { type: "user", id: userId } : undefined,
      reason,
      after: { method: "connection", connectionId: flow.state.connection?.id, ...(error && { error }) },
    });
    return saveFlow(flow, { errors: { form: message } }, tx);
  });
}
