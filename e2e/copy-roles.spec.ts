import { db } from "@/lib/core/db";
import {
  createPermissionRow,
  createRoleRow,
  createTeam,
  createTestEnvironment,
  type TestEnvironment,
} from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

let source: TestEnvironment;
let target: TestEnvironment;

test.beforeEach(async ({ app, context }) => {
  [source, target] = [await createTestEnvironment(), await createTestEnvironment()];
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  const environmentId = source.id;
  await createPermissionRow({ environmentId, key: "read:tea", name: "Read tea" });
  await createRoleRow({ environmentId, key: "taster", name: "Taster", permissions: ["read:tea"] });
  await createRoleRow({ environmentId, key: "guest", name: "Guest" });
  await createRoleRow({ environmentId: target.id, key: "taster", name: "Taster" });
});

test("an admin sees what another environment would get, and copies it there", async ({ page }) => {
  await page.goto(`/${source.key}/settings/roles`);
  await page.getByRole("link", { name: "Copy to another environment" }).click();
  const dialog = page.getByRole("dialog", { name: "Copy to another environment" });
  await expect(dialog.getByRole("button", { name: "Copy", exact: true })).toHaveCount(0);
  await expect(dialog.getByLabel("Environment").locator("option", { hasText: "Team" })).toHaveCount(0);
  await dialog.getByLabel("Environment").selectOption(target.name);
  await expect(dialog.getByRole("region", { name: "Permissions to add" })).toContainText("read:tea");
  await expect(dialog.getByRole("region", { name: "Roles to add" })).toContainText("Guest");
  await expect(dialog.getByRole("region", { name: "Roles that differ" })).toContainText("gets read:tea");

  // Somebody else adds a role while this is open: nothing is copied unseen.
  await createRoleRow({ environmentId: source.id, key: "late", name: "Late" });
  await dialog.getByRole("switch", { name: "Update those that differ" }).check();
  await dialog.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(dialog.getByText("Nothing was copied.")).toBeVisible();
  await dialog.getByRole("button", { name: "Reload" }).click();
  await expect(dialog.getByRole("region", { name: "Roles to add" })).toContainText("Late");
  await dialog.getByRole("switch", { name: "Update those that differ" }).check();
  await dialog.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByText("1 permission and 2 roles copied, 1 updated")).toBeVisible();
  await expect(dialog).toHaveCount(0);

  await page.goto(`/${target.key}/settings/roles`);
  await page.getByRole("link", { name: "Taster" }).click();
  await expect(
    page.getByRole("dialog", { name: "Edit role" }).getByRole("switch", { name: "Read tea" }),
  ).toBeChecked();
  await page.goto(`/${source.key}/settings/roles?copyTo=${target.key}`);
  await expect(dialog.getByText("there is nothing to copy")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Copy", exact: true })).toHaveCount(0);
  expect(await db.auditEvent.count({ where: { environmentId: target.id } })).toBe(5);
});

test("what is copied was shown: no Copy before the chosen environment was compared, nor where it would add nothing", async ({
  page,
}) => {
  const other = await createTestEnvironment();
  await createPermissionRow({ environmentId: other.id, key: "read:tea", name: "See tea" });
  for (const [key, name] of [
    ["taster", "Taster"],
    ["guest", "Visitor"],
  ] as const) {
    await createRoleRow({ environmentId: other.id, key, name, permissions: ["read:tea"] });
  }
  await page.goto(`/${source.key}/settings/roles?copyTo=${target.key}`);
  const dialog = page.getByRole("dialog", { name: "Copy to another environment" });
  const copy = dialog.getByRole("button", { name: "Copy", exact: true });
  await expect(copy).toBeVisible();

  // The comparison with the other one is slow.
  const { promise: isCompared, resolve: compare } = Promise.withResolvers<void>();
  await page.route(`**/settings/roles?copyTo=${other.key}**`, async (route) => {
    await isCompared;
    await route.continue();
  });
  await dialog.getByLabel("Environment").selectOption(other.name);
  await expect(dialog.getByText("Comparing")).toBeVisible();
  await expect(copy).toHaveCount(0);
  await expect(dialog.getByRole("region", { name: "Roles to add" })).toHaveCount(0);
  compare();

  await expect(dialog.getByRole("region", { name: "Roles that differ" })).toContainText("Visitor");
  await expect(dialog.getByLabel("Environment")).toHaveValue(other.key);
  await expect(dialog.getByText("without this there is nothing to copy")).toBeVisible();
  await expect(copy).toHaveCount(0);
  await dialog.getByRole("switch", { name: "Update those that differ" }).check();
  await copy.click();
  await expect(page.getByText("0 permissions and 0 roles copied, 2 updated")).toBeVisible();
});

test("nobody copies from the team, and who may not define roles copies nothing", async ({
  page,
  app,
  context,
}) => {
  await createTeam();
  await addSession(context, app.url, (await startStaffSession("owner")).cookie);
  await page.goto("/team/settings/roles?copyTo=1");
  await expect(page.getByRole("heading", { name: "User roles" })).toBeVisible();
  await expect(page.getByText("Copy to another environment")).toHaveCount(0);
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  await page.goto(`/${source.key}/settings/roles?copyTo=${target.key}`);
  await expect(page.getByRole("heading", { name: "User roles" })).toBeVisible();
  await expect(page.getByText("Copy to another environment")).toHaveCount(0);
});
