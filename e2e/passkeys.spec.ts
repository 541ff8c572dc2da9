import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { expect, test } from "./fixtures";
import { createProtectedShop } from "./protected-shop";
import { waitForCode } from "./tea-shop";

/** A device of the browser's own that says yes to everything, as its user would. */
async function addAuthenticator(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const setVerified = (isUserVerified: boolean) =>
    session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
  return { setVerified };
}

test("a passkey is set up, asked for, and is a way in by itself; only where it belongs", async ({
  page,
  app,
}) => {
  const { shop, user, signIn } = await createProtectedShop(app.url, "yes", ["authenticator", "passkey"]);
  const device = await addAuthenticator(page);
  await signIn(page);
  await page.getByRole("button", { name: "Passkey" }).click();
  await expect(page.getByRole("heading", { name: "Keep your recovery codes" })).toBeVisible();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await waitForCode(page);

  await signIn(page);
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await waitForCode(page);

  await page.goto(shop.beginUrl({ prompt: "login" }));
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await waitForCode(page);
  const last = await db.auditEvent.findFirstOrThrow({
    where: { userId: user.id, type: "authentication.succeeded" },
    orderBy: { id: "desc" },
  });
  expect(last.after).toMatchObject({ method: "passkey", mfa: "passkey" });

  const other = await createProtectedShop(app.url, "yes", ["passkey"]);
  await page.goto(other.shop.beginUrl());
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByText("This passkey is not known here")).toBeVisible();

  await device.setVerified(false);
  await page.goto(shop.beginUrl({ prompt: "login" }));
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByText("Nothing was chosen.")).toBeVisible();
});
