import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { createFeatureFlagRow, overrideFlag } from "@/prisma/create-feature-flag-row";
import {
  createOrganizationRow,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
} from "@/prisma/factories";
import { startExampleApp } from "./example-app";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

const PASSWORD = "quiet-meadow-telescope-41";

let environment: TestEnvironment;

test.beforeEach(async ({ app, context }) => {
  environment = await createTestEnvironment();
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
});

const settings = () => `/${environment.key}/settings/feature-flags`;

async function addFlag(
  page: Page,
  flag: { name: string; key: string; type?: string; defaultValue: string; level?: string },
): Promise<void> {
  await page.getByRole("link", { name: "Add feature flag" }).click();
  const dialog = page.getByRole("dialog", { name: "Add feature flag" });
  await dialog.getByLabel("Name").fill(flag.name);
  await dialog.getByLabel("Key").fill(flag.key);
  if (flag.type) await dialog.getByLabel("Type").selectOption(flag.type);
  const value = dialog.getByLabel("Default value");
  if (flag.type) await value.fill(flag.defaultValue);
  else await value.selectOption(flag.defaultValue);
  if (flag.level) await dialog.getByLabel("Allow override level").selectOption(flag.level);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: flag.name })).toContainText(flag.key);
  await expect(dialog).toHaveCount(0);
}

async function saveFlags(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Feature flags saved")).toBeVisible();
}

/** The flags that the application reads in its token. */
async function flagsOf(page: Page): Promise<unknown> {
  await expect(page.getByRole("heading", { name: "Access" })).toBeVisible();
  return JSON.parse((await page.locator("pre").first().textContent()) ?? "").feature_flags;
}

test("a flag for the environment, then for an organization, then for a user: the token carries exactly that", async ({
  page,
  browser,
  app,
}) => {
  test.setTimeout(120_000);
  const acme = await createOrganizationRow({ environmentId: environment.id, name: "Acme" });
  const user = await createUserRow({
    environmentId: environment.id,
    password: PASSWORD,
    organizationIds: [acme.id],
  });
  const shop = await startExampleApp(app.url, environment);
  const visitor = await (await browser.newContext()).newPage();
  const refresh = async () => {
    await visitor.getByRole("button", { name: "Refresh tokens" }).click();
    await visitor.getByRole("link", { name: "Back" }).click();
    return flagsOf(visitor);
  };

  await test.step("an admin adds flags of each type", async () => {
    await page.goto(settings());
    await addFlag(page, { name: "New checkout", key: "new_checkout", defaultValue: "Off" });
    await addFlag(page, { name: "Seats", key: "seats", type: "Integer", defaultValue: "5" });
    await addFlag(page, {
      ...{ name: "Theme", key: "theme", type: "String", defaultValue: "harbour" },
      level: "Environment only",
    });
    await expect(page.getByRole("row", { name: /Theme/ })).toContainText("Environment only");
  });

  await test.step("no token carries them before the application asks for it", async () => {
    await visitor.goto(shop.url);
    await visitor.getByRole("button", { name: "Sign in" }).click();
    await visitor.getByLabel("Email, username or phone").fill(user.email ?? "");
    await visitor.getByRole("button", { name: "Continue" }).click();
    await visitor.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await visitor.getByRole("button", { name: "Sign in" }).click();
    expect(await flagsOf(visitor)).toBeUndefined();
    await page.goto(`/${environment.key}/settings/applications/${shop.applicationId}/tokens`);
    await page.getByRole("switch", { name: "Feature flags" }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Token settings saved")).toBeVisible();
    expect(await refresh()).toEqual({
      new_checkout: { t: "b", v: false },
      seats: { t: "i", v: 5 },
      theme: { t: "s", v: "harbour" },
    });
  });

  await test.step("on for the environment", async () => {
    await page.goto(settings());
    await page.getByRole("link", { name: "New checkout" }).click();
    const dialog = page.getByRole("dialog", { name: "Edit feature flag" });
    await dialog.getByRole("switch", { name: `Another value in ${environment.name}` }).check();
    await dialog.getByLabel(`Value in ${environment.name}`, { exact: true }).selectOption("On");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Feature flag updated")).toBeVisible();
    expect(await refresh()).toMatchObject({ new_checkout: { t: "b", v: true } });
  });

  await test.step("off for an organization, with seats of its own", async () => {
    await page.goto(`/${environment.key}/organizations/${acme.id}`);
    await page
      .getByRole("navigation", { name: "Organization" })
      .getByRole("link", { name: "Feature flags" })
      .click();
    await expect(page.getByRole("button", { name: "Override Theme" })).toHaveCount(0);
    await page.getByRole("button", { name: "Override New checkout" }).click();
    await expect(page.getByLabel("Value of New checkout")).toBeFocused();
    await page.getByLabel("Value of New checkout").selectOption("Off");
    await page.getByRole("button", { name: "Override Seats" }).click();
    await page.getByLabel("Value of Seats").fill("plenty");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Enter a whole number.")).toBeVisible();
    await expect(page.getByLabel("Value of New checkout")).toHaveValue("false");
    await page.getByLabel("Value of Seats").fill("250");
    await saveFlags(page);
    expect(await refresh()).toMatchObject({ new_checkout: { v: false }, seats: { t: "i", v: 250 } });
  });

  await test.step("on for a user, over the organization", async () => {
    await page.goto(`/${environment.key}/users/${user.id}`);
    await page.getByRole("navigation", { name: "User" }).getByRole("link", { name: "Feature flags" }).click();
    const checkout = page.getByRole("listitem").filter({ hasText: "new_checkout" });
    await expect(checkout).toContainText("Organization");
    await page.getByRole("button", { name: "Override New checkout" }).click();
    await page.getByLabel("Value of New checkout").selectOption("On");
    await saveFlags(page);
    await expect(checkout).toContainText("User");
    expect(await refresh()).toEqual({
      new_checkout: { t: "b", v: true },
      seats: { t: "i", v: 250 },
      theme: { t: "s", v: "harbour" },
    });
    await page.getByRole("navigation", { name: "User" }).getByRole("link", { name: "Access" }).click();
    await page.getByText("With every optional claim").click();
    await expect(page.getByText('"feature_flags"')).toBeVisible();
  });

  await test.step("reset, it is the organization's again", async () => {
    await page.goto(`/${environment.key}/users/${user.id}/feature-flags`);
    await page.getByRole("button", { name: "Reset to Off: New checkout" }).click();
    await expect(page.getByRole("button", { name: "Override New checkout" })).toBeFocused();
    await saveFlags(page);
    expect(await refresh()).toMatchObject({ new_checkout: { t: "b", v: false } });
  });
  await visitor.context().close();
  await shop.stop();
});

test("the second of two admins who save a user's flags is told what changed", async ({ page }) => {
  const environmentId = environment.id;
  const user = await createUserRow({ environmentId });
  const flag = await createFeatureFlagRow({ environmentId, key: "beta", name: "Beta" });
  await createFeatureFlagRow({ environmentId, key: "seats", name: "Seats", type: "int", defaultValue: "5" });
  await page.goto(`/${environment.key}/users/${user.id}/feature-flags`);
  await page.getByRole("button", { name: "Override Seats" }).click();
  await overrideFlag(flag, { userId: user.id }, "true");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Beta was set to On")).toBeVisible();
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByLabel("Value of Beta")).toHaveValue("true");
  expect(await db.userFeatureFlag.count({ where: { userId: user.id } })).toBe(1);
});

test("a refused value shows, though its row was searched away, and stays while it is mended", async ({
  page,
}) => {
  const environmentId = environment.id;
  for (const name of ["Ant", "Bee", "Cat", "Dog", "Eel", "Fox", "Gnu", "Hen"]) {
    await createFeatureFlagRow({ environmentId, key: name.toLowerCase(), name });
  }
  await createFeatureFlagRow({ environmentId, key: "seats", name: "Seats", type: "int", defaultValue: "5" });
  await page.goto(`/${environment.key}/organizations/${environment.organizationId}/feature-flags`);
  await page.getByRole("button", { name: "Override Seats" }).click();
  await page.getByLabel("Value of Seats").fill("plenty");
  await page.getByRole("searchbox", { name: "Find a feature flag" }).fill("ant");
  await expect(page.getByRole("listitem").filter({ hasText: "Ant" })).toBeVisible();
  await expect(page.getByLabel("Value of Seats")).toHaveCount(0);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter a whole number.")).toBeVisible();
  await expect(page.getByLabel("Value of Seats")).toBeFocused();
  await page.getByLabel("Value of Seats").fill("250");
  await expect(page.getByText("Enter a whole number.")).toHaveCount(0);
  await expect(page.getByLabel("Value of Seats")).toBeFocused();
  await saveFlags(page);
  const { organizationId } = environment;
  expect(await db.organizationFeatureFlag.findMany({ where: { organizationId } })).toMatchObject([
    { value: "250" },
  ]);
});

test("another type and a deletion say whose values they take", async ({ page }) => {
  const environmentId = environment.id;
  const flag = await createFeatureFlagRow({ environmentId, key: "beta", name: "Beta" });
  const user = await createUserRow({ environmentId });
  await overrideFlag(flag, { userId: user.id }, "true");
  await overrideFlag(flag, { organizationId: environment.organizationId }, "true");
  await page.goto(settings());
  await page.getByRole("link", { name: "Beta" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit feature flag" });
  await dialog.getByLabel("Allow override level").selectOption("Organizations");
  await expect(dialog.getByText("1 user loses its own value.")).toBeVisible();
  await dialog.getByLabel("Type").selectOption("String");
  await expect(dialog.getByText("1 organization and 1 user lose their own value.")).toBeVisible();
  await dialog.getByLabel("Key").fill("two words");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("A key has no spaces.")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Actions for Beta" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const warning = page.getByRole("alertdialog", { name: "Delete feature flag?" });
  await expect(warning).toContainText("1 organization and 1 user");
  await warning.getByRole("button", { name: "Delete feature flag" }).click();
  await expect(page.getByText("No feature flags yet")).toBeVisible();
  expect(await db.userFeatureFlag.count({ where: { userId: user.id } })).toBe(0);
});

test("an auditor sees flags and changes none", async ({ page, app, context }) => {
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  await createFeatureFlagRow({ environmentId: environment.id, key: "beta", name: "Beta" });
  const user = await createUserRow({ environmentId: environment.id });
  await page.goto(settings());
  await expect(page.getByRole("row", { name: /Beta/ })).toContainText("Off");
  await expect(page.getByRole("link", { name: "Add feature flag" })).toHaveCount(0);
  for (const path of [`users/${user.id}`, `organizations/${environment.organizationId}`]) {
    await page.goto(`/${environment.key}/${path}/feature-flags`);
    await expect(page.getByRole("listitem").filter({ hasText: "Beta" })).toContainText("Default");
    await expect(page.getByRole("button", { name: /Override|Save/ })).toHaveCount(0);
  }
});

test("a user's page says that an override holds in all of their organizations", async ({ page }) => {
  const environmentId = environment.id;
  const acme = await createOrganizationRow({ environmentId, name: "Acme" });
  const user = await createUserRow({ environmentId, organizationIds: [environment.organizationId, acme.id] });
  await createFeatureFlagRow({ environmentId, key: "beta", name: "Beta" });
  for (const organization of ["", `?organization=${acme.id}`]) {
    await page.goto(`/${environment.key}/users/${user.id}/feature-flags${organization}`);
    await expect(page.getByText("it holds in all of their organizations")).toBeVisible();
  }
});

test("the buttons of a long dialog are always in view", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${settings()}?add`);
  const dialog = page.getByRole("dialog", { name: "Add feature flag" });
  const [first, last] = [dialog.getByLabel("Name"), dialog.getByLabel("Allow override level")];
  const buttons = ["Save", "Cancel", "Close"].map((name) => dialog.getByRole("button", { name }));
  const hint = dialog.getByText("Who may have another value.");
  for (const shown of [first, last, hint, ...buttons]) await expect(shown).toBeInViewport({ ratio: 1 });

  await page.setViewportSize({ width: 390, height: 640 });
  await dialog.getByRole("switch", { name: "Another value" }).check();
  for (const field of [first, last]) {
    await field.scrollIntoViewIfNeeded();
    for (const shown of [field, ...buttons]) await expect(shown).toBeInViewport({ ratio: 1 });
  }
});
