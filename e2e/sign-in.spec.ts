import { db } from "@/lib/core/db";
import { createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { createTeaShop, enterIdentifier, enterPassword, waitForCode } from "./tea-shop";

const password = "kestrel moss window";
let count = 0;
const newEmail = () => `ada-${++count}-${process.pid}@example.com`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("signs in with a mistake on the way", async ({ page, app }) => {
      const shop = await createTeaShop(app.url);
      const email = newEmail();
      await createUserRow({ environmentId: shop.environment.id, email, password });
      await page.goto(shop.beginUrl());
      await expect(page.getByText("Go on to Tea shop")).toBeVisible();
      await expect(page.getByLabel("Email, username or phone")).toBeFocused();
      await enterIdentifier(page, email.toUpperCase());
      await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
      await enterPassword(page, "not the password");
      await expect(page.getByText("This does not match.")).toBeVisible();
      await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("aria-invalid", "true");
      await enterPassword(page, password);
      await waitForCode(page);
    });

    test("five wrong passwords lock an account, whether it exists or not", async ({ page, app }) => {
      const shop = await createTeaShop(app.url);
      const email = newEmail();
      await createUserRow({ environmentId: shop.environment.id, email, password });
      for (const identifier of [email, "nobody@example.com"]) {
        await page.goto(shop.beginUrl({ prompt: "login" }));
        await enterIdentifier(page, identifier);
        for (let attempt = 1; attempt < 5; attempt++) {
          await enterPassword(page, `wrong ${attempt}`);
          await expect(page.getByText("This does not match.")).toBeVisible();
        }
        await enterPassword(page, "wrong at last");
        await expect(page.getByRole("heading", { name: "Too many attempts" })).toBeVisible();
        await expect(page.getByText("for 5 minutes")).toBeVisible();
        // Trying again does not help before the time is over.
        await page.getByRole("link", { name: "Try again" }).click();
        await expect(page.getByRole("heading", { name: "Too many attempts" })).toBeVisible();
      }
    });
  });
}

test("a suspended user gets a page of its own, after the right password only", async ({ page, app }) => {
  const shop = await createTeaShop(app.url);
  const email = newEmail();
  await createUserRow({ environmentId: shop.environment.id, email, password, status: "suspended" });
  await page.goto(shop.beginUrl({ login_hint: email }));
  await expect(page.getByLabel("Email, username or phone")).toHaveValue(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await enterPassword(page, "not the password");
  await expect(page.getByText("This does not match.")).toBeVisible();
  await enterPassword(page, password);
  await expect(page.getByRole("heading", { name: "Your account is suspended" })).toBeVisible();
});

test("the back button does no harm, on the way and after the end", async ({ page, app }) => {
  const shop = await createTeaShop(app.url);
  const email = newEmail();
  await createUserRow({ environmentId: shop.environment.id, email, password });
  await page.goto(shop.beginUrl());
  await enterIdentifier(page, "someone-else@example.com");
  await expect(page.getByLabel("Password", { exact: true })).toBeVisible();
  await page.goBack();
  await enterIdentifier(page, email);
  await enterPassword(page, password);
  await waitForCode(page);
  await page.goBack();
  await page.reload();
  await expect(page.getByRole("heading", { name: "This sign-in is over" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Go back to Tea shop" })).toHaveAttribute("href", app.url);
});

test("a sign-in in a second tab does no harm to the first", async ({ page, context, app }) => {
  const shop = await createTeaShop(app.url);
  const email = newEmail();
  await createUserRow({ environmentId: shop.environment.id, email, password });
  const second = await context.newPage();
  await page.goto(shop.beginUrl());
  await second.goto(shop.beginUrl());
  await enterIdentifier(page, email);
  await enterIdentifier(second, email);
  await enterPassword(second, password);
  await waitForCode(second);
  await enterPassword(page, password);
  await waitForCode(page);
});

test("an expired sign-in says so kindly and leads back", async ({ page, app }) => {
  const shop = await createTeaShop(app.url);
  await page.goto(shop.beginUrl());
  await db.signInFlow.updateMany({
    where: { environmentId: shop.environment.id },
    data: { expiresAt: new Date(Date.now() - 1000) },
  });
  await enterIdentifier(page, "ada@example.com");
  await expect(page.getByRole("heading", { name: "This sign-in is over" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Go back to Tea shop" })).toBeVisible();
});

test("the address of a sign-in is worth nothing in another browser", async ({ page, browser, app }) => {
  const shop = await createTeaShop(app.url);
  await page.goto(shop.beginUrl());
  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  await other.goto(page.url());
  await expect(other.getByRole("heading", { name: "This sign-in is over" })).toBeVisible();
  await stranger.close();
});

test("a form sent from another origin is refused", async ({ page, app }) => {
  const shop = await createTeaShop(app.url);
  await page.goto(shop.beginUrl());
  const target = page.url().replace("/sign-in?", "/sign-in/submit?");
  const form = { identifier: "ada@example.com" };
  const foreign = await page.request.post(target, { form, headers: { origin: "https://evil.example" } });
  expect(foreign.status()).toBe(403);
  const own = await page.request.post(target, { form, headers: { origin: app.url }, maxRedirects: 0 });
  expect(own.status()).toBe(303);
});

test("odd input neither breaks a page nor is lost", async ({ page, app }) => {
  const shop = await createTeaShop(app.url);
  for (const identifier of ["'; drop table app_user; --", "👩‍🚀", "مرحبا", "<b>x</b>"]) {
    await page.goto(shop.beginUrl({ prompt: "login" }));
    await enterIdentifier(page, identifier);
    await expect(page.getByText(`for ${identifier}`)).toBeVisible();
  }
  const cutInTwo = `${"a".repeat(253)}😀`;
  await page.goto(shop.beginUrl({ prompt: "login", login_hint: cutInTwo }));
  await expect(page.getByLabel("Email, username or phone")).toHaveValue(/^a{253}/);
  const signUp = page.url().replace("/sign-in?", "/sign-up/submit?");
  const tooLong = { firstName: cutInTwo, lastName: "B" };
  const refused = await page.request.post(signUp, { form: tooLong, headers: { origin: app.url } });
  expect(refused.status()).toBe(200);
  expect(await refused.text()).toContain("The first name may have at most 100 characters.");
  expect(await refused.text()).toContain("This field is missing.");
  const target = page.url().replace("/sign-in?", "/sign-in/submit?");
  for (const identifier of ["a\0b", "x".repeat(1_000_000)]) {
    const answer = await page.request.post(target, { form: { identifier }, headers: { origin: app.url } });
    expect(answer.status()).toBe(200);
  }
});
