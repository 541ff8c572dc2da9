import "server-only";
import { createPrivateKey, generateKeyPair, type JsonWebKey, type KeyObject, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { decrypt, encrypt } from "@/lib/core/crypto";
import { db, type Tx } from "@/lib/core/db";

export type SigningKeySet = {
  /** Private keys, the one that signs now first. */
  jwks: JsonWebKey[];
  signing: { kid: string; key: KeyObject };
};

/** The keys that an environment's issuer publishes; the first is made on demand. */
export async function loadSigningKeys(environmentId: string): Promise<SigningKeySet> {
  const rows = await readKeys(environmentId);
  const found = rows.length > 0 ? rows : await createFirstKey(environmentId);
  const now = Date.now();
  const active = found.filter((row) => row.activeFrom.getTime() <= now);
  const current = active.at(-1) ?? found[0];
  if (!current) throw new Error("an environment has no signing key");
  const ordered = [current, ...found.filter((row) => row !== current)];
  const jwks = ordered.map(
    (row): JsonWebKey => ({ ...JSON.parse(decrypt(row.privateJwk)), ...METADATA, kid: row.id }),
  );
  const key = createPrivateKey({ key: jwks[0] ?? {}, format: "jwk" });
  return { jwks, signing: { kid: current.id, key } };
}

const METADATA = { alg: "RS256", use: "sig" };

function readKeys(environmentId: string, tx: Tx = db) {
  return tx.signingKey.findMany({
    where: { environmentId, OR: [{ retiredAt: null }, { retiredAt: { gt: new Date() } }] },
    orderBy: [{ activeFrom: "asc" }, { createdAt: "asc" }],
    select: { id: true, privateJwk: true, activeFrom: true },
  });
}

/** Two processes that start at once must agree on one key. */
async function createFirstKey(environmentId: string) {
  return db.$transaction(async (tx) => {
    await lockKeys(tx, environmentId);
    const rows = await readKeys(environmentId, tx);
    if (rows.length > 0) return rows;
    await createKey(tx, environmentId, new Date());
    return readKeys(environmentId, tx);
  });
}

/** Held to the end of the transaction: making and rotating keys of one environment happens one at a time. */
export async function lockKeys(tx: Tx, environmentId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`signing-key:${environmentId}`}, 0))`;
}

/** Makes and stores a key that is published now and signs from `activeFrom`; returns its `kid`. */
export async function createKey(tx: Tx, environmentId: string, activeFrom: Date): Promise<string> {
  const pair = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const kid = randomUUID();
  await tx.signingKey.create({
    data: {
      id: kid,
      environmentId,
      publicJwk: { ...plainJwk(pair.publicKey), ...METADATA, kid },
      privateJwk: encrypt(JSON.stringify(plainJwk(pair.privateKey))),
      activeFrom,
    },
    select: { id: true },
  });
  return kid;
}

function plainJwk(key: KeyObject): Record<string, string> {
  const jwk = Object.entries(key.export({ format: "jwk" }));
  return Object.fromEntries(jwk.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
