import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import type { AdapterPayload } from "oidc-provider";
import type { Context, EnvironmentRef, RequestInfo } from "@/lib/core/context";
import { db, type Tx } from "@/lib/core/db";
import { runPrepared } from "@/lib/core/run-prepared";
import type { Flow } from "@/lib/sign-in/find-flow";
import type { SignInFacts } from "@/lib/sign-in/sign-in-rules";
import type { TokenFacts } from "./find-token-claims";

/** What becomes of one thing that the provider keeps: `payload` is all that is known of it from now on, or null when it goes. */
export type ArtifactChange = {
  model: string;
  /** As it stands in the table: the hash of what is a credential. */
  key: string;
  payload: AdapterPayload | null;
  expiresIn?: number;
};

/** One name for one thing, wherever a request holds it. */
export const nameArtifact = (model: string, key: string) => `${model}:${key}`;

export type RequestScope = {
  environment: EnvironmentRef;
  request: RequestInfo;
  /** Whether all that this request stores is one transaction together with its events. */
  isTransactional: boolean;
  tx?: Tx;
  /** What this request's tokens say, once it is read. */
  tokenFacts?: { userId: string; orgCode: string | null; facts: TokenFacts | null };
  /** What a sign-in of the session's user would be judged by, once it is read. */
  standing?: { userId: string; facts: SignInFacts | null };
  /** The code of the organization that this authorization is for, once it is settled. */
  organization?: string;
  /** What the page policy allows styles by. */
  nonce?: string | null;
  /** What this request makes of the things that the provider keeps, where all of it is stored at the end (store-artifacts.ts). */
  unstored?: Map<string, ArtifactChange>;
  /** Things that the provider keeps, as they were read for this request already, by `nameArtifact`. */
  known?: Map<string, AdapterPayload>;
  /** The sign-in that this very request has completed. */
  settled?: { userId: string } & NonNullable<Flow["settled"]>;
  /** A used code or refresh token was presented: whose it was. */
  spent?: { userId: string | null };
  /** And the grant it came from was ended for that. */
  isReplay?: boolean;
};

const scopes = new AsyncLocalStorage<RequestScope>();

/** Runs one protocol request: the provider's callbacks find its environment, caller and transaction here. */
export function runInScope<T>(scope: RequestScope, work: () => Promise<T>): Promise<T> {
  return scopes.run(scope, work);
}

export function findScope(): RequestScope | undefined {
  return scopes.getStore();
}

export function requireScope(): RequestScope {
  const scope = scopes.getStore();
  if (!scope) throw new Error("the provider was called outside handleProtocolRequest");
  return scope;
}

/** The request's transaction where it has one: a second connection of the pool could wait for the first forever. */
export function currentDb(): Tx {
  return scopes.getStore()?.tx ?? db;
}

/** Runs a prepared statement in the request's transaction where it has one. */
export function runInRequest<Row extends object>(
  statement: { name: string; text: string },
  values: unknown[],
): Promise<Row[]> {
  return runPrepared<Row>(statement, values, scopes.getStore()?.tx);
}

/** The log's context for a deed of this request by a user, or by an application on its own behalf. */
export function eventContext(applicationId: string | undefined, userId: string | null | undefined): Context {
  const { environment, request, tx } = requireScope();
  return {
    actor: userId ? { type: "user", id: userId } : { type: "system", job: "client_credentials" },
    environment,
    request,
    applicationId,
    tx,
  };
}
