import type { Page } from "@playwright/test";
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
import { type ExampleApp, startExampleApp } from "./example-app";
import { expect, test } from "./fixtures";

const PASSWORD = "quiet-meadow-telescope-41";

let environment: TestEnvironment;
let shop: ExampleApp;

test.beforeEach(async ({ app }) => {
  environment = await createTestEnvironment();
  shop = await startExampleApp(app.url, environment, { accessTokenClaims: ["org_name", "roles"] });
});
test.afterEach(() => shop.stop());

/** A user of two organizations, with a role in the second one. */
async function memberOfTwo() {
  const environmentId = environment.id;
  const alder = await createOrganizationRow({ environmentId, name: "Alder" });
  const birch = await createOrganizationRow({ environmentId, name: "Birch" });
  const user = await createUserRow({
    environmentId,
    password: PASSWORD,
    organizationIds: [alder.id, birch.id],
  });
  await createPermissionRow({ environmentId, key: "read:reports", name: "Read reports" });
  const role = await createRoleRow({
    environmentId,
    key: "analyst",
    name: "Analyst",
    permissions: ["read:reports"],
  });
  await giveRole({ userId: user.id, organizationId: birch.id, roleId: role.id });
  return { user, email: user.email ?? "", alder, birch, role };
}

async function signIn(page: Page, email: string, orgCode = ""): Promise<void> {
  await page.goto(shop.url);
  await page.getByLabel("Organization code").fill(orgCode);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Email, username or phone").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function expectAccess(page: Page, access: Record<string, unknown>): Promise<void> {
  await expect(page.getByRole("heading", { name: "Access" })).toBeVisible();
  const text = await page.locator("pre").first().textContent();
  expect(JSON.parse(text ?? "")).toMatchObject(access);
}

test("who belongs to several organizations picks one, without JavaScript, and the token is of it", async ({
  browser,
}) => {
  const { email, birch, role } = await memberOfTwo();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, email);
  await expect(page.getByRole("heading", { name: "Choose an organization" })).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveCount(0);
  await page.getByRole("button", { name: "Birch" }).click();
  await expectAccess(page, {
    org_code: birch.code,
    org_name: "Birch",
    permissions: ["read:reports"],
    roles: [{ id: role.id, key: "analyst", name: "Analyst" }],
  });
  // A role taken away is gone from the next token.
  await db.membershipRole.deleteMany({ where: { roleId: role.id } });
  await page.getByRole("button", { name: "Refresh tokens" }).click();
  await page.getByRole("link", { name: "Back" }).click();
  await expectAccess(page, { org_code: birch.code, permissions: [], roles: [] });
  await context.close();
});

test("a code leads straight to its organization, and another one later without a password", async ({
  page,
}) => {
  const { user, email, alder, birch } = await memberOfTwo();
  await signIn(page, email, birch.code);
  await expectAccess(page, { org_code: birch.code, permissions: ["read:reports"] });
  await page.getByLabel("Organization code").fill(alder.code);
  await page.getByRole("button", { name: "Switch organization" }).click();
  await expectAccess(page, { org_code: alder.code, permissions: [], roles: [] });
  await expect(page.getByText(`Signed in as ${email}`)).toBeVisible();
  const signedIn = { userId: user.id, type: "authentication.succeeded" };
  expect(await db.auditEvent.findMany({ where: signedIn })).toMatchObject([{ organizationId: birch.id }]);
});

test("a sign-in to a suspended organization is refused, with the way back", async ({ page }) => {
  const { user, email, birch } = await memberOfTwo();
  await db.organization.update({ where: { id: birch.id }, data: { suspendedAt: new Date() } });
  await signIn(page, email, birch.code);
  await expect(page.getByRole("heading", { name: "This organization is suspended" })).toBeVisible();
  await page.getByRole("link", { name: "Go back to Example shop" }).click();
  await expect(page.getByText("You are not signed in.")).toBeVisible();
  const events = await db.auditEvent.findMany({ where: { userId: user.id } });
  expect(events).toMatchObject([
    { type: "authentication.refused", reason: "The organization asked for is suspended" },
  ]);
});

test("an organization of strangers and one that does not exist are refused alike, and the session stays good", async ({
  page,
}) => {
  const { user, email, alder } = await memberOfTwo();
  const foreign = await createOrganizationRow({ environmentId: environment.id, name: "Foreign" });
  await signIn(page, email, alder.code);
  for (const code of [foreign.code, "org_00000000000"]) {
    await expectAccess(page, { org_code: alder.code });
    await page.getByLabel("Organization code").fill(code);
    await page.getByRole("button", { name: "Switch organization" }).click();
    await expect(
      page.getByRole("heading", { name: "You have no access to this organization" }),
    ).toBeVisible();
    await expect(page.getByText("Foreign")).toHaveCount(0);
    await page.getByRole("link", { name: "Go back to Example shop" }).click();
  }
  await expectAccess(page, { org_code: alder.code });
  const refused = { userId: user.id, type: "authentication.refused" };
  expect(await db.auditEvent.count({ where: refused })).toBe(2);
});

test("an organization that is suspended ends at the application: no refresh, no page", async ({ page }) => {
  const { email, birch } = await memberOfTwo();
  await signIn(page, email, birch.code);
  await expectAccess(page, { org_code: birch.code });
  await db.organization.update({ where: { id: birch.id }, data: { suspendedAt: new Date() } });
  await page.getByRole("button", { name: "Refresh tokens" }).click();
  await expect(page.getByText("Gatehouse said no: invalid_grant")).toBeVisible();
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.getByText("Gatehouse ended this session: invalid_token")).toBeVisible();
});

test("somebody signed in joins an organization that is open to all only by a button", async ({ page }) => {
  const { user, email, alder } = await memberOfTwo();
  const open = await createOrganizationRow({ environmentId: environment.id, name: "Open house" });
  await db.organization.update({ where: { id: open.id }, data: { isRegistrationAllowed: true } });
  await signIn(page, email, alder.code);
  await page.getByLabel("Organization code").fill(open.code);
  await page.getByRole("button", { name: "Switch organization" }).click();
  await expect(page.getByRole("heading", { name: "Join Open house?" })).toBeVisible();
  expect(await db.membership.count({ where: { userId: user.id, organizationId: open.id } })).toBe(0);
  await page.getByRole("button", { name: "Join organization" }).click();
  await expectAccess(page, { org_code: open.code });
});

test("who signs in to an organization that is open to all joins it", async ({ page }) => {
  const open = await createOrganizationRow({ environmentId: environment.id, name: "Open house" });
  await db.organization.update({ where: { id: open.id }, data: { isRegistrationAllowed: true } });
  const other = await createUserRow({ environmentId: environment.id, password: PASSWORD });
  await signIn(page, other.email ?? "", open.code);
  await expectAccess(page, { org_code: open.code });
});

test("with many organizations one searches", async ({ page }) => {
  const environmentId = environment.id;
  const organizationIds: string[] = [];
  for (let index = 0; index < 12; index += 1) {
    const name = `Harbour ${String.fromCharCode(65 + index)}`;
    organizationIds.push((await createOrganizationRow({ environmentId, name })).id);
  }
  const user = await createUserRow({ environmentId, password: PASSWORD, organizationIds });
  await signIn(page, user.email ?? "");
  await page.getByRole("searchbox", { name: "Search organizations" }).fill("harbour k");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("button", { name: /^Harbour/ })).toHaveCount(1);
  await page.getByRole("button", { name: "Harbour K" }).click();
  await expectAccess(page, { org_name: "Harbour K" });
});

test("the organization used last is taken where the environment says so", async ({ page }) => {
  const { user, email, birch } = await memberOfTwo();
  await db.membership.updateMany({
    where: { userId: user.id, organizationId: birch.id },
    data: { lastUsedAt: new Date() },
  });
  const where = { id: environment.id };
  await db.environment.update({ where, data: { isMostRecentOrganization: true } });
  await signIn(page, email);
  await expectAccess(page, { org_code: birch.code });
});
