import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import {
  createOrganizationRow,
  createRoleRow,
  createTestEnvironment,
  type TestEnvironment,
} from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

const registrations = "Allow registrations";
const takesOthers = "Add users to this organization if no organization is specified";

let environment: TestEnvironment;

test.beforeEach(async ({ app, context }) => {
  environment = await createTestEnvironment();
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
});

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Policies saved")).toBeVisible();
}

const findEnvironment = () => db.environment.findUniqueOrThrow({ where: { id: environment.id } });

test("the policies of an environment are found in Settings, changed twice, and stay", async ({ page }) => {
  await page.goto(`/${environment.key}/settings`);
  await page.getByRole("main").getByRole("link", { name: "Policies" }).click();
  await page.getByLabel("Allowed domains").fill("Acme.Example\nmünchen.de, acme.example");
  await page.getByRole("switch", { name: "Allow organizations to be created on sign up" }).check();
  await page.getByRole("switch", { name: "Sign users in to most recent org" }).check();
  await page.getByRole("switch", { name: "Sync user profiles on sign in" }).uncheck();
  await save(page);
  await expect(page.getByLabel("Allowed domains")).toHaveValue("acme.example\nxn--mnchen-3ya.de");
  expect(await findEnvironment()).toMatchObject({
    allowedDomains: ["acme.example", "xn--mnchen-3ya.de"],
    isSelfSignUpAllowed: true,
    canCreateOrganizationOnSignUp: true,
    isMostRecentOrganization: true,
    isProfileSyncedOnSignIn: false,
  });

  await page.getByLabel("Allowed domains").fill("com");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("com belongs to everybody")).toBeVisible();
  await page.getByLabel("Allowed domains").fill("");
  await page.getByRole("switch", { name: /^Sign users up to the default organization/ }).uncheck();
  await page.getByRole("switch", { name: "Allow self-sign up" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect.poll(findEnvironment).toMatchObject({
    allowedDomains: [],
    isSelfSignUpAllowed: false,
    isDefaultOrganizationOnSignUp: false,
  });
});

test("of two admins who save an environment's policies the second is told what changed", async ({ page }) => {
  await page.goto(`/${environment.key}/settings/policies`);
  await page.getByLabel("Minutes until a one-time code expires").fill("30");
  await db.environment.update({ where: { id: environment.id }, data: { isSelfSignUpAllowed: false } });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("“Allow self-sign up” is now off")).toBeVisible();
  expect((await findEnvironment()).codeExpiryMinutes).toBe(120);
});

test("the policies of an organization: registrations, domains and default roles", async ({ page }) => {
  const acme = await createOrganizationRow({ environmentId: environment.id, name: "Acme" });
  await createRoleRow({ environmentId: environment.id, key: "editor", name: "Editor" });
  await page.goto(`/${environment.key}/organizations/${acme.id}`);
  await page.getByRole("link", { name: "Policies", exact: true }).click();
  await expect(page.getByRole("switch", { name: takesOthers })).toHaveCount(0);
  await page.getByRole("switch", { name: registrations }).check();
  await page.getByLabel("Allowed domains").fill("acme.example");
  await page.getByRole("switch", { name: "Editor" }).check();
  await save(page);
  await page.reload();
  await expect(page.getByRole("switch", { name: registrations })).toBeChecked();
  await expect(page.getByRole("switch", { name: "Editor" })).toBeChecked();
  await expect(page.getByLabel("Allowed domains")).toHaveValue("acme.example");

  await page.getByLabel("Allowed domains").fill("late.example");
  await db.organization.update({ where: { id: acme.id }, data: { isRegistrationAllowed: false } });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("“Allow registrations” is now off")).toBeVisible();
});

test("the default organization shows the environment's switch, and both pages say the same", async ({
  page,
}) => {
  await page.goto(`/${environment.key}/organizations/${environment.organizationId}/policies`);
  await page.getByRole("switch", { name: takesOthers }).uncheck();
  await save(page);
  await page.goto(`/${environment.key}/settings/policies`);
  await expect(
    page.getByRole("switch", { name: /^Sign users up to the default organization/ }),
  ).not.toBeChecked();
});

test("who may not change policies can read them", async ({ page, app, context }) => {
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  for (const path of ["settings/policies", `organizations/${environment.organizationId}/policies`]) {
    await page.goto(`/${environment.key}/${path}`);
    await expect(page.getByLabel("Allowed domains")).toHaveAttribute("readonly");
    await expect(page.getByRole("switch").first()).toBeDisabled();
    await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  }
});
