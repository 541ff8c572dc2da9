import { startTestDatabases } from "../lib/test-databases";

/** Once a run: a PostgreSQL and a migrated template; the workers find them in their environment. */
export default async function setUp(): Promise<() => Promise<void>> {
  const { stop, ...databases } = await startTestDatabases();
  process.env.GATEHOUSE_TEST_DATABASES = JSON.stringify(databases);
  return stop;
}
