import AxeBuilder from "@axe-core/playwright";
import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/core/db";
import {
  createApplicationRow,
  createTeam,
  createTestEnvironment,
  createUserRow,
  userContext,
} from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { pagePaths } from "./page-paths";
import { SESSION_COOKIE, startStaffSession } from "./staff-session";

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page, ${theme}`, async ({ app, browser }) => {
    test.setTimeout(180_000);
    await createTeam();
    const environment = await createTestEnvironment();
    const user = await createUserRow({ environmentId: environment.id });
    const application = await createApplicationRow({ environmentId: environment.id });
    const ids = { environment: environment.key, userId: user.id, applicationId: application.id };
    await db.$transaction((tx) =>
      recordEvent(tx, userContext(environment, user.id), { type: "authentication.succeeded" }),
    );
    const { cookie } = await startStaffSession("owner");
    const context = await browser.newContext({ baseURL: app.url, colorScheme: theme });
    await context.addCookies([{ name: SESSION_COOKIE, value: cookie, url: app.url }]);
    const page = await context.newPage();
    const found: string[] = [];
    for (const path of pagePaths(ids)) {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of violations)
        found.push(`${path}: ${id}: ${nodes.map((node) => node.html).join(" ")}`);
    }
    await context.close();
    expect(found).toEqual([]);
  });
}
