import { expect, type Page } from "@playwright/test";
import { totpOf } from "@/lib/mfa/test-totp";

export async function enterCode(page: Page, code: string, label = "6-digit code"): Promise<void> {
  await page.getByLabel(label).fill(code);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
}

/** Sets up an authenticator app from the page that offers it, by its key. The next code is `totpOf(secret, 1)`. */
export async function setUpApp(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Authenticator app" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  const key = (await page.getByTestId("mfa-key").textContent()) ?? "";
  const secret = key.replaceAll(/\s/g, "");
  await enterCode(page, await totpOf(secret));
  return secret;
}
