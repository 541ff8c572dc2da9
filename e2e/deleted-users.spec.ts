import { db } from "@/lib/core/db";
import { createTestEnvironment, createUserRow, type TestEnvironment } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

let environment: TestEnvironment;

test.beforeEach(async ({ app, context }) => {
  environment = await createTestEnvironment();
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
});

test("a user whose record was removed is restored whole, but for an address taken meanwhile", async ({
  page,
}) => {
  const { id: environmentId, key } = environment;
  const email = `mirabel-${environmentId}@example.com`;
  const user = await createUserRow({
    environmentId,
    firstName: "Mirabel",
    lastName: "Quince",
    email,
    username: "mira",
  });
  await page.goto(`/${key}/users/${user.id}`);
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete user" }).click();
  await page.getByRole("radio", { name: "Completely remove the user record" }).check();
  await page.getByRole("button", { name: "Delete user" }).click();
  await expect(page.getByText("User deleted")).toBeVisible();
  await createUserRow({ environmentId, firstName: "Other", email });

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Deleted users" }).click();
  await expect(page.getByRole("heading", { name: "Deleted users", level: 1 })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("can be restored for 30 days");
  await page.getByRole("button", { name: "Actions for Mirabel Quince" }).click();
  await page.getByRole("menuitem", { name: "Restore user" }).click();
  await expect(page.getByText("User restored")).toBeVisible();
  await expect(page.getByText(`Without ${email}: another user has it now.`)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/users/${user.id}$`));
  await expect(page.getByRole("region", { name: "Identities" })).toContainText("mira");
});

test("erase now asks for the address, and the log no longer says who it was", async ({ page }) => {
  const { id: environmentId, key } = environment;
  const email = `mirabel-${environmentId}@example.com`;
  const user = await createUserRow({ environmentId, firstName: "Mirabel", lastName: "Quince", email });
  await page.goto(`/${key}/users/${user.id}`);
  await page.getByLabel("First name").fill("Mira");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Mira Quince", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete user" }).click();
  await page.getByRole("radio", { name: "Completely remove the user record" }).check();
  await page.getByRole("button", { name: "Delete user" }).click();
  await expect(page.getByText("User deleted")).toBeVisible();

  await page.goto(`/${key}/users/deleted`);
  await page.getByRole("button", { name: "Actions for Mira Quince" }).click();
  await page.getByRole("menuitem", { name: "Erase now" }).click();
  const dialog = page.getByRole("dialog", { name: "Erase Mira Quince" });
  await dialog.getByRole("button", { name: "Erase now" }).click();
  await expect(dialog.getByText(`Type ${email} to confirm.`)).toBeVisible();
  await dialog.getByLabel(`Type ${email} to confirm`).fill(email);
  await dialog.getByRole("button", { name: "Erase now" }).click();
  await expect(page.getByText("User erased")).toBeVisible();
  await expect(page.getByText("No deleted users")).toBeVisible();

  await page.goto(`/${key}/settings/audit-log`);
  await expect(page.getByRole("row").filter({ hasText: "User erased" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "User updated" })).toBeVisible();
  const events = JSON.stringify(await db.auditEvent.findMany({ where: { environmentId } }));
  expect(events).toContain("[erased]");
  expect(events).not.toMatch(/mirabel|quince/i);
});
