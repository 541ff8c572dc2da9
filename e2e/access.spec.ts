import { db } from "@/lib/core/db";
import {
  createOrganizationRow,
  createPermissionRow,
  createRoleRow,
  createTestEnvironment,
  createUserRow,
  giveRole,
  type TestEnvironment,
} from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

let environment: TestEnvironment;

test.beforeEach(async ({ app, context }) => {
  environment = await createTestEnvironment();
  const { cookie } = await startStaffSession("admin");
  await addSession(context, app.url, cookie);
});

async function createPilot() {
  const environmentId = environment.id;
  await createPermissionRow({ environmentId, key: "fly:plane", name: "Fly planes" });
  await createPermissionRow({ environmentId, key: "read:maps", name: "Read maps" });
  const role = await createRoleRow({
    ...{ environmentId, key: "pilot", name: "Pilot" },
    permissions: ["fly:plane", "read:maps"],
  });
  const user = await createUserRow({ environmentId, firstName: "Amelia", lastName: "Kea" });
  await giveRole({ userId: user.id, organizationId: environment.organizationId, roleId: role.id });
  return { user, role };
}

test("an agent sees why a user may do something, and what the next token carries", async ({
  page,
  context,
}) => {
  const { user } = await createPilot();
  await page.goto(`/${environment.key}/users/${user.id}/permissions`);
  await page.getByRole("switch", { name: "Read maps" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Permissions saved")).toBeVisible();

  await page
    .getByRole("navigation", { name: "User", exact: true })
    .getByRole("link", { name: "Access" })
    .click();
  const paths = page.getByRole("list", { name: "Paths to Read maps" }).getByRole("listitem");
  await expect(paths).toHaveCount(2);
  await expect(paths.nth(0)).toContainText(/Given directly.*Given by/);
  await expect(paths.nth(1)).toContainText(/Through the role Pilot.*Given automatically/);
  const token = page.getByRole("region", { name: "Next access token" });
  await expect(token).toContainText('"fly:plane"');
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await token.getByRole("button", { name: "Copy claims" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(copied)).toMatchObject({ sub: user.id, permissions: ["fly:plane", "read:maps"] });

  const other = await createOrganizationRow({ environmentId: environment.id, name: "Kea Works" });
  await db.membership.create({ data: { userId: user.id, organizationId: other.id } });
  await page.getByRole("button", { name: /^Organization/ }).click();
  await page.getByRole("searchbox", { name: "Find an organization" }).fill("kea");
  await page.getByRole("button", { name: "Kea Works" }).click();
  await expect(page.getByText("No permissions", { exact: true })).toBeVisible();
});

test("an admin sees who has a permission and a role, searches, and goes on to why", async ({ page }) => {
  await createPilot();
  await createUserRow({ environmentId: environment.id, firstName: "Grounded" });
  await page.goto(`/${environment.key}/settings/permissions`);
  await page.getByRole("button", { name: "Actions for Fly planes" }).click();
  await page.getByRole("menuitem", { name: "Who has this" }).click();
  await expect(page.getByRole("heading", { name: "Fly planes" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Amelia Kea/ })).toContainText("Pilot in");
  await expect(page.getByText("Grounded")).toBeHidden();

  await page.getByRole("main").getByRole("link", { name: "Pilot" }).click();
  await expect(page.getByRole("heading", { name: "Pilot" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search users" }).fill("nobody-of-that-name");
  await expect(page.getByRole("link", { name: "Amelia Kea" })).toBeHidden();
  await page.getByRole("searchbox", { name: "Search users" }).fill("amel");
  await page.getByRole("link", { name: "Amelia Kea" }).click();
  await expect(page.getByRole("heading", { name: "Effective permissions" })).toBeVisible();
});
