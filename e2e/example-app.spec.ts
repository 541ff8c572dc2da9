import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { suspendUser } from "@/lib/users/suspend-user";
import {
  createTestEnvironment,
  createUserRow,
  systemContext,
  type TestEnvironment,
} from "@/prisma/factories";
import { type ExampleApp, startExampleApp } from "./example-app";
import { expect, test } from "./fixtures";

const PASSWORD = "quiet-meadow-telescope-41";

let environment: TestEnvironment;
let shop: ExampleApp;

test.beforeAll(async ({ app }) => {
  environment = await createTestEnvironment();
  shop = await startExampleApp(app.url, environment);
});
test.afterAll(() => shop.stop());

async function newUser() {
  const user = await createUserRow({ environmentId: environment.id, password: PASSWORD });
  return { ...user, email: user.email ?? "" };
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(shop.url);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Email, username or phone").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("an application signs a user in, reads the profile, refreshes, and signs out", async ({ page }) => {
  const { id, email } = await newUser();
  await signIn(page, email);
  await expect(page.getByText(`Signed in as ${email}`)).toBeVisible();
  await page.getByRole("button", { name: "Call user_profile" }).click();
  await expect(page.getByText(`"sub": "${id}"`)).toBeVisible();
  await page.getByRole("link", { name: "Back" }).click();
  await page.getByRole("button", { name: "Refresh tokens" }).click();
  await expect(page.getByText("Tokens refreshed.")).toBeVisible();
  await page.getByRole("link", { name: "Back" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are not signed in.")).toBeVisible();
  // The issuer's own session is over as well: it asks again.
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByLabel("Email, username or phone")).toBeVisible();

  const events = await db.auditEvent.findMany({
    where: { userId: id },
    select: { type: true, applicationId: true },
  });
  const types = events.map(({ type }) => type);
  for (const type of [
    "authentication.succeeded",
    "token.granted",
    "token.refreshed",
    "authentication.signed_out",
  ]) {
    expect(types).toContain(type);
  }
  expect(events.every(({ applicationId }) => applicationId === shop.applicationId)).toBe(true);
});

test("suspending a user ends everything on the next request", async ({ page }) => {
  const { id, email } = await newUser();
  await signIn(page, email);
  await expect(page.getByText(`Signed in as ${email}`)).toBeVisible();
  await suspendUser(systemContext(environment), { userId: id, reason: "A test" });

  await page.getByRole("button", { name: "Call user_profile" }).click();
  await expect(page.getByText("Gatehouse said no: invalid_token")).toBeVisible();
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.getByText("Gatehouse ended this session: invalid_token")).toBeVisible();
  await signIn(page, email);
  await expect(page.getByRole("heading", { name: "Your account is suspended" })).toBeVisible();
});

test("a suspended user's tokens are not renewed", async ({ page }) => {
  const { id, email } = await newUser();
  await signIn(page, email);
  await expect(page.getByText(`Signed in as ${email}`)).toBeVisible();
  await suspendUser(systemContext(environment), { userId: id, reason: "A test" });
  await page.getByRole("button", { name: "Refresh tokens" }).click();
  await expect(page.getByText("Gatehouse said no: invalid_grant")).toBeVisible();
});

test("two sign-ins in two tabs do each other no harm", async ({ page, context }) => {
  const { email } = await newUser();
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto(shop.url);
    await tab.getByRole("button", { name: "Sign in" }).click();
  }
  await page.getByLabel("Email, username or phone").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(`Signed in as ${email}`)).toBeVisible();
  await other.getByLabel("Email, username or phone").fill(email);
  await other.getByRole("button", { name: "Continue" }).click();
  await other.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByText(`Signed in as ${email}`)).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("signing in and out works", async ({ page }) => {
    const { email } = await newUser();
    await signIn(page, email);
    await expect(page.getByText(`Signed in as ${email}`)).toBeVisible();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByText("You are not signed in.")).toBeVisible();
  });

  test("a logout that proves nothing is asked about first", async ({ page, app }) => {
    const { email } = await newUser();
    await signIn(page, email);
    await expect(page.getByText(`Signed in as ${email}`)).toBeVisible();
    await page.goto(`${app.url}/auth/${environment.key}/logout?redirect=${encodeURIComponent(shop.url)}`);
    await expect(page.getByRole("heading", { name: "Sign out?" })).toBeVisible();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(shop.url);
  });
});
