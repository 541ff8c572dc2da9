import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { createTestEnvironment, createUserRow, type TestEnvironment } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { SESSION_COOKIE, startStaffSession } from "./staff-session";

let environment: TestEnvironment;
let usersUrl: string;

test.beforeEach(async ({ app, context }) => {
  environment = await createTestEnvironment();
  usersUrl = `/${environment.key}/users`;
  const { cookie } = await startStaffSession("admin");
  await context.addCookies([{ name: SESSION_COOKIE, value: cookie, url: app.url }]);
});

const addUser = (firstName: string, options: Partial<Parameters<typeof createUserRow>[0]> = {}) =>
  createUserRow({ environmentId: environment.id, firstName, lastName: "Quill", ...options });

const rowOf = (page: Page, name: string | RegExp) => page.getByRole("row").filter({ hasText: name });

async function chooseFromRowMenu(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

async function eventTypes(userId: string): Promise<string[]> {
  const events = await db.auditEvent.findMany({
    where: { userId },
    orderBy: { id: "asc" },
    select: { type: true },
  });
  return events.map(({ type }) => type);
}

test("search by typing and by Enter, open a user, and Back returns to exactly the list", async ({ page }) => {
  for (const name of ["Ana", "Bea", "Cleo"]) await addUser(name);
  await page.goto(`${usersUrl}?sort=-name`);
  const search = page.getByRole("searchbox", { name: "Search users" });
  await search.pressSequentially("bea");
  await expect(rowOf(page, "Bea Quill")).toBeVisible();
  await expect(rowOf(page, "Ana Quill")).toBeHidden();
  await search.fill("quill");
  await search.press("Enter");
  await expect(page).toHaveURL(/sort=-name/);
  await expect(page).toHaveURL(/q=quill/);
  const order = page.getByRole("row").getByRole("link");
  await expect(order.filter({ hasText: "Quill" })).toHaveText(["Cleo Quill", "Bea Quill", "Ana Quill"]);
  await page.getByRole("checkbox", { name: "Select Bea Quill" }).check();
  const url = page.url();

  await page.getByRole("link", { name: "Ana Quill" }).click();
  await expect(page.getByRole("heading", { name: "Ana Quill" })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(url);
  await expect(search).toHaveValue("quill");
  await expect(page.getByRole("checkbox", { name: "Select Bea Quill" })).toBeChecked();
  await expect(order.filter({ hasText: "Quill" })).toHaveText(["Cleo Quill", "Bea Quill", "Ana Quill"]);
});

test("filters and columns live in the address; a view of them can be saved and deleted", async ({ page }) => {
  await addUser("Ana", { status: "suspended" });
  await addUser("Bea");
  await page.goto(usersUrl);
  await page.getByRole("button", { name: "Status" }).click();
  await page.getByRole("checkbox", { name: "Suspended" }).check();
  await expect(page).toHaveURL(/status=suspended/);
  await page.keyboard.press("Escape");
  await expect(rowOf(page, "Bea Quill")).toBeHidden();
  await expect(rowOf(page, "Ana Quill")).toContainText("suspended");

  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Save this view" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Who is out");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("View saved")).toBeVisible();

  await page.goto(usersUrl);
  await expect(rowOf(page, "Bea Quill")).toBeVisible();
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Who is out" }).click();
  await expect(page).toHaveURL(/status=suspended/);
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Delete views" }).click();
  await page.getByRole("button", { name: "Delete Who is out" }).click();
  await expect(page.getByText("Saved view deleted")).toBeVisible();
});

test("add a user, with the default organization chosen already", async ({ page }) => {
  await page.goto(usersUrl);
  await page.getByRole("button", { name: "Add user" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add user" });
  await expect(dialog.getByRole("button", { name: "Remove Default" })).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Give an email, a username or a phone number")).toBeVisible();
  await dialog.getByLabel("First name").fill("Zsófia 😀");
  await dialog.getByLabel("Last name").fill("محمد");
  await dialog.getByLabel("Email").fill("zsofia@example.com");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Zsófia 😀 محمد" })).toBeVisible();
  const user = await db.user.findFirstOrThrow({ where: { environmentId: environment.id } });
  expect(await eventTypes(user.id)).toEqual(["user.created"]);
});

test("absurd input gets a clear answer and breaks nothing", async ({ page }) => {
  await page.goto(usersUrl);
  await page.getByRole("button", { name: "Add user" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add user" });
  await dialog.getByLabel("First name").fill("x".repeat(1_000_000));
  await dialog.getByLabel("Email").fill("a@example.com");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Use at most 100 characters.")).toBeVisible();
  await dialog.getByLabel("First name").fill("'; drop table app_user; --");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "'; drop table app_user; --" })).toBeVisible();

  for (const q of ["%00", "'; drop", "%F0%9F%98%80", "%25", "x".repeat(5000), "\\"]) {
    const response = await page.goto(
      `${usersUrl}?q=${q}&cursor=%00&status=nonsense&organization='&created=x`,
    );
    expect(response?.status(), q.slice(0, 20)).toBe(200);
    await expect(page.getByRole("heading", { name: "Users", exact: true })).toBeVisible();
  }
  for (const id of ["nonsense", "'; drop", "00000000-0000-7000-8000-000000000000", "%F0%9F%98%80"]) {
    const response = await page.goto(`${usersUrl}/${id}`);
    expect(response?.status(), id).toBe(404);
    await expect(page.getByRole("heading", { name: "User not found" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toHaveText("UsersNot found");
  }
});

test("edit a name, with a warning before a change is lost", async ({ page }) => {
  const user = await addUser("Ana");
  await page.goto(`${usersUrl}/${user.id}`);
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toHaveText("UsersAna Quill");
  await page.getByLabel("First name").fill("Anahera");
  await page.getByRole("link", { name: "Activity" }).click();
  const warning = page.getByRole("alertdialog", { name: "Discard unsaved changes?" });
  await warning.getByRole("button", { name: "Keep editing" }).click();
  await expect(page.getByLabel("First name")).toHaveValue("Anahera");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("User updated")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Anahera Quill" })).toBeVisible();
  await page.getByRole("link", { name: "Activity" }).click();
  await expect(page).toHaveURL(/activity$/);
  expect(await eventTypes(user.id)).toEqual(["user.updated"]);
});

test("suspend with a reason, see the badge, restore", async ({ page }) => {
  const user = await addUser("Ana");
  await page.goto(usersUrl);
  await chooseFromRowMenu(page, "Ana Quill", "Suspend user");
  const dialog = page.getByRole("dialog", { name: "Suspend Ana Quill" });
  await dialog.getByRole("button", { name: "Suspend user" }).click();
  await expect(dialog.getByText("Say why")).toBeVisible();
  await dialog.getByLabel("Reason").fill("Stolen card");
  await dialog.getByRole("button", { name: "Suspend user" }).click();
  await expect(page.getByText("User suspended")).toBeVisible();
  await expect(rowOf(page, "Ana Quill").getByText("suspended", { exact: true })).toBeVisible();
  const event = await db.auditEvent.findFirstOrThrow({ where: { userId: user.id } });
  expect(event).toMatchObject({ type: "user.suspended", reason: "Stolen card" });
  await expect(page.getByRole("button", { name: "Actions for Ana Quill" })).toBeFocused();

  await chooseFromRowMenu(page, "Ana Quill", "Restore user");
  await expect(page.getByText("User restored")).toBeVisible();
  await expect(rowOf(page, "Ana Quill").getByText("suspended", { exact: true })).toBeHidden();
});

test("suspend and restore a selection; one that is refused is named", async ({ page }) => {
  await addUser("Ana");
  const bea = await addUser("Bea");
  await page.goto(usersUrl);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  // Somebody else deletes one of them meanwhile.
  await db.user.update({ where: { id: bea.id }, data: { status: "deleted" } });
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Suspend" }).click();
  await page.getByLabel("Reason").fill("Clean-up");
  await page.getByRole("button", { name: "Suspend 2 users" }).click();
  await expect(page.getByText("1 user suspended")).toBeVisible();
  await expect(page.getByText("Bea Quill: This user is already deleted.")).toBeVisible();

  await page.getByRole("checkbox", { name: "Select Ana Quill" }).check();
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("1 user restored")).toBeVisible();

  await page.getByRole("checkbox", { name: "Select Ana Quill" }).check();
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("Ana Quill: This user is not suspended.")).toBeVisible();
});

test("delete the access and keep the profile, then remove the whole record", async ({ page }) => {
  const user = await addUser("Ana");
  await page.goto(usersUrl);
  await chooseFromRowMenu(page, "Ana Quill", "Delete user");
  const dialog = page.getByRole("dialog", { name: "Delete Ana Quill" });
  await expect(dialog.getByRole("radio", { name: /Remove access/ })).toBeChecked();
  await dialog.getByRole("button", { name: "Delete user" }).click();
  await expect(page.getByText("User deleted")).toBeVisible();
  await expect(rowOf(page, "Ana Quill")).toBeHidden();

  await page.goto(`${usersUrl}/${user.id}`);
  await expect(page.getByText("deleted", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete user" }).click();
  await dialog.getByRole("button", { name: "Delete user" }).click();
  await expect(page).toHaveURL(new RegExp(`${usersUrl}$`));
  expect(await db.user.count({ where: { id: user.id } })).toBe(0);
  expect(await eventTypes(user.id)).toEqual(["user.access_removed", "user.deleted"]);
});

test("download exactly the list that is shown", async ({ page }) => {
  await addUser("=Ana", { email: "ana@example.com" });
  await addUser("Bea");
  await page.goto(`${usersUrl}?q=ana&columns=email`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^users-.*\.csv$/);
  const lines = (await readFile(await file.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toBe("ID,First name,Last name,Email");
  expect(lines[1]).toMatch(/,'=Ana,Quill,ana@example\.com$/);
});

test("an auditor sees users and no button that would be refused", async ({ page, context, app }) => {
  await addUser("Ana");
  const { cookie } = await startStaffSession("auditor");
  await context.addCookies([{ name: SESSION_COOKIE, value: cookie, url: app.url }]);
  await page.goto(usersUrl);
  await expect(rowOf(page, "Ana Quill")).toBeVisible();
  for (const name of ["Add user", "Download CSV"]) {
    await expect(page.getByText(name)).toBeHidden();
  }
  await page.getByRole("button", { name: "Actions for Ana Quill" }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["View details"]);
});

test("who is locked after wrong passwords is shown so in the list, as long as it lasts", async ({ page }) => {
  const user = await addUser("Ana");
  await addUser("Bea");
  const { organizationId } = environment;
  const lockedUntil = new Date(Date.now() + 5 * 60_000);
  await db.lockout.create({ data: { environmentId: environment.id, subject: user.id, lockedUntil } });
  await page.goto(usersUrl);
  await expect(rowOf(page, "Ana Quill").getByRole("cell", { name: "Active, locked" })).toBeVisible();
  await expect(rowOf(page, "Bea Quill").getByRole("cell", { name: "Active", exact: true })).toBeVisible();
  const year = `${lockedUntil.getFullYear()}`;
  for (const path of [usersUrl, `/${environment.key}/organizations/${organizationId}/users`]) {
    await page.goto(path);
    const badge = rowOf(page, "Ana Quill").getByText("locked", { exact: true });
    await expect(badge).toHaveAttribute("title", new RegExp(`^Until .*${year}`));
    // The pointer reaches it, though a link spreads over the row.
    await badge.hover();
    await expect(rowOf(page, "Bea Quill").getByText("locked")).toHaveCount(0);
  }
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(rowOf(page, "Ana Quill").getByText("locked", { exact: true })).toBeVisible();

  await page.clock.install({ time: Date.now() });
  await page.goto(usersUrl);
  await page.clock.runFor(6 * 60_000);
  await expect(rowOf(page, "Ana Quill").getByText("locked")).toHaveCount(0);
});
