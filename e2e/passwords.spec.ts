import { db } from "@/lib/core/db";
import { createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { createTeaShop, enterIdentifier, enterPassword, newestMail, waitForCode } from "./tea-shop";

const password = "kestrel moss window";
const newPassword = "harbour violet lantern";
let count = 0;
const newEmail = () => `kiri-${++count}-${process.pid}@example.com`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a forgotten password: code by mail, new password, signed in", async ({ page, app }) => {
      const shop = await createTeaShop(app.url);
      const email = newEmail();
      await createUserRow({ environmentId: shop.environment.id, email, password });
      await page.goto(shop.beginUrl());
      await enterIdentifier(page, email);
      await page.getByRole("link", { name: "Forgot password?" }).click();
      await expect(page.getByLabel("Email, username or phone")).toHaveValue(email);
      await page.getByRole("button", { name: "Send code" }).click();
      await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();

      const { code } = await newestMail(email);
      await page.getByLabel("6-digit code").fill(code === "000000" ? "000001" : "000000");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByText("This code is not right.")).toBeVisible();
      await page.getByLabel("6-digit code").fill(code);
      await page.getByRole("button", { name: "Continue" }).click();

      await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
      await page.getByLabel("New password", { exact: true }).fill("password123");
      await page.getByRole("button", { name: "Set new password" }).click();
      await expect(page.getByText("This is one of the passwords that are tried first.")).toBeVisible();
      await page.getByLabel("New password", { exact: true }).fill(newPassword);
      await page.getByRole("button", { name: "Set new password" }).click();
      await waitForCode(page);

      await page.goto(shop.beginUrl({ prompt: "login" }));
      await enterIdentifier(page, email);
      await enterPassword(page, password);
      await expect(page.getByText("This does not match.")).toBeVisible();
      await enterPassword(page, newPassword);
      await waitForCode(page);
    });
  });
}

test("a stranger who forgot a password reads the same words", async ({ page, app }) => {
  const shop = await createTeaShop(app.url);
  const email = newEmail();
  await createUserRow({ environmentId: shop.environment.id, email, password });
  const read: string[] = [];
  for (const identifier of [email, "nobody@example.com"]) {
    await page.goto(shop.beginUrl({ prompt: "login" }));
    await enterIdentifier(page, identifier);
    await page.getByRole("link", { name: "Forgot password?" }).click();
    await page.getByRole("button", { name: "Send code" }).click();
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
    read.push((await page.getByRole("main").innerText()).replaceAll(identifier, "…"));
  }
  expect(read[1]).toBe(read[0]);
  expect(await db.outboxMessage.count({ where: { environmentId: shop.environment.id } })).toBe(1);
});

test("who is locked out gets in with a new password", async ({ page, app }) => {
  const shop = await createTeaShop(app.url);
  const email = newEmail();
  await createUserRow({ environmentId: shop.environment.id, email, password });
  await page.goto(shop.beginUrl());
  await enterIdentifier(page, email);
  for (let attempt = 1; attempt <= 5; attempt++) await enterPassword(page, `wrong ${attempt}`);
  await expect(page.getByRole("heading", { name: "Too many attempts" })).toBeVisible();
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await page.getByLabel("6-digit code").fill((await newestMail(email)).code);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("New password", { exact: true }).fill(newPassword);
  await page.getByRole("button", { name: "Set new password" }).click();
  await waitForCode(page);
});
