import type { Context, RequestInfo } from "@/lib/core/context";
import type { Flow } from "./find-flow";

/** The context of a deed within a flow: the user acts, known or not yet, through the flow's application. */
export function flowContext(flow: Flow, request: RequestInfo, userId: string | null = flow.userId): Context {
  return {
    actor: { type: "user", id: userId },
    environment: flow.environment,
    request,
    applicationId: flow.applicationId ?? undefined,
  };
}
