import { hashPassword } from "@/lib/core/password-hash";

const hashes = new Map<string, Promise<string>>();

/** The hash of a made-up password, hashed once a process: a seed of thousands of rows would hash for minutes. */
export function sharedHash(password: string): Promise<string> {
  const known = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, known);
  return known;
}
