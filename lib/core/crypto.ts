import "server-only";
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { env } from "./env";

type Key = { id: string; bytes: Buffer };
const keys = new Map<string, Key>();

function keyOf(secret: string, purpose: string): Key {
  const cached = keys.get(`${purpose}:${secret}`);
  if (cached) return cached;
  const bytes = Buffer.from(hkdfSync("sha256", secret, "gatehouse", purpose, 32));
  const key = { id: createHash("sha256").update(bytes).digest("hex").slice(0, 8), bytes };
  keys.set(`${purpose}:${secret}`, key);
  return key;
}

/** Encrypts a secret that must be read again: AES-256-GCM under GATEHOUSE_SECRET, as `keyId.iv.tag.data` in base64url. */
export function encrypt(plain: string): string {
  const key = keyOf(env().GATEHOUSE_SECRET, "encryption");
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, iv);
  const data = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [key.id, ...[iv, cipher.getAuthTag(), data].map((part) => part.toString("base64url"))].join(".");
}

/** Undoes `encrypt`, also under a previous secret; throws when the key is unknown or the text was changed. */
export function decrypt(text: string): string {
  const [keyId, iv, tag, data] = text.split(".");
  const secrets = [env().GATEHOUSE_SECRET, ...env().GATEHOUSE_PREVIOUS_SECRETS];
  const key = secrets
    .map((secret) => keyOf(secret, "encryption"))
    .find((candidate) => candidate.id === keyId);
  if (!key || !iv || !tag || data === undefined) {
    throw new Error("A stored secret was encrypted under a GATEHOUSE_SECRET that is not configured.");
  }
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(iv, "base64url"), {
    authTagLength: 16,
  });
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(data, "base64url")), decipher.final()]).toString("utf8");
}

/** The id of the key that `encrypt` uses now: what it makes begins with this. */
export function encryptionKeyId(): string {
  return keyOf(env().GATEHOUSE_SECRET, "encryption").id;
}

/**
 * Encrypts a secret so that only who holds `token` (random, of high entropy) can read it: neither the database nor
 * GATEHOUSE_SECRET is enough. As `iv.tag.data` in base64url.
 */
export function sealWithToken(token: string, plain: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", tokenKey(token), iv);
  const data = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return [iv, cipher.getAuthTag(), data].map((part) => part.toString("base64url")).join(".");
}

/** Undoes `sealWithToken`; throws with another token or when the text was changed. */
export function openWithToken(token: string, sealed: string): string {
  const [iv, tag, data] = sealed.split(".").map((part) => Buffer.from(part, "base64url"));
  if (!iv || !tag || !data) throw new Error("This is no sealed secret.");
  const decipher = createDecipheriv("aes-256-gcm", tokenKey(token), iv, { authTagLength: 16 });
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(data), decipher.final()]).toString("utf8");
}

function tokenKey(token: string): Buffer {
  return Buffer.from(hkdfSync("sha256", token, "gatehouse", "sealed with a token", 32));
}

/** HMAC-SHA-256 under GATEHOUSE_SECRET, hex: for low-entropy values (codes, addresses) that are only compared. */
export function keyedHash(text: string, purpose: string): string {
  return createHmac("sha256", keyOf(env().GATEHOUSE_SECRET, purpose).bytes).update(text).digest("hex");
}

/** SHA-256, hex: for high-entropy random tokens only. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** A key for another part (cookies, the dashboard's session), derived from GATEHOUSE_SECRET by purpose; hex. */
export function derivedSecret(purpose: string): string {
  return keyOf(env().GATEHOUSE_SECRET, purpose).bytes.toString("hex");
}

/** Compares two texts in constant time (of their hashes, so lengths do not leak either). */
export function isEqualConstantTime(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}
