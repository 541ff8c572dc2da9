import "server-only";
import { createHmac } from "node:crypto";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { verify as verifyBcrypt } from "@node-rs/bcrypt";
import { AppError } from "./errors";
import type { LegacyCheck } from "./legacy-hash-worker";

// Above these a single try would hold a core for seconds; nobody sets them by accident.
// KiB of memory times passes.
const MOST_ARGON2_WORK = 1_048_576;
const MOST_BCRYPT_COST = 16;
const MOST_SHA_ROUNDS = 1_000_000;
const MOST_PHPASS_LOG = 18;
const LONGEST_CHECK_MS = 20_000;
const LETTERS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A hash as another system gives it away. */
export type GivenHash = {
  method: "argon2" | "bcrypt" | "crypt" | "md5" | "sha256" | "wordpress";
  hash: string;
  salt?: string;
  saltFormat?: "string" | "hex";
  saltPosition?: "prefix" | "suffix";
};

const isBcrypt = (hash: string) =>
  /^\$2[aby]\$\d\d\$[./\w]{53}$/.test(hash) && costOf(hash) <= MOST_BCRYPT_COST;
const costOf = (hash: string) => Number(hash.slice(4, 6));
const isPhpass = (hash: string) =>
  /^\$[PH]\$[./\w]{31}$/.test(hash) && LETTERS.indexOf(hash.charAt(3)) <= MOST_PHPASS_LOG;
const isDigest = (hash: string) =>
  /^\$digest\$(md5\$\w+\$[\w-]*\$[\da-f]{32}|sha256\$\w+\$[\w-]*\$[\da-f]{64})$/.test(hash);

function isArgon2(hash: string): boolean {
  const [, memory, passes] =
    /^\$argon2(?:id|i|d)\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=\d{1,2}\$[\w+/]+\$[\w+/]+$/.exec(hash) ?? [];
  return Number(memory) * Number(passes) <= MOST_ARGON2_WORK;
}

function isCrypt(hash: string): boolean {
  if (/^[./\w]{13}$/.test(hash)) return true;
  if (/^\$(1|apr1)\$[^$]{0,8}\$[./\w]{22}$/.test(hash)) return true;
  const sha = /^\$[56]\$(?:rounds=(\d{4,9})\$)?[^$]{0,16}\$([./\w]{43}|[./\w]{86})$/.exec(hash);
  return sha !== null && Number(sha[1] ?? 5000) <= MOST_SHA_ROUNDS;
}

/** WordPress 6.8 and later: bcrypt over a digest, so that a long password counts whole. */
const isWordPressBcrypt = (hash: string) => hash.startsWith("$wp") && isBcrypt(hash.slice(3));

function isInWorkersForm(hash: string): boolean {
  return isCrypt(hash) || isPhpass(hash) || isDigest(hash);
}

/**
 * The one text under which a given hash is kept, which says how it was made; throws `AppError` (validation) with a sentence
 * on the field when the hash does not look like one of its method, or costs more than a sign-in may.
 */
export function toStoredHash({ method, hash, salt = "", saltFormat, saltPosition }: GivenHash): string {
  const given = hash.trim();
  if (method === "md5" || method === "sha256") return digestOf(method, given.toLowerCase());
  const isFitting = {
    argon2: isArgon2(given),
    bcrypt: isBcrypt(given),
    crypt: isCrypt(given),
    wordpress: isPhpass(given) || isWordPressBcrypt(given) || /^[\da-f]{32}$/i.test(given),
  }[method];
  if (!isFitting) throw refusal("hash", `This is no ${method} hash that can be checked here.`);
  // Before phpass, WordPress kept a bare MD5, which is still in old tables.
  return method === "wordpress" && !given.startsWith("$") ? digestOf("md5", given.toLowerCase()) : given;

  function digestOf(algorithm: "md5" | "sha256", hex: string): string {
    if (hex.length !== (algorithm === "md5" ? 32 : 64) || /[^\da-f]/.test(hex)) {
      throw refusal("hash", `Give the ${algorithm} hash as hexadecimal digits.`);
    }
    if (salt !== "" && !saltPosition)
      throw refusal("saltPosition", "Say whether the salt is prefix or suffix.");
    if (saltFormat === "hex" && !/^([\da-f]{2})*$/i.test(salt)) {
      throw refusal("salt", "This salt is not hexadecimal.");
    }
    const bytes = Buffer.from(salt, saltFormat === "hex" ? "hex" : "utf8");
    return `$digest$${algorithm}$${saltPosition ?? "prefix"}$${bytes.toString("base64url")}$${hex}`;
  }
}

/** Checks a password against a hash that another system has made; one that cannot be read matches nothing. */
export async function verifyLegacyHash(passwordHash: string, password: string): Promise<boolean> {
  if (isBcrypt(passwordHash)) return verifyBcrypt(password, passwordHash);
  if (isWordPressBcrypt(passwordHash)) {
    const digest = createHmac("sha384", "wp-sha384").update(password.trim()).digest("base64");
    return verifyBcrypt(digest, passwordHash.slice(3));
  }
  return isInWorkersForm(passwordHash) && inWorker({ passwordHash, password });
}

// A worker for each check: such a hash is met once in an account's life, and a thread that is gone cannot leak or hang.
function inWorker(check: LegacyCheck): Promise<boolean> {
  const file = join(process.cwd(), "lib/core/legacy-hash-worker.ts");
  const worker = new Worker(/* turbopackIgnore: true */ file, { execArgv: [], env: {}, stdin: false });
  return new Promise<boolean>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("a password check took too long")), LONGEST_CHECK_MS);
    worker.once("message", resolve).once("error", reject);
    worker.once("exit", () => {
      clearTimeout(timer);
      reject(new Error("the check of a password ended early"));
    });
    worker.postMessage(check);
  }).finally(() => worker.terminate());
}

function refusal(field: string, message: string): AppError {
  return new AppError("validation", message, { [field]: message });
}
