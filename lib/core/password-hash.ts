import "server-only";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { Lanes } from "./lanes";
import { verifyLegacyHash } from "./legacy-hash";
import { arePagesServed } from "./page-traffic";
import { yieldToRequests } from "./yield-to-requests";

// OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, two passes, one lane. argon2id is the library's default kind.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** How each hash that is made today begins, cost included. */
export const CURRENT_FORM = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`;

// One a core, which bounds the memory too, and never all threads of the pool: files, host names and signatures wait
// for those as well.
const threads = Number(process.env.UV_THREADPOOL_SIZE) || 4;
const cores = Math.min(availableParallelism(), threads - 1);
// A page and its database need a core that no hash is on: each time they wake there, they would wait for a hash to be
// put aside, at its low priority too.
const lanes = new Lanes(() => (arePagesServed() ? cores - 1 : cores));

/** Hashes a password (argon2id) on a thread of the pool, never on the main one. */
export function hashPassword(password: string): Promise<string> {
  return inLane(() => hash(password.normalize("NFKC"), COST));
}

/** Whether the password is the one of this hash; a hash that cannot be read matches nothing. */
export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  try {
    return await inLane(() =>
      passwordHash.startsWith("$argon2")
        ? isOfArgon2(passwordHash, password)
        : verifyLegacyHash(passwordHash, password),
    );
  } catch {
    return false;
  }
}

// Other systems hash what was typed as it is; NFKC makes one of the ways in which keyboards compose the same letter.
async function isOfArgon2(passwordHash: string, password: string): Promise<boolean> {
  const normal = password.normalize("NFKC");
  if (await verify(passwordHash, normal)) return true;
  return normal !== password && verify(passwordHash, password);
}

/** Whether a hash was made in another way or at another cost than today's, so that it should be made anew when the password is next known. */
export function isOutdatedHash(passwordHash: string): boolean {
  return !passwordHash.startsWith(CURRENT_FORM);
}

function inLane<T>(work: () => Promise<T>): Promise<T> {
  return lanes.run(async () => {
    try {
      return await work();
    } finally {
      // The pool's threads exist, and have their names, once the first work is done.
      yieldToRequests();
    }
  });
}
