import { createServer } from "node:http";
import type { Page } from "@playwright/test";
import * as oidc from "openid-client";
import {
  createApplicationRow,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
} from "@/prisma/factories";
import { freePort } from "../scripts/lib/free-port.mjs";
import { expect, test } from "./fixtures";

const PASSWORD = "quiet-meadow-telescope-41";

// The application's address: the browser comes back to it, and the test redeems the code.
const application = createServer((_request, response) => response.end("Back at the application"));
let callbackUrl = "";

let environment: TestEnvironment;
const insecure = { execute: [oidc.allowInsecureRequests] };

test.beforeAll(async ({ app: _ }) => {
  const port = await freePort();
  application.listen(port, "127.0.0.1");
  callbackUrl = `http://localhost:${port}/callback`;
  environment = await createTestEnvironment();
});

test.afterAll(() => {
  application.close();
});

async function newClient(url: string, kind: "web" | "frontend" | "machine" = "web") {
  const row = await createApplicationRow({
    environmentId: environment.id,
    kind,
    callbackUrls: [callbackUrl],
    audiences: ["https://api.example"],
  });
  const issuer = new URL(`${url}/auth/${environment.key}`);
  const secret = row.clientSecret ?? undefined;
  const authentication = secret ? undefined : oidc.None();
  const config = await oidc.discovery(issuer, row.clientId, secret, authentication, insecure);
  return { config, clientId: row.clientId };
}

/** Signs a new user in through the hosted pages and gives the callback as the application would get it. */
async function authorize(page: Page, config: oidc.Configuration) {
  const user = await createUserRow({ environmentId: environment.id, password: PASSWORD });
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callbackUrl,
    scope: "openid profile email offline",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
  });
  await page.goto(url.href);
  await page.getByLabel("Email, username or phone").fill(user.email ?? "");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${callbackUrl}?*`);
  const callback = new URL(page.url());
  const redeem = () =>
    oidc.authorizationCodeGrant(config, callback, { pkceCodeVerifier: verifier, expectedState: state });
  return { user, redeem };
}

const refusal = (error: string) => expect.objectContaining({ error });

test("a code is good once: its replay ends what it gave", async ({ page, app }) => {
  const { config } = await newClient(app.url);
  const { redeem } = await authorize(page, config);
  const tokens = await redeem();
  await expect(redeem()).rejects.toEqual(refusal("invalid_grant"));
  await expect(oidc.refreshTokenGrant(config, tokens.refresh_token ?? "")).rejects.toEqual(
    refusal("invalid_grant"),
  );
});

test("a replayed refresh token ends its family", async ({ page, app }) => {
  const { config } = await newClient(app.url);
  const first = await (await authorize(page, config)).redeem();
  const second = await oidc.refreshTokenGrant(config, first.refresh_token ?? "");
  await expect(oidc.refreshTokenGrant(config, first.refresh_token ?? "")).rejects.toEqual(
    refusal("invalid_grant"),
  );
  await expect(oidc.refreshTokenGrant(config, second.refresh_token ?? "")).rejects.toEqual(
    refusal("invalid_grant"),
  );
  expect(await oidc.tokenIntrospection(config, second.access_token)).toMatchObject({ active: false });
});

test("a revoked access token is dead for the issuer", async ({ page, app }) => {
  const { config } = await newClient(app.url);
  const { user, redeem } = await authorize(page, config);
  const { access_token } = await redeem();
  expect(await oidc.fetchUserInfo(config, access_token, user.id)).toMatchObject({ email: user.email });
  expect(await oidc.tokenIntrospection(config, access_token)).toMatchObject({ active: true, sub: user.id });
  await oidc.tokenRevocation(config, access_token);
  expect(await oidc.tokenIntrospection(config, access_token)).toMatchObject({ active: false });
});

test("a public client signs in with PKCE and is refused without", async ({ page, app }) => {
  const { config } = await newClient(app.url, "frontend");
  const { redeem } = await authorize(page, config);
  expect((await redeem()).refresh_token).toEqual(expect.any(String));
  const url = oidc.buildAuthorizationUrl(config, { redirect_uri: callbackUrl, scope: "openid" });
  await page.goto(url.href);
  await expect(page).toHaveURL(/error=invalid_request/);
});

test("an address that is not registered gets a page, not a redirect", async ({ page, app }) => {
  const { config } = await newClient(app.url);
  const url = oidc.buildAuthorizationUrl(config, { redirect_uri: "https://evil.example/", scope: "openid" });
  await page.goto(url.href);
  await expect(page.getByRole("heading", { name: "We could not go on" })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(new URL(app.url).origin);
});

test("a machine gets a token of its own, for an audience that it may use", async ({ app }) => {
  const { config, clientId } = await newClient(app.url, "machine");
  const { access_token } = await oidc.clientCredentialsGrant(config, { audience: "https://api.example" });
  expect(await oidc.tokenIntrospection(config, access_token)).toMatchObject({
    active: true,
    client_id: clientId,
    aud: ["https://api.example"],
  });
  const other = oidc.clientCredentialsGrant(config, { audience: "https://other.example" });
  await expect(other).rejects.toEqual(refusal("invalid_target"));
});
