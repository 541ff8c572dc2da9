import AxeBuilder from "@axe-core/playwright";
import type { Browser, Locator, Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { setPolicies } from "@/lib/support/test-desk";
import { createTeam, createUserRow, type StaffRole } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";
import { createTeaShop, enterIdentifier, enterPassword, newestMail, waitForCode } from "./tea-shop";

const password = "kestrel moss window";
const temporaryPassword = "violet harbour 42";

test.beforeAll(async () => {
  await createTeam();
});

async function setUp(appUrl: string) {
  const shop = await createTeaShop(appUrl);
  const { environment } = shop;
  const user = await createUserRow({
    environmentId: environment.id,
    firstName: "Kiri",
    lastName: "Moa",
    password,
  });
  await setPolicies(environment.id, {
    ...{ reset_password: "approval", set_temporary_password: "approval" },
    ...{ change_identity: "approval", delete_user: "approval" },
  });
  return { shop, environment, user, email: user.email ?? "" };
}

/** A member of the team in a browser of their own. */
async function open(browser: Browser, appUrl: string, role: StaffRole) {
  const context = await browser.newContext({ baseURL: appUrl });
  const { staff, cookie } = await startStaffSession(role);
  await addSession(context, appUrl, cookie);
  return { page: await context.newPage(), staff, close: () => context.close() };
}

async function openRequest(page: Page, key: string, deed: string) {
  await page.goto(`/${key}/approvals`);
  await page.getByRole("button", { name: deed, exact: true }).first().click();
  return page.getByRole("dialog", { name: deed });
}

test("a temporary password is asked for, approved by another in a second browser, and opens one sign-in", async ({
  page,
  browser,
  app,
}) => {
  test.setTimeout(90_000);
  const { shop, environment, user, email } = await setUp(app.url);
  const agent = await open(browser, app.url, "support");
  await agent.page.goto(`/${environment.key}/users/${user.id}`);
  await agent.page.getByRole("button", { name: "Set temporary password" }).click();
  const dialog = agent.page.getByRole("dialog", { name: /^Set a temporary password/ });
  await dialog.getByLabel("Password", { exact: true }).fill(temporaryPassword);
  await dialog.getByRole("button", { name: "Ask for approval" }).click();
  await expect(dialog.getByText("Say why: the reason is kept in the log.")).toBeVisible();
  await expect(dialog.getByLabel("Password", { exact: true })).toHaveValue(temporaryPassword);
  await dialog.getByLabel("Reason").fill("No mailbox any more, seen in person");
  await dialog.getByRole("button", { name: "Ask for approval" }).click();
  await expect(agent.page.getByText("Approval asked for", { exact: true })).toBeVisible();

  const own = await openRequest(agent.page, environment.key, "Set temporary password");
  await expect(own.getByRole("button", { name: "Cancel request" })).toBeVisible();
  await expect(own.getByRole("button", { name: "Approve" })).toHaveCount(0);

  const boss = await open(browser, app.url, "admin");
  await boss.page.goto(`/${environment.key}/users`);
  const entry = boss.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Approvals/ });
  await expect(entry).toHaveText(/1 waiting/);
  await entry.click();
  await expect(boss.page.getByRole("heading", { name: "Approvals" })).toBeVisible();
  const panel = await openRequest(boss.page, environment.key, "Set temporary password");
  await expect(panel.getByText("No mailbox any more, seen in person")).toBeVisible();
  await expect(panel.getByText("Was not verified")).toBeVisible();
  await expect(panel.getByText("24 hours after the approval")).toBeVisible();
  expect(await boss.page.content()).not.toContain(temporaryPassword);
  expect((await new AxeBuilder({ page: boss.page }).analyze()).violations).toEqual([]);
  await panel.getByRole("button", { name: "Approve" }).click();
  await expect(boss.page.getByText("Approved, and done")).toBeVisible();
  await expect(panel.getByText(boss.staff.name)).toBeVisible();
  await boss.page.keyboard.press("Escape");
  await expect(boss.page.getByRole("link", { name: "Approvals", exact: true }).first()).toBeVisible();
  expect((await newestMail(agent.staff.email)).subject).toBe("Your request was approved, and is done");

  await page.goto(shop.beginUrl());
  await enterIdentifier(page, email);
  await enterPassword(page, password);
  await expect(page.getByText("This does not match.")).toBeVisible();
  await enterPassword(page, temporaryPassword);
  await page.getByLabel("New password", { exact: true }).fill("harbour violet lantern");
  await page.getByRole("button", { name: "Set new password" }).click();
  await waitForCode(page);

  await boss.page.goto(`/${environment.key}/users/${user.id}/activity`);
  await boss.page.getByRole("button", { name: "Temporary password set", exact: true }).click();
  const event = boss.page.getByRole("dialog", { name: "Temporary password set" });
  await expect(event.getByRole("row", { name: /Approval requested by id/ })).toContainText(agent.staff.id);
  await expect(event.getByRole("row", { name: /Approval approved by id/ })).toContainText(boss.staff.id);
  await agent.close();
  await boss.close();
});

test("a hand-over link is made when it is approved, and shown to who approves alone", async ({
  page,
  browser,
  app,
}) => {
  const { shop, environment, user, email } = await setUp(app.url);
  const agent = await open(browser, app.url, "support");
  await agent.page.goto(`/${environment.key}/users/${user.id}`);
  await agent.page.getByRole("button", { name: "Create hand-over link" }).click();
  const dialog = agent.page.getByRole("dialog", { name: /^Hand over a password/ });
  await agent.page.emulateMedia({ colorScheme: "dark" });
  const groundOf = (locator: Locator) =>
    locator.evaluate((element) => getComputedStyle(element).backgroundColor);
  const notice = dialog.getByRole("status").filter({ hasText: "A second person has to approve this" });
  expect(await groundOf(notice)).not.toBe(await groundOf(dialog));
  await dialog.getByLabel("Reason").fill("Lost everything");
  await dialog.getByRole("button", { name: "Ask for approval" }).click();
  await expect(agent.page.getByText("Approval asked for", { exact: true })).toBeVisible();

  const boss = await open(browser, app.url, "owner");
  const panel = await openRequest(boss.page, environment.key, "Create hand-over link");
  await panel.getByRole("button", { name: "Approve" }).click();
  const field = panel.getByLabel("Hand-over link");
  const link = await field.inputValue();
  const close = boss.page.getByRole("alertdialog", { name: "Close without the link?" });
  await boss.page.keyboard.press("Escape");
  await close.getByRole("button", { name: "Keep it open" }).press("Enter");
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(close).toBeVisible();
  await boss.page.keyboard.press("Escape");
  await expect(close).toBeHidden();
  await expect(field).toHaveValue(link);
  await boss.page.evaluate(() => window.history.back());
  await expect(close).toBeVisible();
  await boss.page.keyboard.press("Escape");
  // Copied by hand, it is free to go.
  await field.focus();
  await boss.page.keyboard.press("ControlOrMeta+c");
  await boss.page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await openRequest(boss.page, environment.key, "Create hand-over link");
  await expect(panel).toBeVisible();
  await boss.page.reload();
  await expect(panel.getByText("Approved", { exact: true })).toBeVisible();
  await expect(panel.getByLabel("Hand-over link")).toHaveCount(0);
  await agent.page.reload();
  expect(await agent.page.content()).not.toContain(link);

  await page.goto(link);
  await page.getByRole("button", { name: "Show password" }).click();
  const shown = (await page.locator("pre").textContent()) ?? "";
  await page.goto(shop.beginUrl());
  await enterIdentifier(page, email);
  await enterPassword(page, shown.trim());
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await agent.close();
  await boss.close();
});

test("refused with a reason, cancelled, and approved too late", async ({ browser, app }) => {
  const { environment, user } = await setUp(app.url);
  const agent = await open(browser, app.url, "support");
  const ask = async () => {
    await agent.page.goto(`/${environment.key}/users/${user.id}`);
    await agent.page.getByRole("button", { name: "Reset password" }).click();
    const dialog = agent.page.getByRole("dialog", { name: /^Reset the password/ });
    await dialog.getByLabel("Reason").fill("Forgot it");
    await dialog.getByRole("button", { name: "Ask for approval" }).click();
    await expect(agent.page.getByText("Approval asked for", { exact: true })).toBeVisible();
  };
  const boss = await open(browser, app.url, "admin");
  await ask();
  const panel = await openRequest(boss.page, environment.key, "Reset password");
  await panel.getByRole("button", { name: "Refuse" }).press("Enter");
  await expect(panel.getByLabel("Why do you refuse?")).toBeFocused();
  await panel.getByRole("button", { name: "Back" }).press("Enter");
  await expect(panel.getByRole("button", { name: "Refuse" })).toBeFocused();
  await panel.getByRole("button", { name: "Refuse" }).press("Enter");
  await panel.getByRole("button", { name: "Refuse request" }).click();
  await expect(panel.getByText("Say why: the reason is kept in the log.")).toBeVisible();
  await panel.getByLabel("Why do you refuse?").fill("Call them back first");
  await panel.getByRole("button", { name: "Refuse request" }).click();
  await expect(boss.page.getByText("Request refused", { exact: true })).toBeVisible();
  const told = await openRequest(agent.page, environment.key, "Reset password");
  await expect(told.getByText("Call them back first")).toBeVisible();

  await ask();
  const late = await openRequest(boss.page, environment.key, "Reset password");
  const own = await openRequest(agent.page, environment.key, "Reset password");
  await own.getByRole("button", { name: "Cancel request" }).click();
  await expect(agent.page.getByText("Request cancelled", { exact: true })).toBeVisible();
  await late.getByRole("button", { name: "Approve" }).click();
  await expect(late.getByText("This request was cancelled already.")).toBeVisible();

  await ask();
  await db.user.update({ where: { id: user.id }, data: { status: "suspended" } });
  const failing = await openRequest(boss.page, environment.key, "Reset password");
  await failing.getByRole("button", { name: "Approve" }).click();
  await expect(failing.getByText("Approved, but it could not be done")).toBeVisible();
  await expect(failing.getByText("This user is suspended and cannot sign in.")).toBeVisible();

  await boss.page.goto(`/${environment.key}/approvals?state=refused`);
  await expect(boss.page.getByRole("row")).toHaveCount(2);
  await agent.close();
  await boss.close();
});

test("who asked cannot approve, an auditor reads along without a decision", async ({ browser, app }) => {
  const { environment, user } = await setUp(app.url);
  const boss = await open(browser, app.url, "admin");
  await boss.page.goto(`/${environment.key}/users`);
  await boss.page.getByRole("button", { name: "Actions for Kiri Moa" }).click();
  await boss.page.getByRole("menuitem", { name: "Delete user" }).click();
  const dialog = boss.page.getByRole("dialog", { name: "Delete Kiri Moa" });
  await dialog.getByRole("radio", { name: /Completely remove/ }).check();
  await dialog.getByLabel("Reason").fill("Asked for it by letter");
  await dialog.getByRole("button", { name: "Ask for approval" }).click();
  await expect(boss.page.getByText("Approval asked for", { exact: true })).toBeVisible();
  expect(await db.user.count({ where: { id: user.id } })).toBe(1);
  const panel = await openRequest(boss.page, environment.key, "Delete user");
  await expect(panel.getByText("You asked for this yourself")).toBeVisible();
  await expect(panel.getByRole("button", { name: "Approve" })).toHaveCount(0);

  const auditor = await open(browser, app.url, "auditor");
  await auditor.page.goto(`/${environment.key}/users`);
  await expect(auditor.page.getByRole("link", { name: "Bulk actions" })).toBeVisible();
  await auditor.page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Approvals" })
    .click();
  await expect(auditor.page.getByRole("heading", { name: "Approvals" })).toBeVisible();
  const read = await openRequest(auditor.page, environment.key, "Delete user");
  await expect(read.getByText("Asked for it by letter")).toBeVisible();
  for (const name of ["Approve", "Refuse", "Cancel request"]) {
    await expect(read.getByRole("button", { name })).toHaveCount(0);
  }

  const owner = await open(browser, app.url, "owner");
  const second = await openRequest(owner.page, environment.key, "Delete user");
  await second.getByRole("button", { name: "Approve" }).click();
  await expect(owner.page.getByText("Approved, and done")).toBeVisible();
  expect(await db.user.count({ where: { id: user.id } })).toBe(0);
  expect(await db.deletedUser.count({ where: { id: user.id } })).toBe(1);
  await Promise.all([boss, auditor, owner].map(({ close }) => close()));
});

test("identities wait for approval too: what was typed is kept, and a clash is said before anybody is asked", async ({
  browser,
  app,
}) => {
  const { environment, user, email } = await setUp(app.url);
  const other = await createUserRow({ environmentId: environment.id, firstName: "Bea" });
  const agent = await open(browser, app.url, "support");
  await agent.page.goto(`/${environment.key}/users/${user.id}`);
  await agent.page.getByRole("button", { name: "Add identity" }).click();
  const dialog = agent.page.getByRole("dialog", { name: "Add identity" });
  await dialog.getByLabel("Email", { exact: true }).fill(other.email ?? "");
  await dialog.getByLabel("Reason").fill("New mailbox");
  await dialog.getByRole("button", { name: "Ask for approval" }).click();
  await expect(dialog.getByText(/already has this email address/)).toBeVisible();
  await dialog.getByLabel("Email", { exact: true }).fill("kiri@new.example");
  await dialog.getByRole("button", { name: "Ask for approval" }).click();
  await expect(agent.page.getByText("Approval asked for", { exact: true })).toBeVisible();

  await agent.page.getByRole("button", { name: `Actions for ${email}` }).click();
  await agent.page.getByRole("menuitem", { name: "Delete identity" }).click();
  const remove = agent.page.getByRole("alertdialog", { name: "Delete identity" });
  await remove.getByLabel(/^Type/).fill(email);
  await remove.getByLabel("Reason").fill("Mailbox is gone");
  await remove.getByRole("button", { name: "Ask for approval" }).click();
  await expect(agent.page.getByText("Approval asked for", { exact: true }).last()).toBeVisible();

  const boss = await open(browser, app.url, "admin");
  const panel = await openRequest(boss.page, environment.key, "Add identity");
  await expect(panel.getByText("kiri@new.example")).toBeVisible();
  await panel.getByRole("button", { name: "Approve" }).click();
  await expect(boss.page.getByText("Approved, and done")).toBeVisible();
  await agent.page.reload();
  await expect(agent.page.getByRole("region", { name: "Identities" })).toContainText("kiri@new.example");
  await agent.close();
  await boss.close();
});
