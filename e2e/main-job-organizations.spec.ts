import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { createSubscriberRow } from "@/prisma/create-subscriber-row";
import { createTestEnvironment } from "@/prisma/factories";
import { startExampleApp } from "./example-app";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";
import { newestMail } from "./tea-shop";

const PASSWORD = "kestrel moss window";

async function addPermission(page: Page, path: string, name: string, key: string): Promise<void> {
  await page.goto(`${path}/settings/permissions`);
  await page.getByRole("link", { name: "Add permission" }).click();
  const dialog = page.getByRole("dialog", { name: "Add permission" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Key").fill(key);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Permission added")).toBeVisible();
}

async function addRole(page: Page, path: string, name: string, switches: string[]): Promise<void> {
  await page.goto(`${path}/settings/roles`);
  await page.getByRole("link", { name: "Add role" }).click();
  const dialog = page.getByRole("dialog", { name: "Add role" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Key").fill(name.toLowerCase());
  for (const label of switches) await dialog.getByRole("switch", { name: label }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Role added")).toBeVisible();
}

/** Adds an organization; gives its code. */
async function addOrganization(page: Page, path: string, name: string): Promise<string> {
  await page.goto(`${path}/organizations`);
  await page.getByRole("button", { name: "Add organization" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add organization" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  const { code } = await db.organization.findFirstOrThrow({
    where: { name, environment: { key: path.slice(1) } },
  });
  return code;
}

async function savePolicies(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Policies saved")).toBeVisible();
}

async function beginSignUp(page: Page, shopUrl: string, orgCode: string): Promise<void> {
  await page.goto(shopUrl);
  await page.getByLabel("Organization code").fill(orgCode);
  await page.getByRole("button", { name: "Create an account" }).click();
}

async function signUp(page: Page, email: string): Promise<void> {
  await page.getByLabel("First name").fill("Grace");
  await page.getByLabel("Last name").fill("Hopper");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await enterMailedCode(page, email);
}

async function enterMailedCode(page: Page, email: string): Promise<void> {
  await page.getByLabel("6-digit code").fill((await newestMail(email)).code);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** What the application reads in its token. */
async function accessOf(page: Page): Promise<unknown> {
  await expect(page.getByRole("heading", { name: "Access" })).toBeVisible();
  const { org_code, permissions, roles } = JSON.parse(
    (await page.locator("pre").first().textContent()) ?? "",
  );
  return { org_code, permissions, roles: roles.map(({ name }: { name: string }) => name) };
}

test("a product of many customers: modelled by an admin, signed up to by code and by domain, seen in the token", async ({
  page,
  context,
  browser,
  app,
}) => {
  test.setTimeout(180_000);
  const environment = await createTestEnvironment();
  const path = `/${environment.key}`;
  const suffix = environment.key.slice(5);
  await addSession(context, app.url, (await startStaffSession("owner")).cookie);
  const shop = await startExampleApp(app.url, environment);
  const codes: Record<string, string> = {};

  await test.step("permissions and roles, one of them for every new user", async () => {
    await addPermission(page, path, "View reports", "read:reports");
    await addPermission(page, path, "Change reports", "write:reports");
    await addRole(page, path, "Reader", ["Assign to new users", "View reports"]);
    await addRole(page, path, "Analyst", ["View reports", "Change reports"]);
  });

  await test.step("three organizations: by code, by domain, by invitation", async () => {
    for (const name of ["Acme", "Birch", "Cedar"]) codes[name] = await addOrganization(page, path, name);
    const ids = await db.organization.findMany({ where: { environmentId: environment.id } });
    const idOf = (name: string) => ids.find((organization) => organization.name === name)?.id;
    await page.goto(`${path}/organizations/${idOf("Acme")}/policies`);
    await page.getByRole("switch", { name: "Allow registrations" }).check();
    await page.getByRole("switch", { name: "Analyst" }).check();
    await savePolicies(page);
    await page.goto(`${path}/organizations/${idOf("Birch")}/policies`);
    await page.getByLabel("Allowed domains").fill(`birch-${suffix}.example`);
    await savePolicies(page);
  });

  await test.step("the application's tokens carry roles", async () => {
    await page.goto(`${path}/settings/applications/${shop.applicationId}/tokens`);
    await page.getByRole("switch", { name: "Roles (array)" }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Token settings saved")).toBeVisible();
  });

  const visitor = async () => (await browser.newContext()).newPage();

  await test.step("the code of Acme leads into Acme, with its default role beside everyone's", async () => {
    const tab = await visitor();
    await beginSignUp(tab, shop.url, codes.Acme ?? "");
    await signUp(tab, `grace-${suffix}@anywhere.example`);
    expect(await accessOf(tab)).toEqual({
      org_code: codes.Acme,
      permissions: ["read:reports", "write:reports"],
      roles: ["Analyst", "Reader"],
    });
    await tab.context().close();
  });

  await test.step("an address of Birch leads into Birch", async () => {
    const tab = await visitor();
    await beginSignUp(tab, shop.url, "");
    await signUp(tab, `grace@birch-${suffix}.example`);
    expect(await accessOf(tab)).toEqual({
      org_code: codes.Birch,
      permissions: ["read:reports"],
      roles: ["Reader"],
    });
    await tab.context().close();
  });

  await test.step("Cedar is by invitation, and says so", async () => {
    const tab = await visitor();
    await beginSignUp(tab, shop.url, codes.Cedar ?? "");
    await expect(tab.getByText("takes new users by invitation only")).toBeVisible();
    await tab.context().close();
  });

  await test.step("a subscriber becomes a user and signs in", async () => {
    const email = `ana-${suffix}@anywhere.example`;
    const { id: environmentId } = environment;
    await createSubscriberRow({
      environmentId,
      firstName: "Ana",
      lastName: "Bell",
      email,
      emailProvenAt: new Date(),
    });
    await page.goto(`${path}/users/subscribers`);
    await page.getByRole("row", { name: "Ana Bell" }).getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name: "Convert to user" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Convert" }).click();
    await expect(page.getByText("Subscriber converted to user")).toBeVisible();

    const tab = await visitor();
    await tab.goto(shop.url);
    await tab.getByRole("button", { name: "Sign in" }).click();
    await tab.getByLabel("Email, username or phone").fill(email);
    await tab.getByRole("button", { name: "Continue" }).click();
    await tab.getByRole("link", { name: "Forgot password?" }).click();
    await tab.getByRole("button", { name: "Send code" }).click();
    await expect(tab.getByRole("heading", { name: "Check your email" })).toBeVisible();
    await enterMailedCode(tab, email);
    await tab.getByLabel("New password", { exact: true }).fill(PASSWORD);
    await tab.getByRole("button", { name: "Set new password" }).click();
    const { code } = await db.organization.findUniqueOrThrow({ where: { id: environment.organizationId } });
    expect(await accessOf(tab)).toEqual({
      org_code: code,
      permissions: ["read:reports"],
      roles: ["Reader"],
    });
    await tab.context().close();
  });
  await shop.stop();
});
