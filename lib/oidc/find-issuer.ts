import "server-only";
import type Provider from "oidc-provider";
import type { EnvironmentRef } from "@/lib/core/context";
import { findEnvironment } from "@/lib/environments/find-environment";
import { createProvider } from "./provider";
import { loadSigningKeys } from "./signing-keys";

// A key is published ten minutes before it signs, so half a minute of ignorance in another process does no harm.
const CHECK_EVERY_MS = 30_000;

type Issuer = { environment: EnvironmentRef; provider: Provider };
type Entry = Issuer & { fingerprint: string; checkedAt: number };

// The server's bundles each have their own copy of this module, and an issuer works only with its copy's scope.
const issuers = new Map<string, Promise<Entry | null>>();

/** The issuer of the environment with this key, built once a process and again when its keys have changed. */
export async function findIssuer(environmentKey: string): Promise<Issuer | null> {
  const known = await issuers.get(environmentKey);
  if (known && Date.now() - known.checkedAt < CHECK_EVERY_MS) return known;
  const building = build(environmentKey, known ?? null);
  issuers.set(environmentKey, building);
  try {
    const built = await building;
    if (!built) issuers.delete(environmentKey);
    return built;
  } catch (error) {
    issuers.delete(environmentKey);
    throw error;
  }
}

async function build(environmentKey: string, known: Entry | null): Promise<Entry | null> {
  const environment = await findEnvironment(environmentKey);
  if (!environment) return null;
  const keys = await loadSigningKeys(environment.id);
  const fingerprint = [environment.id, ...keys.jwks.map((jwk) => jwk.kid)].join();
  const provider = known?.fingerprint === fingerprint ? known.provider : createProvider(environment, keys);
  return { environment, provider, fingerprint, checkedAt: Date.now() };
}
