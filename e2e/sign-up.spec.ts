import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { createTeaShop, newestMail, waitForCode } from "./tea-shop";

const password = "kestrel moss window";
let count = 0;
const newEmail = () => `grace-${++count}-${process.pid}@example.com`;

async function fillSignUp(page: Page, email: string, chosen: string): Promise<void> {
  await page.getByLabel("First name").fill("Grace");
  await page.getByLabel("Last name").fill("Hopper");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(chosen);
  await page.getByRole("button", { name: "Create account" }).click();
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("6-digit code").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("creates an account, proves the address with the mailed code, and is signed in", async ({
      page,
      app,
    }) => {
      const shop = await createTeaShop(app.url);
      const email = newEmail();
      await page.goto(shop.beginUrl());
      await page.getByRole("link", { name: "Create an account" }).click();
      await fillSignUp(page, email, "gracehopper1");
      await expect(page.getByText("This is too close to your name")).toBeVisible();
      await expect(page.getByLabel("First name")).toHaveValue("Grace");
      await expect(page.getByLabel("Email")).toHaveValue(email);
      await fillSignUp(page, email, password);
      await expect(page.getByText(`We sent a code to ${email}`)).toBeVisible();
      const { code } = await newestMail(email);
      await enterCode(page, code === "123456" ? "654321" : "123456");
      await expect(page.getByText("This code is not right.")).toBeVisible();
      await page.getByRole("button", { name: "Send a new code" }).click();
      await expect(page.getByText("A new code is on its way.")).toBeVisible();
      await enterCode(page, (await newestMail(email)).code);
      await waitForCode(page);
      expect(await db.user.count({ where: { environmentId: shop.environment.id, email } })).toBe(1);
    });
  });
}

test("an address that has an account gets the same page, and its owner a mail", async ({ page, app }) => {
  const shop = await createTeaShop(app.url);
  const email = newEmail();
  await createUserRow({ environmentId: shop.environment.id, email, password });
  await page.goto(shop.beginUrl({ prompt: "create" }));
  await fillSignUp(page, email, password);
  await expect(page.getByText(`We sent a code to ${email}`)).toBeVisible();
  expect((await newestMail(email)).subject).toMatch(/already have an account/);
  await enterCode(page, "123456");
  await expect(page.getByText("This code is not right.")).toBeVisible();
});

test("too many wrong codes: the page is the same with an account and without, and offers no new password", async ({
  page,
  app,
}) => {
  const shop = await createTeaShop(app.url);
  const known = newEmail();
  await createUserRow({ environmentId: shop.environment.id, email: known, password });
  const read: (string | null)[] = [];
  for (const email of [known, newEmail()]) {
    await page.goto(shop.beginUrl({ prompt: "create" }));
    await fillSignUp(page, email, password);
    for (let attempt = 1; attempt <= 5; attempt++) {
      await expect(page.getByRole("heading", { name: "Confirm your email" })).toBeVisible();
      await enterCode(page, `00000${attempt}`);
    }
    await expect(page.getByRole("heading", { name: "Too many attempts" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Forgot password?" })).toHaveCount(0);
    read.push(await page.getByRole("main").textContent());
  }
  expect(read[1]).toBe(read[0]);
});

test("where self-sign-up is off there is no link, and the page says so", async ({ page, app }) => {
  const shop = await createTeaShop(app.url);
  await db.environment.update({ where: { id: shop.environment.id }, data: { isSelfSignUpAllowed: false } });
  await page.goto(shop.beginUrl());
  await expect(page.getByRole("link", { name: "Create an account" })).toHaveCount(0);
  await page.goto(shop.beginUrl({ prompt: "create" }));
  await expect(page.getByRole("heading", { name: "New accounts are by invitation" })).toBeVisible();
});
