import type { Page } from "@playwright/test";
import * as oidc from "openid-client";
import { totpOf } from "@/lib/mfa/test-totp";
import { createApplicationRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { enterCode, setUpApp } from "./mfa-steps";
import { createProtectedShop, password } from "./protected-shop";
import { addSession, startStaffSession } from "./staff-session";
import { enterIdentifier, enterPassword, waitForCode } from "./tea-shop";

/** An application that keeps its users signed in by refresh tokens, through a library of its own. */
async function connectApplication(appUrl: string, environment: { id: string; key: string }) {
  const callbackUrl = `${appUrl}/icon.svg`;
  const row = await createApplicationRow({ environmentId: environment.id, callbackUrls: [callbackUrl] });
  const issuer = new URL(`${appUrl}/auth/${environment.key}`);
  const insecure = { execute: [oidc.allowInsecureRequests] };
  const config = await oidc.discovery(issuer, row.clientId, row.clientSecret ?? "", undefined, insecure);
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callbackUrl,
    scope: "openid email offline",
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  }).href;
  const redeem = async (page: Page) => {
    await waitForCode(page);
    const tokens = await oidc.authorizationCodeGrant(config, new URL(page.url()), { pkceCodeVerifier });
    return tokens.refresh_token ?? "";
  };
  const refresh = async (token: string) => (await oidc.refreshTokenGrant(config, token)).refresh_token ?? "";
  return { url, redeem, refresh };
}

const refused = expect.objectContaining({ error: "invalid_grant" });

test("a requirement reaches those who are signed in, and a reset ends what they hold", async ({
  page,
  browser,
  app,
}) => {
  const { shop, user, email } = await createProtectedShop(app.url, "no");
  const client = await connectApplication(app.url, shop.environment);
  await page.goto(client.url);
  await enterIdentifier(page, email);
  await enterPassword(page, password);
  const before = await client.refresh(await client.redeem(page));

  const context = await browser.newContext();
  await addSession(context, app.url, (await startStaffSession("owner")).cookie);
  const admin = await context.newPage();
  await admin.goto(`${app.url}/${shop.environment.key}/settings/multi-factor-auth`);
  await admin.getByRole("radio", { name: /^Yes/ }).check();
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Multi-factor auth saved")).toBeVisible();

  await expect(client.refresh(before)).rejects.toEqual(refused);
  await page.goto(client.url);
  await enterIdentifier(page, email);
  await enterPassword(page, password);
  const secret = await setUpApp(page);
  await page.getByRole("button", { name: "I have kept them" }).click();
  const proven = await client.refresh(await client.redeem(page));
  // The session has proven it, so nobody is asked again.
  await page.goto(client.url);
  await client.redeem(page);

  await admin.goto(`${app.url}/${shop.environment.key}/users/${user.id}/multi-factor-auth`);
  await admin.getByRole("button", { name: /Authenticator app/ }).click();
  await admin.getByRole("menuitem", { name: "Reset multi-factor auth" }).click();
  await expect(admin.getByRole("dialog")).toContainText("sessions and tokens end at once");
  await admin.getByRole("dialog").getByRole("button", { name: "Reset" }).click();
  await expect(admin.getByText("Multi-factor auth reset")).toBeVisible();
  await context.close();

  await expect(client.refresh(proven)).rejects.toEqual(refused);
  await page.goto(client.url);
  await enterIdentifier(page, email);
  await enterPassword(page, password);
  await expect(page.getByRole("heading", { name: "Set up multi-factor authentication" })).toBeVisible();
  const fresh = await setUpApp(page);
  expect(fresh).not.toBe(secret);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await client.redeem(page);
  await page.goto(`${client.url}&prompt=login`);
  await enterIdentifier(page, email);
  await enterPassword(page, password);
  await enterCode(page, await totpOf(secret));
  await expect(page.getByText("This code is not right, or was used already.")).toBeVisible();
});
