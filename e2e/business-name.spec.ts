import AxeBuilder from "@axe-core/playwright";
import { db } from "@/lib/core/db";
import { createTestEnvironment } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { setUpDashboard } from "./set-up-dashboard";
import { addSession, startStaffSession } from "./staff-session";

test.beforeEach(async ({ app: _ }) => {
  await setUpDashboard();
  await db.business.update({ where: { id: 1 }, data: { name: "Harbour Tea" } });
});

test("an owner names the business anew, for every environment, and the team's log says so", async ({
  page,
  context,
  app,
}) => {
  const environment = await createTestEnvironment();
  await addSession(context, app.url, (await startStaffSession("owner")).cookie);
  await page.goto(`/${environment.key}/settings/business-details`);
  const field = page.getByLabel("Business name");
  const save = page.getByRole("button", { name: "Save name" });
  await expect(field).toHaveValue("Harbour Tea");
  await field.fill(" ");
  await save.click();
  await expect(page.getByText("Enter the name of your business.")).toBeVisible();
  await field.fill("Harbour & Hill");
  await save.click();
  await expect(page.getByText("Business renamed")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.goto("/team/settings/audit-log");
  const row = page.getByRole("row").filter({ hasText: "Business renamed" });
  await expect(row).toHaveCount(1);
  await expect(page.getByRole("complementary").first()).toContainText("Harbour & Hill");

  await page.goto("/team/settings/business-details");
  await db.business.update({ where: { id: 1 }, data: { name: "Hill" } });
  await field.fill("Harbour Coffee");
  await save.click();
  await expect(
    page.getByText("Someone else changed this while you had it open: Business name is now “Hill”"),
  ).toBeVisible();
});

test("an admin reads the name, and who can change it", async ({ page, context, app }) => {
  const environment = await createTestEnvironment();
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  await page.goto(`/${environment.key}/settings/business-details`);
  await expect(page.getByLabel("Business name")).toBeDisabled();
  await expect(page.getByLabel("Business name")).toHaveValue("Harbour Tea");
  await expect(page.getByText("Only an owner can change it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save name" })).toHaveCount(0);
});
