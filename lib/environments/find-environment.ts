import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import { db } from "@/lib/core/db";

/** The environment of this key, or null. Any text may be asked for: it comes from URLs. */
export async function findEnvironment(key: string): Promise<EnvironmentRef | null> {
  if (!/^[a-z0-9-]{1,40}$/.test(key)) return null;
  return db.environment.findUnique({ where: { key }, select: { id: true, key: true, name: true } });
}
