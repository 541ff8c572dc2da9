import { createHash, timingSafeEqual } from "node:crypto";
import { isMainThread, parentPort } from "node:worker_threads";
import { encrypt as shaCrypt } from "unixcrypt";
import { desCrypt } from "./des-crypt.ts";

// A thread of its own for the hashes that other systems have left: they are computed in JavaScript, and would keep every
// request waiting on the main one. Node runs this file as it is, so its imports have their endings.

export type LegacyCheck = { passwordHash: string; password: string };

const LETTERS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const md5 = (...parts: (string | Buffer)[]) => Buffer.from(digest("md5", ...parts), "hex");

function digest(algorithm: string, ...parts: (string | Buffer)[]): string {
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** The lowest six bits first, a letter each. */
function letters(value: number, count: number): string {
  return Array.from({ length: count }, (_, index) => LETTERS.charAt((value >> (6 * index)) & 63)).join("");
}

/** FreeBSD's crypt with MD5 (`$1$`), and Apache's variant of it (`$apr1$`). */
function md5Crypt(password: string, magic: string, salt: string): string {
  const key = Buffer.from(password);
  const alternate = md5(key, salt, key);
  const parts: (string | Buffer)[] = [key, magic, salt];
  for (let left = key.length; left > 0; left -= 16) parts.push(alternate.subarray(0, Math.min(16, left)));
  for (let left = key.length; left > 0; left >>= 1) {
    parts.push(left & 1 ? Buffer.alloc(1) : key.subarray(0, 1));
  }
  let hash = md5(...parts);
  for (let round = 0; round < 1000; round += 1) {
    const isOdd = round % 2 === 1;
    const between = [...(round % 3 ? [salt] : []), ...(round % 7 ? [key] : [])];
    hash = md5(isOdd ? key : hash, ...between, isOdd ? hash : key);
  }
  const byte = (index: number) => hash[index] ?? 0;
  const groups = [0, 1, 2, 3, 4].map((first) => {
    const last = first === 4 ? 5 : first + 12;
    return letters((byte(first) << 16) | (byte(first + 6) << 8) | byte(last), 4);
  });
  return `${magic}${salt}$${groups.join("")}${letters(byte(11), 2)}`;
}

/** phpass, as WordPress used it (`$P$`, and `$H$` of phpBB). */
function phpass(password: string, setting: string): string {
  const salt = setting.slice(4, 12);
  let hash = md5(salt, password);
  for (let left = 2 ** LETTERS.indexOf(setting.charAt(3)); left > 0; left -= 1) hash = md5(hash, password);
  const groups = [0, 3, 6, 9, 12, 15].map((first) => {
    const bytes = [...hash.subarray(first, first + 3)];
    const value = bytes.reduce((sum, byte, index) => sum | (byte << (8 * index)), 0);
    return letters(value, bytes.length === 1 ? 2 : 4);
  });
  return setting.slice(0, 12) + groups.join("");
}

/** `$digest$<md5|sha256>$<prefix|suffix>$<salt, base64url>$<hex>`: our own form for what has no standard one. */
function saltedDigest(password: string, stored: string): string {
  const [, , algorithm = "", position = "", encoded = ""] = stored.split("$");
  const salt = Buffer.from(encoded, "base64url");
  const parts = position === "prefix" ? [salt, password] : [password, salt];
  return `$digest$${algorithm}$${position}$${encoded}$${digest(algorithm, ...parts)}`;
}

function hashLike(password: string, stored: string): string {
  if (stored.startsWith("$digest$")) return saltedDigest(password, stored);
  if (/^\$[56]\$/.test(stored)) return shaCrypt(password, stored.slice(0, stored.lastIndexOf("$")));
  if (/^\$[PH]\$/.test(stored)) return phpass(password, stored);
  const [, magic, salt] = /^(\$1\$|\$apr1\$)([^$]{0,8})/.exec(stored) ?? [];
  return magic === undefined ? desCrypt(password, stored) : md5Crypt(password, magic, salt ?? "");
}

/** Whether a password is the one of a hash in one of these forms. */
export function isPasswordOfLegacyHash({ passwordHash, password }: LegacyCheck): boolean {
  const made = Buffer.from(hashLike(password, passwordHash));
  const kept = Buffer.from(passwordHash);
  return made.length === kept.length && timingSafeEqual(made, kept);
}

if (!isMainThread) {
  parentPort?.on("message", (check: LegacyCheck) => parentPort?.postMessage(isPasswordOfLegacyHash(check)));
}
