import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import {
  createOrganizationRow,
  createRoleRow,
  createTestEnvironment,
  createUserRow,
  giveRole,
  type TestEnvironment,
} from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

let environment: TestEnvironment;
let url: string;

test.beforeEach(async ({ app, context }) => {
  environment = await createTestEnvironment();
  url = `/${environment.key}/organizations`;
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
});

const addOrganization = (name: string, rest = {}) =>
  createOrganizationRow({ environmentId: environment.id, name, ...rest });
const addUser = (firstName: string, organizationIds?: string[]) =>
  createUserRow({ environmentId: environment.id, firstName, lastName: "Quill", organizationIds });
const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

async function chooseFromRowMenu(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: entry, exact: true }).click();
}

const eventTypes = async (where: { userId?: string; organizationId?: string }) =>
  (await db.auditEvent.findMany({ where, orderBy: { id: "asc" } })).map(({ type }) => type);

test("add an organization from the sidebar, rename it, and find it by name, code and external ID", async ({
  page,
}) => {
  await page.goto(`/${environment.key}/users`);
  await page.getByRole("link", { name: "Organizations" }).click();
  await page.getByRole("button", { name: "Add organization" }).click();
  const dialog = page.getByRole("dialog", { name: "Add organization" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Give the organization a name.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Acme Rowing 😀");
  await dialog.getByLabel("External organization ID").fill("CRM-9001");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Acme Rowing 😀" })).toBeVisible();
  const { id, code } = await db.organization.findFirstOrThrow({
    where: { environmentId: environment.id, isDefault: false },
  });
  await expect(page.getByText(code)).toBeVisible();

  await page.getByLabel("Name").fill("Acme Sailing");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Organization updated")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Acme Sailing" })).toBeVisible();
  expect(await eventTypes({ organizationId: id })).toEqual(["organization.created", "organization.updated"]);

  await addOrganization("Beta");
  for (const q of ["sailing", code, "crm-9"]) {
    await page.goto(`${url}?q=${q}`);
    await expect(rowOf(page, "Acme Sailing")).toBeVisible();
    await expect(rowOf(page, "Beta")).toBeHidden();
  }
});

test("of two admins who save the details the second is told what changed", async ({ page }) => {
  const { id } = await addOrganization("Acme");
  await page.goto(`${url}/${id}`);
  await page.getByLabel("Name").fill("Mine");
  await db.organization.update({ where: { id }, data: { name: "Theirs" } });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("the name is now “Theirs”")).toBeVisible();
});

test("suspend, see badge and banner, unsuspend", async ({ page }) => {
  const { id } = await addOrganization("Acme");
  await page.goto(url);
  await chooseFromRowMenu(page, "Acme", "Suspend organization");
  await page.getByLabel("Reason").fill("Did not pay");
  await page.getByRole("button", { name: "Suspend organization" }).click();
  await expect(page.getByText("Organization suspended")).toBeVisible();
  await expect(rowOf(page, "Acme").getByText("suspended", { exact: true })).toBeVisible();

  await chooseFromRowMenu(page, "Acme", "View details");
  await expect(page.getByText("This organization is suspended")).toBeVisible();
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Unsuspend organization" }).click();
  await expect(page.getByText("Organization unsuspended")).toBeVisible();
  await expect(page.getByText("This organization is suspended")).toBeHidden();
  expect(await eventTypes({ organizationId: id })).toEqual([
    "organization.suspended",
    "organization.unsuspended",
  ]);
});

test("delete only when confirmed; its users stay, and the default one can never go", async ({ page }) => {
  const { id } = await addOrganization("Acme");
  const ana = await addUser("Ana", [id]);
  await page.goto(`${url}/${id}`);
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete organization" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete Acme" });
  await dialog.getByRole("button", { name: "Delete organization" }).click();
  await expect(dialog.getByText("Check the box")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Yes, I definitely want to delete" }).check();
  await dialog.getByRole("button", { name: "Delete organization" }).click();
  await expect(page).toHaveURL(new RegExp(`${url}$`));
  await expect(rowOf(page, "Acme")).toBeHidden();
  const memberships = await db.membership.findMany({ where: { userId: ana.id } });
  expect(memberships).toMatchObject([{ organizationId: environment.organizationId }]);

  await page.getByRole("button", { name: "Actions for Default" }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["View details"]);
});

test("add users with the search box, find one among them, remove one", async ({ page }) => {
  const { id } = await addOrganization("Acme");
  const ana = await addUser("Ana");
  await addUser("Bea");
  await page.goto(`${url}/${id}`);
  await page.getByRole("navigation", { name: "Organization" }).getByRole("link", { name: "Users" }).click();
  await expect(page.getByText("No users in this organization")).toBeVisible();
  await page.getByRole("button", { name: "Add users" }).click();
  const dialog = page.getByRole("dialog", { name: "Add users to Acme" });
  for (const name of ["Ana Quill", "Bea Quill"]) {
    await dialog.getByRole("searchbox", { name: "Users" }).fill(name);
    await dialog.getByRole("list", { name: "Found" }).getByRole("button", { name }).click();
  }
  await dialog.getByRole("button", { name: "Add users" }).click();
  await expect(page.getByText("2 users added")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search users of this organization" }).fill("ana");
  await expect(rowOf(page, "Bea Quill")).toBeHidden();

  await chooseFromRowMenu(page, "Ana Quill", "Remove user");
  const confirm = page.getByRole("alertdialog", { name: "Remove Ana Quill from Acme?" });
  await expect(confirm.getByText("roles and permissions")).toBeVisible();
  await confirm.getByRole("button", { name: "Remove user" }).click();
  await expect(page.getByText("User removed")).toBeVisible();
  expect(await eventTypes({ userId: ana.id })).toEqual([
    "organization.member_added",
    "organization.member_removed",
  ]);
});

test("a user's organizations: check and uncheck, with what leaving takes away, never none", async ({
  page,
}) => {
  const acme = await addOrganization("Acme");
  const beta = await addOrganization("Beta");
  const ana = await addUser("Ana", [acme.id]);
  const role = await createRoleRow({ environmentId: environment.id, key: "editor" });
  await giveRole({ userId: ana.id, organizationId: acme.id, roleId: role.id });
  await page.goto(`/${environment.key}/users/${ana.id}`);
  await page
    .getByRole("navigation", { name: "User", exact: true })
    .getByRole("link", { name: "Organizations" })
    .click();

  await page.getByRole("checkbox", { name: "Acme" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("A user always belongs to at least one organization.")).toBeVisible();

  await page.getByRole("searchbox", { name: "Search organizations" }).fill("beta");
  await page.getByRole("checkbox", { name: "Beta" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Leave 1 organization?" });
  await expect(dialog.getByText("The user leaves Acme. All roles and permissions")).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Organizations saved")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Beta" })).toBeChecked();
  expect(await db.membership.findMany({ where: { userId: ana.id } })).toMatchObject([
    { organizationId: beta.id },
  ]);
  expect(await db.membershipRole.count({ where: { userId: ana.id } })).toBe(0);
  expect(await eventTypes({ userId: ana.id })).toEqual(["user.organizations_updated"]);
});

test("what a long list of organizations is refused for is in sight of who saved it far below", async ({
  page,
}) => {
  const ids: string[] = [];
  for (let index = 10; index < 30; index++) ids.push((await addOrganization(`Branch ${index}`)).id);
  const ana = await addUser("Ana", ids);
  await page.setViewportSize({ width: 900, height: 500 });
  await page.goto(`/${environment.key}/users/${ana.id}/organizations`);
  for (const box of await page.getByRole("checkbox").all()) await box.uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  const refusal = page.getByRole("alert").filter({ hasText: "A user always belongs to at least one" });
  await expect(refusal).toBeInViewport({ ratio: 1 });
});

test("import a file: nothing with a wrong line, all of it once mended", async ({ page }) => {
  await addOrganization("Old name", { externalId: "1" });
  await page.goto(url);
  await page.getByRole("button", { name: "Import organizations" }).click();
  const dialog = page.getByRole("dialog", { name: "Import organizations" });
  const importFile = async (text: string) => {
    const file = { name: "organizations.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
    await dialog.getByLabel("CSV file").setInputFiles(file);
    await dialog.getByRole("button", { name: "Import organizations" }).click();
  };
  await importFile("name,id\nAcme,2\n,3\n");
  await expect(dialog.getByText("Line 3: Give the organization a name.")).toBeVisible();
  await importFile('\uFEFFname,id\r\n"New, better name",1\r\nAcme,2\r\n');
  await expect(page.getByText("Organizations imported: 1 added, 1 renamed, 0 unchanged")).toBeVisible();
  await expect(rowOf(page, "New, better name")).toBeVisible();
  await expect(rowOf(page, "Acme")).toBeVisible();
});

test("absurd addresses get a list or a clear page", async ({ page }) => {
  for (const q of ["%00", "'; drop", "%25", "x".repeat(5000), "\\"]) {
    const response = await page.goto(`${url}?q=${q}&cursor=%00&status=nonsense&sort=x`);
    expect(response?.status(), q.slice(0, 20)).toBe(200);
  }
  const stranger = await createTestEnvironment();
  for (const id of ["nonsense", "00000000-0000-7000-8000-000000000000", stranger.organizationId]) {
    for (const path of [id, `${id}/users`]) {
      const response = await page.goto(`${url}/${path}`);
      expect(response?.status(), path).toBe(404);
      await expect(page.getByText("Organization not found")).toBeVisible();
    }
  }
});

test("support sees organizations and no button that would be refused", async ({ page, context, app }) => {
  await addOrganization("Acme");
  await addSession(context, app.url, (await startStaffSession("support")).cookie);
  await page.goto(url);
  await expect(rowOf(page, "Acme")).toBeVisible();
  for (const name of ["Add organization", "Import organizations"]) {
    await expect(page.getByRole("button", { name })).toBeHidden();
  }
  await page.getByRole("button", { name: "Actions for Acme" }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["View details"]);
});
