import { randomBytes, randomInt } from "node:crypto";
import { v7, validate, version } from "uuid";

const UNMISTAKABLE = "abcdefghjkmnpqrstuvwxyz23456789";
const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A new UUIDv7 (RFC 9562, 5.7), of this moment or of `at`: ids sort in order of creation. */
export function newId(at?: Date): string {
  return at ? v7({ msecs: at.getTime() }) : v7();
}

/** Whether a text is a UUID of any version; anything else in a URL means "not found". */
export function isId(text: unknown): text is string {
  return typeof text === "string" && validate(text);
}

/** The moment in which a UUIDv7 was made. */
export function idTime(id: string): Date {
  if (version(id) !== 7) throw new RangeError("not a UUIDv7");
  return new Date(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16));
}

/** The smallest UUID that sorts at or after every id made before `at`: a bound for ranges on ids. */
export function firstIdAt(at: Date): string {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, "0").slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** An organization code: `org_` and 11 hex digits. */
export function newOrganizationCode(): string {
  return `org_${randomBytes(6).toString("hex").slice(0, 11)}`;
}

/** What applications name a connection by: `conn_` and 32 hex digits. */
export function newConnectionKey(): string {
  return `conn_${randomBytes(16).toString("hex")}`;
}

/** A password that can be read out and typed: four groups of five, without letters that look alike (98 bits). */
export function randomPassword(): string {
  const letter = () => UNMISTAKABLE.charAt(randomInt(UNMISTAKABLE.length));
  const group = () => Array.from({ length: 5 }, letter).join("");
  return [group(), group(), group(), group()].join("-");
}

/** A random text of letters and digits, such as a client secret (`^[a-zA-Z0-9]{40,60}$`). */
export function randomAlphanumeric(length: number): string {
  return Array.from({ length }, () => ALPHANUMERIC[randomInt(ALPHANUMERIC.length)]).join("");
}
