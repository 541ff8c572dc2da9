import AxeBuilder from "@axe-core/playwright";
import { db } from "@/lib/core/db";
import { totpOf } from "@/lib/mfa/test-totp";
import { expect, test } from "./fixtures";
import { enterCode, setUpApp } from "./mfa-steps";
import { createProtectedShop } from "./protected-shop";
import { newestMail, waitForCode } from "./tea-shop";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("adds a second method, renews recovery codes, removes the first, and keeps the last", async ({
      page,
      app,
    }) => {
      const { user, email, signIn } = await createProtectedShop(app.url, "yes", ["authenticator", "email"]);
      await signIn(page);
      const secret = await setUpApp(page);
      await expect(page.getByRole("listitem")).toHaveCount(10);
      const first = await page.getByRole("listitem").allInnerTexts();
      await page.getByRole("button", { name: "Continue and set up another method" }).click();

      await expect(page.getByRole("heading", { name: "Your methods" })).toBeVisible();
      await page.getByRole("button", { name: /^Email/ }).click();
      await expect(page.getByRole("heading", { name: "Confirm your email" })).toBeVisible();
      await page.getByRole("button", { name: "Back to your methods" }).click();
      await page.getByRole("button", { name: /^Email/ }).click();
      await expect(page.getByRole("heading", { name: "Confirm your email" })).toBeVisible();
      await enterCode(page, (await newestMail(email)).code);
      await expect(page.getByText("Email is set up.")).toBeVisible();
      expect((await newestMail(email)).subject).toBe("Your multi-factor authentication was changed");
      const html = await page.content();
      for (const hidden of [secret, first[0] ?? "none", email]) expect(html).not.toContain(hidden);
      if (javaScriptEnabled) {
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        expect(violations).toEqual([]);
      }
      await page.getByRole("button", { name: "Continue to Tea shop" }).click();
      await waitForCode(page);

      await signIn(page);
      await page.getByRole("button", { name: "Change my methods" }).click();
      await expect(page.getByRole("heading", { name: "Confirm that it is you" })).toBeVisible();
      await enterCode(page, await totpOf(secret, 1));
      await expect(page.getByText("10 left")).toBeVisible();
      await page.getByRole("button", { name: "Get new codes" }).click();
      await expect(page.getByRole("heading", { name: "Keep your recovery codes" })).toBeVisible();
      await expect(page.getByRole("listitem")).toHaveCount(10);
      const renewed = await page.getByRole("listitem").allInnerTexts();
      expect(renewed).not.toEqual(first);
      await page.getByRole("button", { name: "I have kept them" }).click();
      await page.getByText("Remove Authenticator app").click();
      await page.getByRole("button", { name: "Remove this method" }).filter({ visible: true }).click();
      await expect(page.getByText("Authenticator app was removed.")).toBeVisible();
      await page.getByText("Remove Email").click();
      await page.getByRole("button", { name: "Remove this method" }).filter({ visible: true }).click();
      await expect(page.getByText("this is your last one")).toBeVisible();
      const here = page.url();
      await page.getByRole("button", { name: "Continue to Tea shop" }).click();
      await waitForCode(page);
      // Done is done: the page of the methods is not to be had again by its address.
      const answer = await page.goto(here);
      expect(answer?.url()).not.toContain("/mfa?");
      expect(await db.mfaFactor.findMany({ where: { userId: user.id } })).toMatchObject([
        { method: "email" },
      ]);
    });
  });
}
