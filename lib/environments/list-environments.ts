import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import { runPrepared } from "@/lib/core/run-prepared";

const LIST_ENVIRONMENTS = {
  name: "list-environments",
  text: "SELECT id, key, name FROM environment ORDER BY id",
};

/** All environments in the order they were made; an installation has a handful. */
export async function listEnvironments(): Promise<EnvironmentRef[]> {
  return runPrepared<EnvironmentRef>(LIST_ENVIRONMENTS, []);
}
