import type { Locator, Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { createFeatureFlagRow, overrideFlag } from "@/prisma/create-feature-flag-row";
import {
  createRoleRow,
  createTeam,
  createTestEnvironment,
  giveRole,
  type TestEnvironment,
} from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

let environment: TestEnvironment;

test.beforeEach(async ({ app, context }) => {
  environment = await createTestEnvironment();
  await addSession(context, app.url, (await startStaffSession("owner")).cookie);
});

/** Opens a page whose scripts have not come yet, and chooses; they come once this is done, or waits for them. */
async function chooseBeforeScripts(
  page: Page,
  path: string,
  control: Locator,
  choose: () => Promise<unknown>,
): Promise<void> {
  const { promise: mayCome, resolve: come } = Promise.withResolvers<void>();
  await page.route("**/_next/static/**/*.js*", async (route) => {
    await mayCome;
    await route.continue();
  });
  await page.goto(`/${environment.key}/${path}`, { waitUntil: "commit" });
  await expect(control).toBeVisible();
  const choosing = choose();
  const waiting = control.evaluate((element) => {
    if (!("disabled" in element && element.disabled) && !("readOnly" in element && element.readOnly)) {
      return new Promise<void>(() => {});
    }
  });
  await Promise.race([choosing, waiting]);
  come();
  await choosing;
  await page.waitForLoadState();
}

test("a choice in a list is kept", async ({ page }) => {
  const where = { id: environment.id };
  await db.environment.update({ where, data: { passwordResetPolicy: "caller_verified" } });
  const select = page.getByLabel("Reset password");
  await chooseBeforeScripts(page, "settings/support", select, () => select.selectOption("none"));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Support saved")).toBeVisible();
  expect(await db.environment.findUniqueOrThrow({ where })).toMatchObject({
    passwordResetPolicy: "none",
  });
});

test("one of some radios is kept", async ({ page }) => {
  const radio = page.getByRole("radio", { name: "Optional" });
  await chooseBeforeScripts(page, "settings/multi-factor-auth", radio, () => radio.check());
  await expect(radio).toBeChecked();
  await page.getByRole("switch", { name: "Authenticator app" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Multi-factor auth saved")).toBeVisible();
  await page.reload();
  await expect(radio).toBeChecked();
});

test("the values of feature flags are kept", async ({ page }) => {
  const { id: environmentId, organizationId } = environment;
  const path = `organizations/${organizationId}/feature-flags`;
  const beta = await createFeatureFlagRow({ environmentId, key: "beta", name: "Beta" });
  const theme = await createFeatureFlagRow({ environmentId, key: "theme", name: "Theme", type: "str" });
  await overrideFlag(beta, { organizationId }, "false");
  await overrideFlag(theme, { organizationId }, "harbour");
  const value = page.getByLabel("Value of Beta");
  await chooseBeforeScripts(page, path, value, () => value.selectOption("On"));
  const text = page.getByLabel("Value of Theme");
  await expect(value).toHaveValue("true");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Feature flags saved")).toBeVisible();
  await chooseBeforeScripts(page, path, text, () => text.fill("meadow"));
  await expect(text).toHaveValue("meadow");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Feature flags saved")).toBeVisible();
  const kept = await db.organizationFeatureFlag.findMany({
    where: { organizationId },
    select: { value: true },
  });
  expect(kept.map((row) => row.value).sort()).toEqual(["meadow", "true"]);
});

test.describe("the server's HTML shows what is kept", () => {
  test.beforeEach(({ page }) => page.route("**/_next/static/**/*.js*", (route) => route.abort()));

  test("on the policies of an organization", async ({ page }) => {
    const { id, key, organizationId } = environment;
    const role = await createRoleRow({ environmentId: id, key: "crew", name: "Crew" });
    await db.organization.update({
      where: { id: organizationId },
      data: { isRegistrationAllowed: true, allowedDomains: ["harbour.example"] },
    });
    await db.organizationDefaultRole.create({ data: { organizationId, roleId: role.id } });
    await page.goto(`/${key}/organizations/${organizationId}/policies`);
    await expect(page.getByRole("switch", { name: "Allow registrations" })).toBeChecked();
    await expect(page.getByLabel("Allowed domains")).toHaveValue("harbour.example");
    await expect(page.getByRole("switch", { name: "Crew" })).toBeChecked();
  });

  test("in settings of each kind: numbers, switches, lists and radios", async ({ page }) => {
    const { id, key } = environment;
    await db.environment.update({
      where: { id },
      data: {
        ...{ lockoutMaxAttempts: 7, isMostRecentOrganization: true, isEnumerationProtected: false },
        ...{ passwordResetPolicy: "approval", mfaRequirement: "optional", mfaMethods: ["email"] },
      },
    });
    await page.goto(`/${key}/settings/policies`);
    await expect(page.getByLabel("Failed attempts before an account is locked")).toHaveValue("7");
    await expect(page.getByRole("switch", { name: "Sign users in to most recent org" })).toBeChecked();
    await expect(page.getByRole("switch", { name: "Hide which accounts exist" })).not.toBeChecked();
    await page.goto(`/${key}/settings/support`);
    await expect(page.getByLabel("Reset password")).toHaveValue("approval");
    await page.goto(`/${key}/settings/multi-factor-auth`);
    await expect(page.getByRole("radio", { name: "Optional" })).toBeChecked();
    await expect(page.getByRole("switch", { name: "Email" })).toBeChecked();
  });
});

test("a switch that one may not change keeps its value when the rest is saved", async ({
  page,
  context,
  app,
}) => {
  const { id, key, organizationId } = environment;
  await db.environment.update({ where: { id }, data: { isDefaultOrganizationOnSignUp: true } });
  const team = await createTeam();
  const role = await createRoleRow({
    ...{ environmentId: team.id, key: `crew-${organizationId}`, name: "Crew" },
    permissions: ["organizations:read", "organizations:write"],
  });
  const { staff, cookie } = await startStaffSession("auditor");
  await giveRole({ userId: staff.id, organizationId: team.organizationId, roleId: role.id });
  await addSession(context, app.url, cookie);
  await page.goto(`/${key}/organizations/${organizationId}/policies`);
  const fixed = page.getByRole("switch", { name: "Add users to this organization if no" });
  await expect(fixed).toBeDisabled();
  await expect(fixed).toBeChecked();
  await page.getByRole("switch", { name: "Allow registrations" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Policies saved")).toBeVisible();
  expect(
    await db.organization.findUniqueOrThrow({
      where: { id: organizationId },
      select: {
        isRegistrationAllowed: true,
        environment: { select: { isDefaultOrganizationOnSignUp: true } },
      },
    }),
  ).toEqual({ isRegistrationAllowed: true, environment: { isDefaultOrganizationOnSignUp: true } });
  await page.getByRole("link", { name: "Users", exact: true }).first().click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
});
