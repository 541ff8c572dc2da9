import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { createOrganizationRow, createRoleRow } from "@/prisma/factories";
import type { Prisma } from "@/prisma/generated/client";
import { expect, test } from "./fixtures";
import { createTeaShop, newestMail, waitForCode } from "./tea-shop";

let count = 0;
const newEmail = (domain = "people.example") => `joan-${++count}-${process.pid}@${domain}`;
const refusedHeading = { name: "You cannot create an account here" };

async function setUp(appUrl: string, policies: Prisma.EnvironmentUpdateInput = {}) {
  const shop = await createTeaShop(appUrl);
  const environmentId = shop.environment.id;
  await db.environment.update({ where: { id: environmentId }, data: policies });
  const acme = await createOrganizationRow({ environmentId, name: "Acme" });
  const allow = (data: Prisma.OrganizationUpdateInput) =>
    db.organization.update({ where: { id: acme.id }, data });
  const signUpUrl = (extra: Record<string, string> = {}) => shop.beginUrl({ prompt: "create", ...extra });
  return { shop, environmentId, acme, allow, signUpUrl };
}

async function fillForm(page: Page, email: string): Promise<void> {
  await page.getByLabel("First name").fill("Joan");
  await page.getByLabel("Last name").fill("Clarke");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("kestrel moss window");
  await page.getByRole("button", { name: "Create account" }).click();
}

async function enterCode(page: Page, email: string): Promise<void> {
  await page.getByLabel("6-digit code").fill((await newestMail(email)).code);
  await page.getByRole("button", { name: "Continue" }).click();
}

async function signUp(page: Page, url: string, email: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(url);
  await fillForm(page, email);
  await expect(page.getByText(`We sent a code to ${email}`)).toBeVisible();
  await enterCode(page, email);
  await waitForCode(page);
}

async function accessOf(email: string): Promise<string[]> {
  const links = await db.membership.findMany({
    where: { user: { email } },
    include: { organization: true, roles: { include: { role: true } } },
  });
  return links
    .map(({ organization, roles }) =>
      [organization.name, ...roles.map(({ role }) => role.key).sort()].join(" "),
    )
    .sort();
}

test("the environment's allowed domains refuse other addresses in words, and a change holds at once", async ({
  page,
  app,
}) => {
  const { environmentId, signUpUrl } = await setUp(app.url, { allowedDomains: ["acme.example"] });
  await page.goto(signUpUrl());
  const email = newEmail();
  await fillForm(page, email);
  await expect(page.getByText("Accounts here are for addresses of certain domains")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await expect(page.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
  await db.environment.update({ where: { id: environmentId }, data: { allowedDomains: [] } });
  await fillForm(page, email);
  await expect(page.getByText(`We sent a code to ${email}`)).toBeVisible();

  await db.environment.update({ where: { id: environmentId }, data: { isSelfSignUpAllowed: false } });
  await enterCode(page, email);
  await expect(page.getByText("New accounts are not open to everyone here.")).toBeVisible();
  expect(await db.user.count({ where: { environmentId } })).toBe(0);
});

test("a code leads into its organization with the default roles of both kinds", async ({ page, app }) => {
  const { environmentId, acme, allow, signUpUrl } = await setUp(app.url);
  await allow({ isRegistrationAllowed: true });
  const member = await createRoleRow({ environmentId, key: "member" });
  await db.role.update({ where: { id: member.id }, data: { isAssignedToNewUsers: true } });
  const editor = await createRoleRow({ environmentId, key: "editor" });
  await db.organizationDefaultRole.create({ data: { organizationId: acme.id, roleId: editor.id } });
  const [byCode, without] = [newEmail(), newEmail()];
  await signUp(page, signUpUrl({ org_code: acme.code }), byCode);
  expect(await accessOf(byCode)).toEqual(["Acme editor member"]);
  await signUp(page, signUpUrl(), without);
  expect(await accessOf(without)).toEqual(["Default member"]);
});

test("the code of a closed, suspended or unknown organization is refused, each with its reason", async ({
  page,
  app,
}) => {
  const { acme, allow, signUpUrl } = await setUp(app.url);
  const refuses = async (code: string, words: string) => {
    await page.goto(signUpUrl({ org_code: code }));
    await expect(page.getByRole("heading", refusedHeading)).toBeVisible();
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByRole("button", { name: "Create account" })).toHaveCount(0);
  };
  await refuses(acme.code, "takes new users by invitation only");
  await refuses("org_00000000000", "does not exist");
  await allow({ isRegistrationAllowed: true, suspendedAt: new Date() });
  await refuses(acme.code, "is closed at the moment");
});

test("an address of an organization's domain comes into it by itself; with its code no other does", async ({
  page,
  app,
}) => {
  const { environmentId, acme, allow, signUpUrl } = await setUp(app.url);
  await allow({ allowedDomains: ["acme.example"] });
  const beta = await createOrganizationRow({ environmentId, name: "Beta" });
  await db.organization.update({ where: { id: beta.id }, data: { allowedDomains: ["acme.example"] } });
  const [both, other] = [newEmail("acme.example"), newEmail()];
  await page.goto(signUpUrl());
  await fillForm(page, both);
  await expect(page.getByText(`We sent a code to ${both}`)).toBeVisible();
  await enterCode(page, both);
  await page.getByRole("button", { name: "Beta" }).click();
  await waitForCode(page);
  expect(await accessOf(both)).toEqual(["Acme", "Beta"]);

  await page.context().clearCookies();
  await page.goto(signUpUrl({ org_code: acme.code }));
  await fillForm(page, other);
  await expect(page.getByText("This organization takes addresses of its own domains only.")).toBeVisible();
});

test("where the default organization takes nobody, who belongs nowhere is told so", async ({ page, app }) => {
  const { allow, signUpUrl } = await setUp(app.url, { isDefaultOrganizationOnSignUp: false });
  await allow({ allowedDomains: ["acme.example"] });
  await page.goto(signUpUrl());
  await fillForm(page, newEmail());
  await expect(page.getByText("Your address belongs to no organization here")).toBeVisible();
  const email = newEmail("acme.example");
  await signUp(page, signUpUrl(), email);
  expect(await accessOf(email)).toEqual(["Acme"]);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a new organization is made with the account, under the name asked for at the form", async ({
      page,
      app,
    }) => {
      const { signUpUrl } = await setUp(app.url, { canCreateOrganizationOnSignUp: true });
      const email = newEmail();
      await page.goto(signUpUrl({ is_create_org: "true" }));
      await page.getByLabel("Organization name").fill("   ");
      await fillForm(page, email);
      await expect(page.getByText("Enter the name of your organization.")).toBeVisible();
      await page.getByLabel("Organization name").fill("Kererū Ltd");
      await fillForm(page, email);
      await expect(page.getByText(`We sent a code to ${email}`)).toBeVisible();
      await enterCode(page, email);
      await waitForCode(page);
      expect(await accessOf(email)).toEqual(["Kererū Ltd"]);
    });
  });
}

test("a new organization takes the name that the application passes, and none is made where that is off", async ({
  page,
  app,
}) => {
  const { environmentId, signUpUrl } = await setUp(app.url, { canCreateOrganizationOnSignUp: true });
  const url = signUpUrl({ is_create_org: "true", org_name: "Tūī Ltd" });
  const email = newEmail();
  await page.goto(url);
  await expect(page.getByText("The organization Tūī Ltd is created with your account")).toBeVisible();
  await expect(page.getByLabel("Organization name")).toHaveCount(0);
  await signUp(page, url, email);
  expect(await accessOf(email)).toEqual(["Tūī Ltd"]);

  const data = { canCreateOrganizationOnSignUp: false };
  await db.environment.update({ where: { id: environmentId }, data });
  await page.context().clearCookies();
  await page.goto(url);
  await expect(page.getByRole("heading", refusedHeading)).toBeVisible();
  await expect(page.getByText("New organizations cannot be created at sign-up here.")).toBeVisible();
});
