import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import {
  createOrganizationRow,
  createPermissionRow,
  createRoleRow,
  createTeam,
  createTestEnvironment,
  createUserRow,
  type StaffRole,
  type TestEnvironment,
} from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

let environment: TestEnvironment;

test.beforeEach(async ({ app, context }) => {
  environment = await createTestEnvironment();
  await signInAs("admin");

  async function signInAs(role: StaffRole) {
    const { cookie } = await startStaffSession(role);
    await addSession(context, app.url, cookie);
  }
});

async function openFromSettings(page: Page, label: string): Promise<void> {
  await page.goto(`/${environment.key}/settings`);
  await page
    .getByRole("main")
    .getByRole("region", { name: "User Management" })
    .getByRole("link", { name: label })
    .click();
}

async function chooseFromRowMenu(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: entry, exact: true }).click();
}

test("an admin adds, edits and deletes a permission, and is told what that touches", async ({ page }) => {
  await openFromSettings(page, "Permissions");
  await page.getByRole("link", { name: "Add permission" }).click();
  const dialog = page.getByRole("dialog", { name: "Add permission" });
  await dialog.getByLabel("Name").fill("View reports");
  await dialog.getByLabel("Description").fill("See, but not change, reports.");
  await dialog.getByLabel("Key").fill("read:reports");
  await dialog.getByRole("switch", { name: "Add automatically to new roles" }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Permission added")).toBeVisible();
  await expect(page.getByRole("row", { name: /View reports/ })).toContainText("Added automatically");

  const role = await createRoleRow({
    environmentId: environment.id,
    key: "reader",
    permissions: ["read:reports"],
  });
  const user = await createUserRow({ environmentId: environment.id });
  await db.membershipRole.create({
    data: { userId: user.id, organizationId: environment.organizationId, roleId: role.id },
  });
  await chooseFromRowMenu(page, "View reports", "Edit permission");
  const edit = page.getByRole("dialog", { name: "Edit permission" });
  await edit.getByLabel("Key").fill("see:reports");
  const note = edit.getByRole("status").filter({ hasText: "1 user and 1 role have this permission." });
  await expect(note).toHaveClass(/warning/);
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Permission updated")).toBeVisible();
  await expect(page.getByRole("cell", { name: "see:reports" })).toBeVisible();

  await chooseFromRowMenu(page, "View reports", "Delete");
  const warning = page.getByRole("alertdialog", { name: "Delete permission?" });
  await expect(warning).toContainText("1 user and 1 role have View reports");
  await warning.getByRole("button", { name: "Delete permission" }).click();
  await expect(page.getByText("Permission deleted")).toBeVisible();
  await expect(page.getByText("No permissions yet")).toBeVisible();
});

test("a role with its permissions, given to every new user", async ({ page }) => {
  for (const name of ["Read", "Write"]) {
    await createPermissionRow({ environmentId: environment.id, key: `${name.toLowerCase()}:tea`, name });
  }
  await openFromSettings(page, "Roles");
  await expect(page.getByRole("heading", { name: "User roles" })).toBeVisible();
  await page.getByRole("link", { name: "Add role" }).click();
  const dialog = page.getByRole("dialog", { name: "Add role" });
  await dialog.getByLabel("Name").fill("Tea taster");
  await dialog.getByLabel("Key").fill("tea-taster");
  await dialog.getByRole("switch", { name: "Assign to new users" }).check();
  await dialog.getByRole("switch", { name: "Read" }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Role added")).toBeVisible();
  const row = page.getByRole("row", { name: /Tea taster/ });
  await expect(row).toContainText("Assigned");

  await page.goto(`/${environment.key}/users`);
  await page.getByRole("button", { name: "Add user" }).first().click();
  const adding = page.getByRole("dialog", { name: "Add user" });
  await adding.getByLabel("First name").fill("Ana");
  await adding.getByLabel("Last name").fill("Quill");
  await adding.getByLabel("Email").fill("ana@tea.example");
  await adding.getByRole("button", { name: /^(Save|Add user)$/ }).click();
  await expect(page.getByText("User added")).toBeVisible();
  const user = await db.user.findFirstOrThrow({ where: { environmentId: environment.id, firstName: "Ana" } });
  await page.goto(`/${environment.key}/users/${user.id}/roles`);
  await expect(page.getByRole("switch", { name: "Tea taster" })).toBeChecked();

  await page.goto(`/${environment.key}/settings/roles`);
  await chooseFromRowMenu(page, "Tea taster", "Edit");
  const edit = page.getByRole("dialog", { name: "Edit role" });
  await edit.getByRole("switch", { name: "Write" }).check();
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Role updated")).toBeVisible();
  await chooseFromRowMenu(page, "Tea taster", "Delete");
  const warning = page.getByRole("alertdialog", { name: "Delete role?" });
  await expect(warning).toContainText("1 user has Tea taster");
  await warning.getByRole("button", { name: "Delete role" }).click();
  await expect(page.getByText("Role deleted")).toBeVisible();
});

test("a user's roles and permissions, an organization at a time, with one Save", async ({ page }) => {
  const environmentId = environment.id;
  await createPermissionRow({ environmentId, key: "read:tea", name: "Read tea" });
  const taster = await createRoleRow({
    environmentId,
    key: "taster",
    name: "Taster",
    permissions: ["read:tea"],
  });
  await createRoleRow({ environmentId, key: "grower", name: "Grower" });
  const other = await createOrganizationRow({ environmentId, name: "Hillside" });
  const user = await createUserRow({
    environmentId,
    firstName: "Bea",
    lastName: "Quill",
    organizationIds: [environment.organizationId, other.id],
  });
  await page.goto(`/${environment.key}/users/${user.id}`);
  await page.getByRole("navigation", { name: "User" }).getByRole("link", { name: "Roles" }).click();
  await page.getByRole("switch", { name: "Taster" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Roles saved")).toBeVisible();

  await page.getByRole("button", { name: /^Organization/ }).click();
  await page.getByRole("searchbox", { name: "Find an organization" }).fill("hill");
  await page.getByRole("button", { name: "Hillside" }).click();
  await expect(page).toHaveURL(new RegExp(`organization=${other.id}`));
  await expect(page.getByRole("switch", { name: "Taster" })).not.toBeChecked();

  // Somebody else gives a role here while this page is open: the save is refused and says so.
  await db.membershipRole.create({
    data: { userId: user.id, organizationId: other.id, roleId: taster.id },
  });
  await page.getByRole("switch", { name: "Grower" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Taster was given")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("switch", { name: "Taster" })).toBeChecked();

  await page.goto(`/${environment.key}/users/${user.id}/permissions`);
  await expect(page.getByText("has it also by Taster")).toBeVisible();
  await page.getByRole("switch", { name: "Read tea" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Permissions saved")).toBeVisible();
  await expect(page.getByRole("switch", { name: "Read tea" })).toBeChecked();
  expect(await db.membershipPermission.count({ where: { userId: user.id } })).toBe(1);
});

test("an auditor sees roles and changes none", async ({ page, app, context }) => {
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  await createRoleRow({ environmentId: environment.id, key: "taster", name: "Taster" });
  const user = await createUserRow({ environmentId: environment.id });
  await page.goto(`/${environment.key}/settings/roles`);
  await expect(page.getByRole("link", { name: "Add role" })).toHaveCount(0);
  await page.getByRole("link", { name: "Taster" }).click();
  const dialog = page.getByRole("dialog", { name: "Role" });
  await expect(dialog.getByRole("button", { name: "Save" })).toHaveCount(0);
  await page.goto(`/${environment.key}/users/${user.id}/roles`);
  await expect(page.getByRole("switch", { name: "Taster" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
});

test("an owner copies a built-in role of the team into one of their own, grouped by area", async ({
  page,
  app,
}) => {
  const team = await createTeam();
  await page.context().clearCookies();
  await addSession(page.context(), app.url, (await startStaffSession("owner")).cookie);
  // Searched for, as other tests leave roles in the team.
  await page.goto(`/${team.key}/settings/roles?q=owner`);
  const row = page.getByRole("row", { name: /Owner/ });
  await expect(row.getByText("Built in")).toBeVisible();
  await page.getByRole("button", { name: "Actions for Owner" }).click();
  await expect(page.getByRole("menuitem", { name: "View" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Delete" })).toHaveCount(0);

  await page.goto(`/${team.key}/settings/roles?q=support`);
  await chooseFromRowMenu(page, "Support", "Copy");
  const dialog = page.getByRole("dialog", { name: "Add role" });
  await expect(dialog.getByLabel("Name")).toHaveValue("Copy of Support");
  await expect(dialog.getByRole("list", { name: "Audit log" }).getByRole("switch")).toHaveCount(2);
  const key = `night-${crypto.randomUUID().slice(0, 8)}`;
  await dialog.getByLabel("Name").fill("Night desk");
  await dialog.getByLabel("Key").fill(key);
  await expect(dialog.getByRole("switch", { name: "Reset passwords" })).toBeChecked();
  await dialog.getByRole("switch", { name: "Suspend and restore users, and end their sessions" }).uncheck();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Role added")).toBeVisible();
  const held = async (of: string) =>
    (
      await db.permission.findMany({
        where: { roles: { some: { role: { environmentId: team.id, key: of } } } },
        select: { key: true },
      })
    ).map((permission) => permission.key);
  expect((await held(key)).toSorted()).toEqual(
    (await held("support")).filter((one) => one !== "users:suspend").toSorted(),
  );
  await db.role.deleteMany({ where: { environmentId: team.id, key } });

  await chooseFromRowMenu(page, "Support", "Edit");
  await expect(page.getByRole("dialog").getByText("This role is built in.")).toBeVisible();
  await expect(page.getByRole("dialog").getByLabel("Key")).toHaveAttribute("readonly");
});

test("the dialog of a staff role speaks of the team, and names each area once", async ({
  page,
  context,
  app,
}) => {
  const team = await createTeam();
  await addSession(context, app.url, (await startStaffSession("owner")).cookie);
  await page.goto(`/${team.key}/settings/roles`);
  await page.getByRole("link", { name: "Add role" }).click();
  const dialog = page.getByRole("dialog", { name: "Add role" });
  await expect(dialog.getByRole("switch", { name: "Assign to new members" })).toBeVisible();
  await expect(dialog.getByText(/signs up|your code/i)).toHaveCount(0);
  const areas = await dialog.getByRole("heading", { level: 3 }).allTextContents();
  expect(areas).toContain("Users");
  expect(new Set(areas).size).toBe(areas.length);
});
