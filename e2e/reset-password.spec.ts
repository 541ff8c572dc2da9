import { db } from "@/lib/core/db";
import { createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { createTeaShop, enterIdentifier, enterPassword, newestMail, waitForCode } from "./tea-shop";

for (const isEnumerationProtected of [true, false]) {
  const setting = isEnumerationProtected ? "hidden" : "told";
  test(`after a reset, who has forgotten the password gets in, where accounts are ${setting}`, async ({
    page,
    app,
  }) => {
    const shop = await createTeaShop(app.url);
    const environmentId = shop.environment.id;
    const email = `reset-${setting}-${process.pid}@example.com`;
    await db.environment.update({ where: { id: environmentId }, data: { isEnumerationProtected } });
    const user = await createUserRow({ environmentId, email, password: "kestrel moss window" });
    await db.user.update({ where: { id: user.id }, data: { newPasswordRequiredAt: new Date() } });
    await page.goto(shop.beginUrl());
    await enterIdentifier(page, email);
    if (isEnumerationProtected) {
      await enterPassword(page, "what was it again");
      await expect(page.getByText("was forgotten or reset, choose “Forgot password?”")).toBeVisible();
      await page.getByRole("link", { name: "Forgot password?" }).click();
      await page.getByRole("button", { name: "Send code" }).click();
    } else {
      await expect(page.getByText("Your password was reset.")).toBeVisible();
    }
    await page.getByLabel("6-digit code").fill((await newestMail(email)).code);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("New password", { exact: true }).fill("harbour violet lantern");
    await page.getByRole("button", { name: "Set new password" }).click();
    await waitForCode(page);
  });
}
