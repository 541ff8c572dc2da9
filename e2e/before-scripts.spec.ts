import type { Locator, Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { createFeatureFlagRow, overrideFlag } from "@/prisma/create-feature-flag-row";
import { createTestEnvironment, type TestEnvironment } from "@/prisma/factories";
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

// Without scripts a list shows its first choice, whatever is kept: so that one is chosen here.
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
