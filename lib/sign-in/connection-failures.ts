import "server-only";
import type { RequestInfo } from "@/lib/core/context";
import { keyedHash } from "@/lib/core/crypto";
import { countUse, isWithinLimit } from "@/lib/core/rate-limit";
import type { Flow } from "./find-flow";

// Failures alone: a whole company comes from one address, and comes back as soon as its provider is up again.
const FAILURES_BY_ADDRESS = { limit: 1000, windowSeconds: 5 * 60 };
const STALE_BY_FLOW = { limit: 10, windowSeconds: 60 * 60 };

/** Said to who would ask a provider too often. */
export const TOO_MANY_FAILURES =
  "Many sign-ins from your network have failed. Wait five minutes, then try again.";

/** Whether few enough sign-ins through connections have failed from this network for another one. */
export async function areFailuresFew(flow: Flow, request: RequestInfo): Promise<boolean> {
  const key = keyOf(flow, request);
  return key === null || isWithinLimit(key, FAILURES_BY_ADDRESS);
}

/** Counts a sign-in that has failed on its way to the provider or with its answer. */
export async function countConnectionFailure(flow: Flow, request: RequestInfo): Promise<void> {
  const key = keyOf(flow, request);
  if (key !== null) await countUse(key, FAILURES_BY_ADDRESS);
}

/** Whether an answer that is not the flow's is still worth a line in the log: anybody can send themselves any number. */
export function countStaleAnswer(flow: Flow): Promise<boolean> {
  return countUse(`stale-answers:${flow.id}`, STALE_BY_FLOW);
}

function keyOf({ environment }: Flow, { ip }: RequestInfo): string | null {
  return ip ? `connection-failures:${environment.id}:${keyedHash(ip, "rate limit")}` : null;
}
