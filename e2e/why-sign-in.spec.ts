import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { setPolicies } from "@/lib/support/test-desk";
import { createIdentityRow, createOrganizationRow, createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";
import { createTeaShop, enterIdentifier, enterPassword, waitForCode } from "./tea-shop";

const password = "kestrel moss window";
let count = 0;
const newEmail = () => `why-${++count}-${process.pid}@example.com`;

async function setUp(appUrl: string, options: Partial<Parameters<typeof createUserRow>[0]> = {}) {
  const shop = await createTeaShop(appUrl);
  const email = newEmail();
  const environmentId = shop.environment.id;
  const user = await createUserRow({ environmentId, email, password, firstName: "Kiri", ...options });
  return { shop, email, user, profile: `/${shop.environment.key}/users/${user.id}` };
}

const panel = (page: Page) =>
  page.getByRole("region", { name: /^(Why can't they sign in|They can sign in)/ });

test("an agent finds out why somebody is locked out, unlocks them, and they sign in", async ({
  page,
  context,
  browser,
  app,
}) => {
  const { shop, email, profile } = await setUp(app.url);
  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(shop.beginUrl());
  await enterIdentifier(theirs, email);
  for (let attempt = 1; attempt < 5; attempt++) {
    await enterPassword(theirs, `wrong ${attempt}`);
    await expect(theirs.getByText("This does not match.")).toBeVisible();
  }
  await enterPassword(theirs, "wrong at last");
  await expect(theirs.getByRole("heading", { name: "Too many attempts" })).toBeVisible();

  await addSession(context, app.url, (await startStaffSession("support")).cookie);
  await page.goto(profile);
  await expect(panel(page).getByRole("heading", { name: "Why can't they sign in?" })).toBeVisible();
  await expect(panel(page).getByText("the account is locked")).toBeVisible();
  await expect(panel(page).getByRole("list", { name: "Last failures" }).getByRole("listitem")).toHaveCount(3);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await panel(page).getByRole("button", { name: "Unlock user" }).click();
  await expect(panel(page).getByRole("heading", { name: "They can sign in" })).toBeVisible();
  await expect(panel(page).getByText("Nothing stands in the way")).toBeVisible();

  await theirs.goto(shop.beginUrl({ prompt: "login" }));
  await enterIdentifier(theirs, email);
  await enterPassword(theirs, password);
  await waitForCode(theirs);
  await other.close();
});

test("everything that keeps somebody out is named, with a deed for what comes first", async ({
  page,
  context,
  app,
}) => {
  const { user, email, shop, profile } = await setUp(app.url, { status: "suspended" });
  const past = new Date(Date.now() - 60_000);
  await db.user.update({ where: { id: user.id }, data: { newPasswordRequiredAt: past } });
  const temporary = { isTemporary: true, temporaryExpiresAt: past };
  await db.password.update({ where: { userId: user.id }, data: temporary });
  const message = {
    recipient: email,
    subject: "Your code",
    status: "failed",
    error: "550 no such user",
  } as const;
  await db.outboxMessage.create({
    data: { id: "019aa000-0000-7000-8000-000000000001", environmentId: shop.environment.id, ...message },
  });
  await addSession(context, app.url, (await startStaffSession("support")).cookie);
  await page.goto(profile);
  await expect(panel(page).getByText("The user is suspended.")).toBeVisible();
  await expect(panel(page).getByText("The temporary password expired")).toBeVisible();
  await expect(panel(page).getByText(`The last message to ${email} did not get out`)).toContainText("550");
  await panel(page).getByRole("button", { name: "Restore user" }).click();
  await expect(panel(page).getByText("The user is suspended.")).toBeHidden();
  await panel(page).getByRole("button", { name: "Set temporary password" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Password", { exact: true }).fill("harbour lamp ninety two");
  await dialog.getByRole("button", { name: "Set temporary password" }).click();
  await expect(panel(page).getByRole("heading", { name: "They can sign in" })).toBeVisible();
  await expect(panel(page).getByText("They sign in with the temporary password, once")).toBeVisible();
});

test("the answer for one organization, theirs or not; who may only read gets no deed", async ({
  page,
  context,
  app,
}) => {
  const { shop, user, profile } = await setUp(app.url);
  const environmentId = shop.environment.id;
  const closed = await createOrganizationRow({ environmentId, name: "Northern Tea Traders" });
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  await page.goto(profile);
  await expect(panel(page).getByRole("heading", { name: "They can sign in" })).toBeVisible();
  await panel(page).getByRole("button", { name: "When they sign in to" }).click();
  const own = await db.membership.findFirstOrThrow({
    where: { userId: user.id },
    select: { organization: { select: { name: true } } },
  });
  const offered = page.getByRole("list", { name: "Organizations" }).getByRole("button");
  await expect(offered).toHaveText(["Any organization", own.organization.name]);
  await page.getByRole("searchbox", { name: "Find an organization" }).fill("Northern");
  await page.getByRole("button", { name: "Northern Tea Traders" }).click();
  await expect(panel(page).getByText(`They do not belong to ${closed.name}`)).toBeVisible();
  await expect(panel(page).getByRole("link", { name: "Change organizations" })).toBeVisible();
  await expect(panel(page).getByRole("button", { name: /Unlock|Restore|password/ })).toHaveCount(0);
  await db.organization.update({ where: { id: closed.id }, data: { isRegistrationAllowed: true } });
  await page.reload();
  await expect(panel(page).getByText("join it by its policy")).toBeVisible();
});

test("what has to come before a deed is said of that deed alone", async ({ page, context, app }) => {
  const { shop, user, profile } = await setUp(app.url);
  const past = new Date(Date.now() - 60_000);
  await db.user.update({ where: { id: user.id }, data: { newPasswordRequiredAt: past } });
  const temporary = { isTemporary: true, temporaryExpiresAt: past };
  await db.password.update({ where: { userId: user.id }, data: temporary });
  await addSession(context, app.url, (await startStaffSession("support")).cookie);
  const approve = panel(page).getByText("a second person has to approve");
  const verify = panel(page).getByText("verify the caller first");

  await setPolicies(shop.environment.id, { reset_password: "approval" });
  await page.goto(profile);
  await expect(approve).toHaveText(/^Reset password: a second person has to approve it here\./);
  await expect(verify).toHaveCount(0);

  await setPolicies(shop.environment.id, { set_temporary_password: "caller_verified" });
  await page.reload();
  await expect(approve).toHaveText(/^Reset password:/);
  await expect(verify).toHaveText(/^Set temporary password: verify the caller first\./);

  await setPolicies(shop.environment.id, { set_temporary_password: "approval" });
  await page.reload();
  await expect(approve).toHaveText(/^Set temporary password and Reset password: .* approve each here\./);
  await expect(verify).toHaveCount(0);
});

test("an unverified address beside a verified one: the panel names the code that it asks for", async ({
  page,
  context,
  app,
}) => {
  const { shop, user, profile } = await setUp(app.url);
  const value = newEmail();
  const identity = { environmentId: shop.environment.id, userId: user.id, type: "email", value } as const;
  await createIdentityRow({ ...identity, isVerified: false });
  await addSession(context, app.url, (await startStaffSession("support")).cookie);
  await page.goto(profile);
  await expect(panel(page).getByRole("heading", { name: "They can sign in" })).toBeVisible();
  const sentence = `If they sign in with ${value}, they enter a code that is mailed there.`;
  await expect(panel(page).getByText(sentence)).toBeVisible();
  await context.clearCookies();
  await page.goto(shop.beginUrl());
  await enterIdentifier(page, value);
  await enterPassword(page, password);
  await expect(page.getByRole("heading", { name: "Confirm your email" })).toBeVisible();
});
