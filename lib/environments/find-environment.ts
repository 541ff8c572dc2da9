import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import { runPrepared } from "@/lib/core/run-prepared";

const FIND_ENVIRONMENT = {
  name: "find-environment",
  text: "SELECT id, key, name FROM environment WHERE key = $1",
};

/** The environment of this key, or null. Any text may be asked for: it comes from URLs. */
export async function findEnvironment(key: string): Promise<EnvironmentRef | null> {
  if (!/^[a-z0-9-]{1,40}$/.test(key)) return null;
  const [environment] = await runPrepared<EnvironmentRef>(FIND_ENVIRONMENT, [key]);
  return environment ?? null;
}
