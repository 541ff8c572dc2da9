import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { db } from "@/lib/core/db";
import { createBulkJobRow } from "@/prisma/create-bulk-job-row";
import {
  createOrganizationRow,
  createRoleRow,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
} from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { SESSION_COOKIE, startStaffSession } from "./staff-session";

let environment: TestEnvironment;
let usersUrl: string;
let adminId: string;

test.beforeEach(async ({ app, context }) => {
  environment = await createTestEnvironment();
  usersUrl = `/${environment.key}/users`;
  const { cookie, staff } = await startStaffSession("admin");
  adminId = staff.id;
  await context.addCookies([{ name: SESSION_COOKIE, value: cookie, url: app.url }]);
});

/** More users than one page shows, all without identities, in one statement. */
async function addManyUsers(count: number, lastName: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO app_user (id, environment_id, first_name, last_name)
    SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 4, '0') || right(${environment.id}, 8))::uuid,
      ${environment.id}::uuid, 'Kiri', ${lastName} || n FROM generate_series(1, ${count}::int) n`;
}

test("suspends all that match a filter, shows the progress to its end and the results, and leads back", async ({
  page,
}) => {
  await addManyUsers(120, "Tern");
  await createUserRow({
    environmentId: environment.id,
    firstName: "Out",
    lastName: "Ternless",
    status: "suspended",
  });
  const other = await createUserRow({ environmentId: environment.id, firstName: "Ana", lastName: "Heron" });
  await page.goto(`${usersUrl}?q=tern`);
  await page.getByRole("checkbox", { name: /Select all/ }).check();
  const bar = page.getByRole("region", { name: "Selection" });
  await expect(bar.getByRole("status")).toHaveText("50 selected");
  await bar.getByRole("button", { name: "Select all 121 users that match" }).click();
  await expect(bar.getByRole("status")).toHaveText("All 121 users selected");
  await bar.getByRole("button", { name: "Suspend" }).click();

  const dialog = page.getByRole("dialog", { name: "Suspend 121 users" });
  await dialog.getByRole("button", { name: "Suspend" }).click();
  await expect(dialog.getByText("Say why: the reason is kept in the log.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("A wave of fraud");
  await dialog.getByRole("button", { name: "Suspend" }).click();

  await expect(page).toHaveURL(/bulk-actions\/[\da-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "Suspend users" })).toBeVisible();
  await expect(page.getByText("121 of 121 users")).toBeVisible();
  await expect(page.getByText("Finished", { exact: true })).toBeVisible();
  await expect(page.getByText("A wave of fraud")).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel" })).toBeHidden();
  const row = page.getByRole("row").filter({ hasText: "Kiri Tern1" }).first();
  await expect(row).toContainText("Changed");

  await page.goto(`${page.url()}?outcome=skipped`);
  await expect(page.getByRole("row").filter({ hasText: "Out Ternless" })).toContainText(
    "This user is already suspended.",
  );
  await expect(page.getByRole("row").filter({ hasText: "Kiri Tern" })).toHaveCount(0);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  const csv = await readFile(await (await download).path(), "utf8");
  expect(csv.trim().split("\r\n")).toHaveLength(122);
  expect(csv).toContain("Skipped,This user is already suspended.");

  await page.getByRole("link", { name: "Back to users" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Ana Heron" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Kiri Tern120" })).toContainText("suspended");
  expect(await db.user.findUnique({ where: { id: other.id } })).toMatchObject({ status: "active" });
  await page.getByRole("link", { name: "Bulk actions" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Suspend users" })).toContainText("Finished");
});

test("gives the selected users a role in an organization, and deletes them", async ({ page }) => {
  const { id: organizationId } = await createOrganizationRow({
    environmentId: environment.id,
    name: "Rowers",
  });
  await createRoleRow({ environmentId: environment.id, key: "editor", name: "Editor" });
  const member = { environmentId: environment.id, lastName: "Quill", organizationIds: [organizationId] };
  const ana = await createUserRow({ ...member, firstName: "Ana" });
  await createUserRow({ environmentId: environment.id, firstName: "Bea", lastName: "Quill" });
  await page.goto(`${usersUrl}?sort=name`);
  await page.getByRole("checkbox", { name: "Select Ana Quill" }).check();
  await page.getByRole("checkbox", { name: "Select Bea Quill" }).check();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Give role" }).click();
  const dialog = page.getByRole("dialog", { name: "Give 2 users a role" });
  await dialog.getByRole("button", { name: "Give role" }).click();
  await expect(dialog.getByText("Choose an organization.")).toBeVisible();
  await expect(dialog.getByText("Choose a role.")).toBeVisible();
  await dialog.getByRole("searchbox", { name: "Find another organization" }).fill("Row");
  await dialog.getByRole("radio", { name: "Rowers" }).check();
  await dialog.getByRole("combobox", { name: "Role" }).selectOption({ label: "Editor" });
  await dialog.getByRole("button", { name: "Give role" }).click();
  await expect(page.getByText("2 of 2 users")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Ana Quill" })).toContainText("Changed");
  await expect(page.getByRole("row").filter({ hasText: "Bea Quill" })).toContainText(
    "This user does not belong to this organization.",
  );
  expect(await db.membershipRole.count({ where: { userId: ana.id, organizationId } })).toBe(1);

  await page.goto(usersUrl);
  await page.getByRole("checkbox", { name: "Select Ana Quill" }).check();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const question = page.getByRole("dialog", { name: "Delete 1 user" });
  await question.getByRole("radio", { name: "Completely remove the user record" }).check();
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("1 of 1 users")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: ana.id })).toContainText("Deleted user");
  expect(await db.user.count({ where: { id: ana.id } })).toBe(0);
});

test("one that is not there is not taken for a user", async ({ page }) => {
  await page.goto(`${usersUrl}/bulk-actions/nonsense`);
  await expect(page.getByText("Bulk action not found", { exact: true })).toBeVisible();
});

test("one that is under way can be cancelled, and the page is in order on a phone", async ({ page }) => {
  const user = await createUserRow({ environmentId: environment.id, firstName: "Ana", lastName: "Quill" });
  const jobId = await createBulkJobRow({
    environmentId: environment.id,
    createdById: adminId,
    userIds: [user.id],
  });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${usersUrl}/bulk-actions/${jobId}`);
  await expect(page.getByText("0 of 1 users")).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "0 of 1 users" })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Cancelled. What was done until then stays.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel" })).toBeHidden();
  expect(await db.user.findUnique({ where: { id: user.id } })).toMatchObject({ status: "active" });
});

test("who may only read sees the results without Cancel, and no deeds over a selection", async ({
  app,
  context,
  page,
}) => {
  const user = await createUserRow({ environmentId: environment.id, firstName: "Ana", lastName: "Quill" });
  const jobId = await createBulkJobRow({
    environmentId: environment.id,
    createdById: adminId,
    userIds: [user.id],
  });
  const { cookie } = await startStaffSession("auditor");
  await context.addCookies([{ name: SESSION_COOKIE, value: cookie, url: app.url }]);
  await page.goto(`${usersUrl}/bulk-actions/${jobId}`);
  await expect(page.getByRole("row").filter({ hasText: "Ana Quill" })).toContainText("Not done");
  await expect(page.getByRole("button", { name: "Cancel" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Download CSV" })).toHaveCount(0);
  await page.goto(usersUrl);
  await expect(page.getByRole("row").filter({ hasText: "Ana Quill" })).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
});
