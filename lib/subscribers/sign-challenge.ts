import "server-only";
import { keyedHash } from "@/lib/core/crypto";
import type { SubscriberKind } from "./schema";

export type FormRef = { environmentId: string; kind: SubscriberKind };

/** Ties a challenge to one form and its end, so that none can be made up, prolonged or taken to another form. */
export function signChallenge({ environmentId, kind }: FormRef, expires: number, nonce: string): string {
  return keyedHash(`${environmentId}:${kind}:${expires}:${nonce}`, "subscription challenge");
}
