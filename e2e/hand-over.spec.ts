import { getBusinessName } from "@/lib/settings/get-business-name";
import { handOverPassword } from "@/lib/users/hand-over-password";
import { contextFor, createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { createTeaShop } from "./tea-shop";
import { waitForReact } from "./wait-for-react";

test("an opened hand-over link looks as the page before, can be copied, and comes back by no way", async ({
  page,
  context,
  app,
}) => {
  const { environment } = await createTeaShop(app.url);
  const user = await createUserRow({ environmentId: environment.id });
  const ctx = await contextFor({ role: "support", environment });
  const { pathname, search } = new URL((await handOverPassword(ctx, { userId: user.id, hours: "24" })).link);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(() => localStorage.setItem("theme", "dark"));
  await page.goto(`${pathname}${search}`);
  await waitForReact(page);
  const answer = page.waitForResponse((response) => response.url().endsWith("/hand-over/open"));
  await page.getByRole("button", { name: "Show password" }).click();
  expect((await answer).headers()["cache-control"]).toBe("no-store");
  const shown = page.getByText(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  await expect(shown).toBeVisible();
  await expect(page.getByRole("heading", { name: "Your temporary password" })).toBeVisible();
  await expect(page.getByText(await getBusinessName(), { exact: true })).toBeVisible();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.getByRole("button", { name: "Copy password" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await shown.textContent());
  await expect(page.getByRole("link", { name: "Sign in to Tea shop" })).toHaveAttribute("href", app.url);
  await page.goto(`/auth/${environment.key}/signed-out`);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "This link is no longer good" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "This link is no longer good" })).toBeVisible();
});
