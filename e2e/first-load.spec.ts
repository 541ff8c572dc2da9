import { FIRST_LOAD_FLOOR_KB, firstLoadKilobytes } from "@/bench/first-load-scripts";
import { createTestEnvironment } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { SESSION_COOKIE, startStaffSession } from "./staff-session";

test("the list of users loads no more scripts at first than it may", async ({ app }) => {
  const { key } = await createTestEnvironment();
  const { cookie } = await startStaffSession("owner");
  const kilobytes = await firstLoadKilobytes(`${app.url}/${key}/users`, `${SESSION_COOKIE}=${cookie}`);
  expect(kilobytes).toBeLessThanOrEqual(FIRST_LOAD_FLOOR_KB);
  expect(kilobytes).toBeGreaterThan(50);
});
