import "server-only";
import { findConnection } from "@/lib/connections/find-connections";
import { judgeConnection } from "./connection-rules";
import type { Flow } from "./find-flow";
import { NOTHING_PROVEN } from "./flow-state";
import { saveFlow } from "./save-flow";

export const CLOSED_CONNECTION = "This way to sign in is not open any more. Choose another one.";

/** Takes the connection that somebody wants to sign in through, and forgets what the flow has learned before. */
export async function chooseConnection(flow: Flow, { connection }: { connection: string }): Promise<Flow> {
  const found = await findConnection(flow.environment, connection);
  if (!found || judgeConnection(found) === "closed") {
    return saveFlow(flow, { errors: { form: CLOSED_CONNECTION } });
  }
  const { id, key, name } = found;
  return saveFlow(flow, {
    ...NOTHING_PROVEN,
    intent: "sign-in",
    identifier: undefined,
    userId: null,
    connection: { id, key, name },
  });
}
