import type { TestProject } from "vitest/node";
import type { TestDatabases } from "../lib/clone-database";
import { startTestDatabases } from "../lib/test-databases";

declare module "vitest" {
  export interface ProvidedContext {
    databases: TestDatabases;
  }
}

/** Once a run: a PostgreSQL and a migrated template. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...databases } = await startTestDatabases();
  project.provide("databases", databases);
  return stop;
}
