import { test as base } from "@playwright/test";
import { type AppUnderTest, startAppUnderTest } from "../scripts/test/app-under-test";

type WorkerFixtures = {
  /** The application of this worker, with a database that no other worker sees. */
  app: AppUnderTest;
};

export const test = base.extend<object, WorkerFixtures>({
  app: [
    async ({ browserName: _ }, use, worker) => {
      const app = await startAppUnderTest(String(worker.parallelIndex));
      await use(app);
      await app.stop();
    },
    { scope: "worker", auto: true, timeout: 60_000 },
  ],
  baseURL: async ({ app }, use) => use(app.url),
});

export { expect } from "@playwright/test";
