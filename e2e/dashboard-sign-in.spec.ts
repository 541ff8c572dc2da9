import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { suspendUser } from "@/lib/users/suspend-user";
import { createStaff, createTestEnvironment, systemContext, type TestEnvironment } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { setUpDashboard } from "./set-up-dashboard";

const PASSWORD = "quiet-meadow-telescope-41";

let environment: TestEnvironment;
let team: TestEnvironment;

test.beforeAll(async ({ app: _ }) => {
  team = await setUpDashboard();
  environment = await createTestEnvironment();
});

const audit = () => `/${environment.key}/settings/audit-log`;

async function newOwner() {
  // A second owner, so that the one under test may be suspended.
  await createStaff({ role: "owner" });
  return createStaff({ role: "owner", password: PASSWORD });
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email, username or phone").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("the dashboard sends a stranger to sign in, and back to the page that was asked for", async ({
  page,
}) => {
  const owner = await newOwner();
  await page.goto(audit());
  await expect(page).toHaveURL(/\/auth\/team\/sign-in\?flow=/);
  await signIn(page, owner.email);
  await expect(page).toHaveURL(audit());
  await expect(page.getByRole("heading", { name: "Audit log" })).toBeVisible();
});

test("an admin who is suspended is out at the next click", async ({ page }) => {
  const owner = await newOwner();
  await page.goto(audit());
  await signIn(page, owner.email);
  await expect(page.getByRole("heading", { name: "Audit log" })).toBeVisible();
  await suspendUser(systemContext(team), { userId: owner.id, reason: "A test" });
  await page.getByRole("link", { name: "Settings" }).first().click();
  await expect(page.getByLabel("Email, username or phone")).toBeVisible();
});

test("an admin who signs out is signed out of the dashboard and of the issuer", async ({ page }) => {
  const owner = await newOwner();
  await page.goto(audit());
  await signIn(page, owner.email);
  await expect(page.getByRole("heading", { name: "Audit log" })).toBeVisible();
  const signOut = page.getByRole("menuitem", { name: "Sign out" });
  // A click before the page's scripts have loaded opens nothing, as it would for a person in a hurry.
  await expect(async () => {
    if (!(await signOut.isVisible())) await page.getByRole("button", { name: "Your account" }).click();
    await expect(signOut).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await signOut.click();
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
  expect(await db.oidcArtifact.count({ where: { userId: owner.id, model: "Session" } })).toBe(0);
  await page.goto(audit());
  await expect(page.getByLabel("Email, username or phone")).toBeVisible();
});

test("a sign-in that fails says so, and leads to no other site", async ({ page, app }) => {
  await page.goto("/sign-in?error=OAuthCallback&callbackUrl=https://evil.example/");
  await expect(page.getByRole("heading", { name: "Sign-in did not finish" })).toBeVisible();
  await page.getByRole("link", { name: "Sign in" }).click();
  const owner = await newOwner();
  await signIn(page, owner.email);
  await expect(page.getByRole("navigation").first()).toBeVisible();
  expect(new URL(page.url()).origin).toBe(new URL(app.url).origin);
});
