import type { Page } from "@playwright/test";
import { createTestEnvironment, createUserRow, type TestEnvironment } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

let environment: TestEnvironment;
let usersUrl: string;

test.beforeEach(async ({ app, context }) => {
  environment = await createTestEnvironment();
  usersUrl = `/${environment.key}/users`;
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
});

const addUser = (firstName: string, options: Partial<Parameters<typeof createUserRow>[0]> = {}) =>
  createUserRow({ environmentId: environment.id, firstName, lastName: "Quill", ...options });

async function chooseFromRowMenu(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

test("add identities of each type, make one primary, delete one; the last way in only once typed", async ({
  page,
}) => {
  const user = await addUser("Ana", { email: "ana@example.com" });
  await page.goto(`${usersUrl}/${user.id}`);
  const dialog = page.getByRole("dialog", { name: "Add identity" });
  const add = async (type: string, value: string) => {
    await page.getByRole("button", { name: "Add identity" }).click();
    await dialog.getByLabel("Identity type").selectOption(type);
    await dialog.getByLabel(type, { exact: true }).fill(value);
  };
  const identities = page.getByRole("region", { name: "Identities" });
  const confirm = page.getByRole("alertdialog", { name: "Delete identity" });

  await add("Username", "RosyRose");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(identities.getByText("RosyRose")).toBeVisible();
  await add("Phone", "021 555 0123");
  await dialog.getByLabel("Country").selectOption("NZ");
  await expect(dialog.getByText("Kept as +64 21 555 0123")).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(identities.getByText("+64215550123")).toBeVisible();
  await add("Email", "ana@work.example");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(identities.getByText("ana@work.example")).toBeVisible();

  await chooseFromRowMenu(page, "ana@work.example", "Make primary");
  await expect(page.getByText("Primary identity changed")).toBeVisible();
  await expect(identities.getByRole("listitem").filter({ hasText: "ana@work.example" })).toContainText(
    "Primary",
  );
  await expect(page.getByRole("main")).toContainText("ana@work.example");

  for (const value of ["ana@example.com", "+64215550123", "RosyRose"]) {
    await chooseFromRowMenu(page, value, "Delete identity");
    await confirm.getByRole("button", { name: "Delete identity" }).click();
    await expect(identities.getByText(value, { exact: true })).toHaveCount(0);
  }
  await chooseFromRowMenu(page, "ana@work.example", "Delete identity");
  await confirm.getByLabel("Type ana@work.example to confirm").fill("ana@work.example");
  await confirm.getByRole("button", { name: "Delete identity" }).click();
  await expect(page.getByText("This user has no identity")).toBeVisible();
});

test("an identity that another user has is refused with a link to them, until another type is chosen", async ({
  page,
}) => {
  const user = await addUser("Ana", { email: "ana@example.com" });
  const other = await addUser("Bea", { email: "bea@example.com" });
  await page.goto(`${usersUrl}/${user.id}`);
  await page.getByRole("button", { name: "Add identity" }).click();
  const dialog = page.getByRole("dialog", { name: "Add identity" });
  await dialog.getByLabel("Email").fill("BEA@example.com");
  await dialog.getByRole("button", { name: "Save" }).click();
  const clash = dialog.getByText(/^Bea.* already has this email address\.$/);
  await expect(clash).toBeVisible();
  await dialog.getByLabel("Identity type").selectOption("Phone");
  await expect(clash).toHaveCount(0);
  await expect(dialog.getByRole("link", { name: "Open this user" })).toHaveCount(0);
  await expect(dialog.getByLabel("Phone", { exact: true })).toHaveValue("");
  // What the new type can be stays.
  await dialog.getByLabel("Identity type").selectOption("Username");
  await dialog.getByLabel("Username", { exact: true }).fill("2025550123");
  await dialog.getByLabel("Identity type").selectOption("Phone");
  await expect(dialog.getByLabel("Phone", { exact: true })).toHaveValue("2025550123");
  await dialog.getByLabel("Identity type").selectOption("Email");
  await dialog.getByLabel("Email").fill("BEA@example.com");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(clash).toBeVisible();
  await dialog.getByRole("link", { name: "Open this user" }).click();
  await expect(page).toHaveURL(new RegExp(`/users/${other.id}$`));
});
