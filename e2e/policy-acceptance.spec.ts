import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { findCurrentPolicies } from "@/lib/policy-acceptance/find-current-policies";
import { publishPolicy } from "@/lib/policy-acceptance/publish-policy";
import { updatePolicyAcceptance } from "@/lib/policy-acceptance/update-policy-acceptance";
import { createStaff, createTestEnvironment, createUserRow, systemContext } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { forgetPolicies } from "./forget-policies";
import { setUpDashboard } from "./set-up-dashboard";
import { addSession, startStaffSession } from "./staff-session";
import { createTeaShop, enterIdentifier, enterPassword, newestMail, waitForCode } from "./tea-shop";

const password = "kestrel moss window";
let count = 0;
const newEmail = () => `accept-${++count}-${process.pid}@example.com`;

let site: Server;
let siteUrl: string;
const untouched = { terms: 0, privacy: 0, isShown: false };

test.beforeAll(async () => {
  site = createServer((request, response) => response.end(`The text of ${request.url}`));
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});
test.afterAll(() => site.close());

async function createShop(appUrl: string, isShown = true) {
  const shop = await createTeaShop(appUrl);
  const system = systemContext(shop.environment);
  const urls = { termsUrl: `${siteUrl}/terms`, privacyUrl: `${siteUrl}/privacy` };
  if (isShown) await updatePolicyAcceptance(system, { ...urls, isShown, seen: untouched });
  return { ...shop, system };
}

const box = (page: Page) => page.getByRole("checkbox", { name: /I accept the terms of use/ });

async function signIn(page: Page, email: string): Promise<void> {
  await enterIdentifier(page, email);
  await enterPassword(page, password);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("sign-up needs the box, and keeps what was accepted; a new version is asked for", async ({
      page,
      context,
      app,
    }) => {
      const { environment, beginUrl, system } = await createShop(app.url);
      const email = newEmail();
      await page.goto(beginUrl({ prompt: "create" }));
      await expect(box(page)).not.toBeChecked();
      const opened = context.waitForEvent("page");
      await page.getByRole("link", { name: "privacy policy" }).click();
      await expect((await opened).getByText("The text of /privacy")).toBeVisible();

      const fill = async () => {
        await page.getByLabel("First name").fill("Grace");
        await page.getByLabel("Last name").fill("Hopper");
        await page.getByLabel("Email").fill(email);
        await page.getByLabel("Password", { exact: true }).fill(password);
      };
      await fill();
      // The browser itself keeps a form without the tick; one that is sent all the same gets a sentence.
      expect(await box(page).evaluate((input) => input.matches(":invalid"))).toBe(true);
      await box(page).evaluate((input) => input.removeAttribute("required"));
      await page.getByRole("button", { name: "Create account" }).click();
      await expect(page.getByText("Tick this box to go on.")).toBeVisible();
      await expect(page.getByLabel("First name")).toHaveValue("Grace");
      await expect(box(page)).not.toBeChecked();
      await fill();
      await box(page).check();
      await page.getByRole("button", { name: "Create account" }).click();
      await expect(page.getByText(`We sent a code to ${email}`)).toBeVisible();
      await page.getByLabel("6-digit code").fill((await newestMail(email)).code);
      await page.getByRole("button", { name: "Continue" }).click();
      await waitForCode(page);
      const user = await db.user.findFirstOrThrow({ where: { environmentId: environment.id, email } });
      expect(await db.policyAcceptance.count({ where: { userId: user.id } })).toBe(2);

      // The session stands, and opens the application, until there is something new to accept.
      await page.goto(beginUrl());
      await waitForCode(page);
      await publishPolicy(system, { kind: "terms", seenVersion: 1 });
      await page.goto(beginUrl());
      await signIn(page, email);
      await expect(page.getByRole("heading", { name: "Before you go on" })).toBeVisible();
      await expect(page.getByRole("link", { name: "privacy policy" })).toHaveCount(0);
      await expect(box(page)).not.toBeChecked();
      await box(page).check();
      await page.getByRole("button", { name: "Continue" }).click();
      await waitForCode(page);
      expect(await db.policyAcceptance.count({ where: { userId: user.id } })).toBe(3);
    });
  });
}

test("who declines goes back to the application, which is told so, and Back opens nothing", async ({
  page,
  app,
}) => {
  const { environment, beginUrl } = await createShop(app.url);
  const email = newEmail();
  await createUserRow({ environmentId: environment.id, email, password });
  await page.goto(beginUrl());
  await signIn(page, email);
  await expect(page.getByRole("heading", { name: "Before you go on" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: /^Decline/ }).click();
  await page.waitForURL(/error=access_denied/);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Before you go on" })).toHaveCount(0);
  const where = { environmentId: environment.id, type: "authentication.succeeded" };
  expect(await db.auditEvent.count({ where })).toBe(0);
});

test("a version that comes out while somebody reads is asked for as well", async ({ page, app }) => {
  const { environment, beginUrl, system } = await createShop(app.url);
  const email = newEmail();
  const user = await createUserRow({ environmentId: environment.id, email, password });
  await page.goto(beginUrl());
  await signIn(page, email);
  await box(page).check();
  await publishPolicy(system, { kind: "terms", seenVersion: 1 });
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("A new version was published a moment ago.")).toBeVisible();
  expect(await db.policyAcceptance.count({ where: { userId: user.id } })).toBe(0);
  await box(page).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await waitForCode(page);
  const accepted = await db.policyAcceptance.findMany({ where: { userId: user.id } });
  const current = await findCurrentPolicies(environment.id);
  expect(accepted.map(({ policyVersionId }) => policyVersionId).toSorted()).toEqual(
    current.map(({ id }) => id).toSorted(),
  );
});

test("an admin sets the URLs, switches the checkbox on, publishes a version; Activity shows the acceptance", async ({
  page,
  context,
  browser,
  app,
}) => {
  const shop = await createShop(app.url, false);
  const email = newEmail();
  const user = await createUserRow({ environmentId: shop.environment.id, email, password });
  const { cookie } = await startStaffSession("admin");
  await addSession(context, app.url, cookie);
  await page.goto(`/${shop.environment.key}/settings`);
  await page.getByRole("main").getByRole("link", { name: "Business details" }).click();
  await page
    .getByRole("region", { name: "Global display settings" })
    .getByLabel("Show a policy acceptance checkbox on sign up")
    .click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter the URL of at least one policy")).toBeVisible();
  await page.getByLabel("Terms of use URL").fill("javascript:alert(1)");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Enter a whole address that begins with https://.")).toBeVisible();
  await page.getByLabel("Terms of use URL").fill(`${siteUrl}/terms`);
  await page.getByLabel("Privacy policy URL").fill(`${siteUrl}/privacy`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Business details saved")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Terms of use, version 1" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByRole("button", { name: "Publish a new version of the terms of use" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(
    dialog.getByText(/Everybody is asked to accept\s+version 2 at their next sign-in/),
  ).toBeVisible();
  await dialog.getByRole("button", { name: "Publish version 2" }).click();
  await expect(page.getByText("New version published")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Terms of use, version 2" })).toBeVisible();

  await page.getByLabel("Privacy policy URL").fill(`${siteUrl}/privacy-2027`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alertdialog").getByText("everybody is asked again")).toBeVisible();
  await page.getByRole("button", { name: "Save and ask again" }).click();
  await expect(page.getByRole("heading", { name: "Privacy policy, version 2" })).toBeVisible();

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(shop.beginUrl());
  await signIn(theirs, email);
  await box(theirs).check();
  await theirs.getByRole("button", { name: "Continue" }).click();
  await waitForCode(theirs);
  await other.close();

  await page.goto(`/${shop.environment.key}/users/${user.id}/activity`);
  const summary = page.getByRole("region", { name: "Summary" });
  await expect(summary.getByText("Terms of use accepted on")).toBeVisible();
  await expect(summary.getByText("version 2")).toHaveCount(2);
  const logs = page.getByRole("table", { name: "Logs" });
  await expect(logs.getByText("Terms of use accepted on")).toBeVisible();
  await expect(logs.getByText("Privacy policy accepted on")).toBeVisible();

  await publishPolicy(shop.system, { kind: "terms", seenVersion: 2 });
  await page.reload();
  await expect(summary.getByText("version 2, not the current one")).toBeVisible();
});

test("who may only read sees the policies and cannot change them", async ({ page, context, app }) => {
  const shop = await createShop(app.url);
  const { cookie } = await startStaffSession("auditor");
  await addSession(context, app.url, cookie);
  await page.goto(`/${shop.environment.key}/settings/business-details`);
  await expect(page.getByLabel("Terms of use URL")).toBeDisabled();
  await expect(page.getByRole("button", { name: /Save|Publish/ })).toHaveCount(0);
});

test("the staff accept like everybody else", async ({ page }) => {
  const team = await setUpDashboard();
  await forgetPolicies(team.id);
  const environment = await createTestEnvironment();
  const system = systemContext(team);
  const staff = await createStaff({ role: "auditor", email: newEmail(), password });
  const terms = { termsUrl: `${siteUrl}/staff-terms`, privacyUrl: "" };
  await updatePolicyAcceptance(system, { ...terms, isShown: true, seen: untouched });
  try {
    await page.goto(`/${environment.key}/users`);
    await signIn(page, staff.email);
    await box(page).check();
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page).toHaveURL(`/${environment.key}/users`);
    expect(await db.policyAcceptance.count({ where: { userId: staff.id } })).toBe(1);
  } finally {
    const seen = { terms: 1, privacy: 0, isShown: true };
    await updatePolicyAcceptance(system, { termsUrl: "", privacyUrl: "", isShown: false, seen });
  }
});
