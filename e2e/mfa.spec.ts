import { db } from "@/lib/core/db";
import { totpOf } from "@/lib/mfa/test-totp";
import { createStaff, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { enterCode, setUpApp } from "./mfa-steps";
import { createProtectedShop, password } from "./protected-shop";
import { setUpDashboard } from "./set-up-dashboard";
import { addSession, startStaffSession } from "./staff-session";
import { enterIdentifier, enterPassword, newestMail, waitForCode } from "./tea-shop";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("sets up an authenticator app, keeps recovery codes, and signs in with either", async ({
      page,
      app,
    }) => {
      const { user, signIn } = await createProtectedShop(app.url, "yes");
      await signIn(page);
      await expect(page.getByRole("heading", { name: "Set up multi-factor authentication" })).toBeVisible();
      const secret = await setUpApp(page);
      await expect(page.getByRole("heading", { name: "Keep your recovery codes" })).toBeVisible();
      const codes = await page.getByRole("listitem").allInnerTexts();
      expect(codes).toHaveLength(10);
      const downloading = page.waitForEvent("download");
      await page.getByRole("link", { name: "Download" }).click();
      expect((await downloading).suggestedFilename()).toBe("recovery-codes.txt");
      await page.getByRole("button", { name: "I have kept them" }).click();
      await waitForCode(page);

      await signIn(page);
      await expect(page.getByRole("heading", { name: "Confirm that it is you" })).toBeVisible();
      const html = await page.content();
      for (const hidden of [secret, codes[0] ?? "none"]) expect(html).not.toContain(hidden);
      await enterCode(page, "000000");
      await expect(page.getByText("This code is not right, or was used already.")).toBeVisible();
      await enterCode(page, await totpOf(secret, 1));
      await waitForCode(page);

      await signIn(page);
      await page.getByRole("button", { name: "Use a recovery code" }).click();
      await expect(page.getByText("You have 10 left.")).toBeVisible();
      await enterCode(page, codes[0] ?? "", "Recovery code");
      await waitForCode(page);
      expect(await db.recoveryCode.count({ where: { userId: user.id, usedAt: null } })).toBe(9);
    });

    test("optional: asked once, and not again after Not now", async ({ page, app }) => {
      const { signIn } = await createProtectedShop(app.url, "optional");
      await signIn(page);
      await expect(page.getByRole("heading", { name: "Protect your account better?" })).toBeVisible();
      await page.getByRole("button", { name: "Not now" }).click();
      await waitForCode(page);
      await signIn(page);
      await waitForCode(page);
    });

    test("email and SMS: a code to the address, and to the number", async ({ page, app }) => {
      const { shop, email, signIn } = await createProtectedShop(app.url, "yes", ["email", "sms"]);
      await db.environment.update({
        where: { id: shop.environment.id },
        data: { isMfaRecoveryEnabled: false },
      });
      await signIn(page);
      await page.getByRole("button", { name: "SMS" }).click();
      await page.getByLabel("Phone number").fill("020 7946 0123");
      await page.getByRole("button", { name: "Send a code" }).click();
      await expect(page.getByText("with its country code")).toBeVisible();
      await page.getByRole("button", { name: "Use another method" }).click();
      await page.getByRole("button", { name: "Email" }).click();
      await expect(page.getByRole("heading", { name: "Confirm your email" })).toBeVisible();
      await enterCode(page, (await newestMail(email)).code);
      await waitForCode(page);
      await signIn(page);
      await page.getByRole("button", { name: "Send a code" }).click();
      await expect(page.getByText("We sent a code to m•••@example.com")).toBeVisible();
      await enterCode(page, (await newestMail(email)).code);
      await waitForCode(page);
    });
  });
}

test("going back in the browser, or straight to the end, does not get around it", async ({ page, app }) => {
  const { signIn } = await createProtectedShop(app.url, "yes");
  await signIn(page);
  await setUpApp(page);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await waitForCode(page);
  await signIn(page);
  const challenge = page.getByRole("heading", { name: "Confirm that it is you" });
  await expect(challenge).toBeVisible();
  const here = page.url();
  for (const step of ["finish", "organization", "password", "code", "new-password"]) {
    await page.goto(here.replace("/mfa?", `/${step}?`));
    await expect(challenge).toBeVisible();
  }
  await page.goBack();
  await page.goto(here);
  await expect(challenge).toBeVisible();
  for (const form of ["mfa/skip", "mfa/keep", "organization/submit"]) {
    const target = here.replace("/mfa?", `/${form}?`);
    const answer = await page.request.post(target, {
      headers: { origin: app.url },
      form: { organization: "org_1" },
      maxRedirects: 0,
    });
    expect(answer.headers().location).toContain("/mfa?");
  }
});

test("an organization enforces its own, with an exempt role, and its admin resets it for a user", async ({
  page,
  browser,
  app,
}) => {
  const { shop, user, signIn } = await createProtectedShop(app.url, "no");
  const { environment } = shop;
  await db.role.create({
    data: { id: crypto.randomUUID(), environmentId: environment.id, key: "viewer", name: "Viewer" },
  });
  const context = await browser.newContext();
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  const admin = await context.newPage();
  const base = `${app.url}/${environment.key}`;
  await admin.goto(`${base}/organizations/${environment.organizationId}/multi-factor-auth`);
  await admin.getByLabel("Enforce multi-factor authentication for this organization").check();
  await admin.getByRole("switch", { name: "Viewer" }).check();
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Multi-factor auth saved")).toBeVisible();

  await signIn(page);
  await setUpApp(page);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await waitForCode(page);

  await admin.goto(`${base}/users/${user.id}`);
  await admin.getByRole("link", { name: "Multi-factor auth", exact: true }).click();
  await expect(admin.getByText("This user has 10 recovery codes left.")).toBeVisible();
  await admin.getByRole("button", { name: /Authenticator app/ }).click();
  await admin.getByRole("menuitem", { name: "Reset multi-factor auth" }).click();
  await admin.getByLabel("Reason").fill("Lost phone");
  await admin.getByRole("dialog").getByRole("button", { name: "Reset" }).click();
  await expect(admin.getByText("Multi-factor auth reset")).toBeVisible();
  await expect(admin.getByText("Nothing is set up here.")).toBeVisible();
  await context.close();

  await signIn(page);
  await expect(page.getByRole("heading", { name: "Set up multi-factor authentication" })).toBeVisible();
});

test("too many wrong second factors: the page that says so offers no new password, which would not help", async ({
  page,
  app,
}) => {
  const { signIn } = await createProtectedShop(app.url, "yes");
  await signIn(page);
  await setUpApp(page);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await waitForCode(page);
  await signIn(page);
  for (let attempt = 1; attempt <= 5; attempt++) {
    await expect(page.getByRole("heading", { name: "Confirm that it is you" })).toBeVisible();
    await enterCode(page, `00000${attempt}`);
  }
  await expect(page.getByRole("heading", { name: "Too many attempts" })).toBeVisible();
  await expect(page.getByText("no second factors are taken for 5 minutes")).toBeVisible();
  await expect(page.getByRole("link", { name: "Use another account" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Forgot password?" })).toHaveCount(0);
});

test("a user who opted out is asked again after a reset", async ({ page, browser, app }) => {
  const { shop, user, signIn } = await createProtectedShop(app.url, "optional");
  await signIn(page);
  await page.getByRole("button", { name: "Not now" }).click();
  await waitForCode(page);
  const context = await browser.newContext();
  await addSession(context, app.url, (await startStaffSession("support")).cookie);
  const agent = await context.newPage();
  await agent.goto(`${app.url}/${shop.environment.key}/users/${user.id}/multi-factor-auth`);
  await agent.getByRole("button", { name: /Declined/ }).click();
  await agent.getByRole("menuitem", { name: "Reset multi-factor auth" }).click();
  await agent.getByRole("dialog").getByRole("button", { name: "Reset" }).click();
  await expect(agent.getByText("Nothing is set up here.")).toBeVisible();
  await context.close();
  await signIn(page);
  await expect(page.getByRole("heading", { name: "Protect your account better?" })).toBeVisible();
});

test("the environment's settings are saved, and a requirement without a method is refused", async ({
  page,
  context,
  app,
}) => {
  const { shop } = await createProtectedShop(app.url, "no");
  await addSession(context, app.url, (await startStaffSession("owner")).cookie);
  await page.goto(`${app.url}/${shop.environment.key}/settings/multi-factor-auth`);
  await page.getByRole("radio", { name: /^Yes/ }).check();
  await page.getByRole("switch", { name: "Authenticator app" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Choose at least one method")).toBeVisible();
  await page.getByRole("switch", { name: "Authenticator app" }).check();
  await page.getByRole("switch", { name: "Email" }).check();
  await page.getByLabel("Enable recovery codes").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Multi-factor auth saved")).toBeVisible();
  expect(await db.environment.findUniqueOrThrow({ where: { id: shop.environment.id } })).toMatchObject({
    mfaRequirement: "yes",
    mfaMethods: ["authenticator", "email"],
    isMfaRecoveryEnabled: false,
  });
});

test("the staff prove a second factor by the same pages when the team requires it", async ({ page, app }) => {
  const team = await setUpDashboard();
  const staff = await createStaff({ role: "support", password });
  const where = { id: team.id };
  await db.environment.update({ where, data: { mfaRequirement: "yes", isMfaRecoveryEnabled: false } });
  try {
    await page.goto(`${app.url}/${team.key}/users`);
    await enterIdentifier(page, staff.email);
    await enterPassword(page, password);
    await setUpApp(page);
    await expect(page.getByRole("heading", { name: "Users" })).toBeVisible();
  } finally {
    await db.environment.update({ where, data: { mfaRequirement: "no", isMfaRecoveryEnabled: true } });
  }
});

test("a user without multi-factor auth has the empty state of other lists, and no word of recovery codes", async ({
  page,
  context,
  app,
}) => {
  const environment = await createTestEnvironment();
  const user = await createUserRow({ environmentId: environment.id });
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  await page.goto(`/${environment.key}/users/${user.id}/multi-factor-auth`);
  const state = page.getByText("No multi-factor auth", { exact: true }).locator("..");
  await expect(state.locator("svg")).toBeVisible();
  await expect(state).toHaveCSS("border-top-width", "1px");
  await db.environment.update({ where: { id: environment.id }, data: { mfaRequirement: "optional" } });
  await page.reload();
  await expect(page.getByText("Nothing is set up here.")).toBeVisible();
  await expect(page.getByText(/recovery code/)).toHaveCount(0);
});
