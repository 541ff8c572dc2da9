import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import { db } from "@/lib/core/db";

/** All environments in the order they were made; an installation has a handful. */
export async function listEnvironments(): Promise<EnvironmentRef[]> {
  return db.environment.findMany({ orderBy: { id: "asc" }, select: { id: true, key: true, name: true } });
}
