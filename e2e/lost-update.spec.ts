import {
  createRoleRow,
  createTestEnvironment,
  createUserRow,
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

test("the second of two admins who save a profile is told what changed, and then sees it", async ({
  page,
  context,
}) => {
  const user = await createUserRow({ environmentId: environment.id, firstName: "Ana", lastName: "Quill" });
  const other = await context.newPage();
  for (const tab of [page, other]) await tab.goto(`/${environment.key}/users/${user.id}`);
  await other.getByLabel("First name").fill("Bea");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("User updated")).toBeVisible();

  await page.getByLabel("Last name").fill("Moa");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("the first name is now “Bea”")).toBeVisible();
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByLabel("First name")).toHaveValue("Bea");
  await expect(page.getByLabel("Last name")).toHaveValue("Quill");
  await page.getByLabel("Last name").fill("Moa");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("User updated")).toBeVisible();
});

test("the second of two admins who save a role is told what changed, and then sees it", async ({
  page,
  context,
}) => {
  const role = await createRoleRow({ environmentId: environment.id, key: "editor", name: "Editor" });
  const other = await context.newPage();
  for (const tab of [page, other]) await tab.goto(`/${environment.key}/settings/roles?edit=${role.id}`);
  const dialogOf = (tab: typeof page) => tab.getByRole("dialog", { name: "Edit role" });
  await dialogOf(other).getByLabel("Name").fill("Author");
  await dialogOf(other).getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("Role updated")).toBeVisible();

  await dialogOf(page).getByLabel("Description").fill("Writes");
  await dialogOf(page).getByRole("button", { name: "Save" }).click();
  await expect(dialogOf(page).getByText("the name is now “Author”")).toBeVisible();
  await dialogOf(page).getByRole("button", { name: "Reload" }).click();
  await expect(dialogOf(page).getByLabel("Name")).toHaveValue("Author");
});
