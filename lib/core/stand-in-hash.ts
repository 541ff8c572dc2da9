import "server-only";
import { randomBytes } from "node:crypto";
import { hash as hashArgon2 } from "@node-rs/argon2";
import { hash as hashBcrypt } from "@node-rs/bcrypt";
import { DES_FORM } from "./hash-form";
import { randomAlphanumeric } from "./ids";

const NOBODYS = () => randomBytes(24).toString("base64url");

/** A hash of this form that nobody has the password of: to check one against it takes as long as against a real one. */
export async function makeStandInHash(form: string): Promise<string> {
  const [, kind, version, memory, passes, lanes] =
    /^\$argon2(id|i|d)\$v=(\d+)\$m=(\d+),t=(\d+),p=(\d+)\$$/.exec(form) ?? [];
  if (kind && version) {
    const cost = { memoryCost: Number(memory), timeCost: Number(passes), parallelism: Number(lanes) };
    // The library's numbers for its kinds: 0 is argon2d, 1 argon2i, 2 argon2id.
    return hashArgon2(NOBODYS(), { ...cost, algorithm: ["d", "i", "id"].indexOf(kind) });
  }
  const [, wordPress = "", letter, cost] = /^(\$wp)?\$2([aby])\$(\d\d)\$$/.exec(form) ?? [];
  if (letter) {
    const made = await hashBcrypt(NOBODYS(), Number(cost));
    return `${wordPress}$2${letter}${made.slice(3)}`;
  }
  // These are computed and then compared as texts, so any letters of the right number will do.
  if (form === DES_FORM) return randomAlphanumeric(13);
  if (form.startsWith("$1$") || form.startsWith("$apr1$"))
    return `${form}${randomAlphanumeric(8)}$${randomAlphanumeric(22)}`;
  if (form.startsWith("$5$")) return `${form}${randomAlphanumeric(16)}$${randomAlphanumeric(43)}`;
  if (form.startsWith("$6$")) return `${form}${randomAlphanumeric(16)}$${randomAlphanumeric(86)}`;
  if (/^\$[PH]\$.$/.test(form)) return `${form}${randomAlphanumeric(30)}`;
  const bytes = form === "$digest$md5$" ? 16 : 32;
  return `${form}prefix$${randomBytes(12).toString("base64url")}$${randomBytes(bytes).toString("hex")}`;
}
