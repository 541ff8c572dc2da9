import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { TEST_CLIENT, TestIssuer } from "@/lib/connections/test-issuer";
import { db } from "@/lib/core/db";
import { createConnectionRow } from "@/prisma/create-connection-row";
import { createApplicationRow, createTeam, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";
import { createTeaShop, enterIdentifier, enterPassword, waitForCode } from "./tea-shop";

const password = "kestrel moss window";
const ANA = { sub: "00u-ana", email_verified: true, given_name: "Ana", family_name: "Prieto" };
let count = 0;

let issuer: TestIssuer;
test.beforeAll(async ({ app: _ }) => {
  await createTeam();
  issuer = await TestIssuer.start();
});
test.afterAll(() => issuer.stop());

/** A tea shop whose environment has a connection to the issuer of this file, with a domain of its own. */
async function createConnectedShop(
  appUrl: string,
  settings: Partial<Parameters<typeof createConnectionRow>[0]> = {},
) {
  const shop = await createTeaShop(appUrl);
  const domain = `harbour-${++count}.example`;
  const email = `ana@${domain}`;
  issuer.flaws = {};
  issuer.person = { ...ANA, email };
  const environmentId = shop.environment.id;
  const given = { environmentId, issuer: issuer.url, ...TEST_CLIENT, emailDomains: [domain], isShown: true };
  const connection = await createConnectionRow({ ...given, ...settings });
  const users = () => db.user.findMany({ where: { environmentId }, include: { identities: true } });
  return { shop, email, connection, users };
}

const hasNoFlaws = async (page: Page) =>
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

test("an admin connects another Gatehouse, and its users sign in through it until it is deleted", async ({
  page,
  context,
  browser,
  app,
}) => {
  test.setTimeout(90_000);
  const provider = await createTestEnvironment({ name: "Harbour" });
  const domain = `harbour-${++count}.example`;
  const email = `mele@${domain}`;
  await createUserRow({ environmentId: provider.id, email, password, firstName: "Mele", lastName: "Tupou" });
  const { environment, beginUrl } = await createTeaShop(app.url);
  const settings = `/${environment.key}/settings/connections`;

  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  await page.goto(settings);
  await expect(page.getByText("No connections yet")).toBeVisible();
  await page.getByRole("button", { name: "Add connection" }).click();
  const dialog = page.getByRole("dialog");
  const callback = (await dialog.getByRole("definition").first().textContent())?.trim() ?? "";
  const client = await createApplicationRow({ environmentId: provider.id, callbackUrls: [callback] });
  await dialog.getByLabel("Name").fill("Harbour SSO");
  await dialog.getByLabel("Issuer URL").fill(`${app.url}/auth/nowhere`);
  await dialog.getByLabel("Client ID").fill(client.clientId);
  await dialog.getByLabel("Client secret").fill(client.clientSecret ?? "");
  await dialog.getByLabel("Email domains").fill(domain);
  await dialog.getByRole("button", { name: "Add connection" }).click();
  await expect(dialog.getByText("There is no OpenID Connect discovery document")).toBeVisible();
  await hasNoFlaws(page);
  await dialog
    .getByLabel("Issuer URL")
    .fill(`${app.url}/auth/${provider.key}/.well-known/openid-configuration`);
  await dialog.getByRole("button", { name: "Add connection" }).click();
  await expect(page.getByRole("heading", { name: "Harbour SSO" })).toBeVisible();
  await expect(page.getByLabel("Issuer URL")).toHaveValue(`${app.url}/auth/${provider.key}`);
  await expect(page.getByLabel("Client secret")).toHaveValue("");
  expect(await page.content()).not.toContain(client.clientSecret);
  await expect(page.getByText(callback)).toBeVisible();
  await hasNoFlaws(page);

  // A browser of its own, of somebody who knows nothing of all this.
  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(beginUrl());
  await expect(theirs.getByRole("button", { name: /Continue with/ })).toHaveCount(0);
  await enterIdentifier(theirs, email);
  await theirs.waitForURL((url) => url.pathname.startsWith(`/auth/${provider.key}/`));
  await expect(theirs.getByLabel("Email, username or phone")).toHaveValue(email);
  await theirs.getByRole("button", { name: "Continue", exact: true }).click();
  await enterPassword(theirs, password);
  await waitForCode(theirs);

  const user = await db.user.findFirstOrThrow({ where: { environmentId: environment.id } });
  expect(user).toMatchObject({ firstName: "Mele", lastName: "Tupou", email });
  const profile = `/${environment.key}/users/${user.id}`;
  await page.goto(profile);
  const identities = page.getByRole("region", { name: "Identities" });
  await expect(identities.getByText("Enterprise · Harbour SSO · 1 sign-in")).toBeVisible();
  await expect(identities.getByRole("button", { name: "Add identity" })).toHaveCount(0);
  await expect(page.getByText("They sign in through Harbour SSO")).toBeVisible();
  await expect(page.getByText("Their password is kept there, and is changed there.")).toBeVisible();
  await expect(page.getByText("Harbour SSO says how this user is called")).toBeVisible();
  await expect(page.getByRole("button", { name: "Set temporary password" })).toHaveCount(0);
  await hasNoFlaws(page);

  await page.goto(settings);
  await page.getByRole("link", { name: "Harbour SSO" }).click();
  await page.getByRole("button", { name: "Disable connection" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disable connection" }).click();
  await expect(page.getByText("Connection disabled")).toBeVisible();
  await page.goto(profile);
  await expect(page.getByText("and this connection is disabled")).toBeVisible();
  await page.getByRole("link", { name: "Open connection" }).click();
  await expect(page.getByRole("heading", { name: "Harbour SSO" })).toBeVisible();
  await page.getByRole("button", { name: "Enable connection" }).click();
  await expect(page.getByText("Connection enabled")).toBeVisible();

  await page.getByRole("button", { name: "Delete connection" }).click();
  await expect(dialog.getByText("1 user signs in through it and loses their only way in.")).toBeVisible();
  await expect(dialog.getByText("They are signed out everywhere")).toBeVisible();
  await dialog.getByRole("button", { name: "Delete connection" }).click();
  await expect(dialog.getByText("Type its name to delete it all the same.")).toBeVisible();
  await dialog.getByLabel("Type Harbour SSO to confirm").fill("harbour sso");
  await dialog.getByRole("button", { name: "Delete connection" }).click();
  await expect(page.getByText("No connections yet")).toBeVisible();
  await page.goto(profile);
  await expect(page.getByText("This user has no identity and cannot sign in.")).toBeVisible();
  await other.close();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("by button, by address and by the request's own wish, it is the same user", async ({
      page,
      app,
    }) => {
      const { shop, email, connection, users } = await createConnectedShop(app.url);
      await page.goto(shop.beginUrl());
      if (javaScriptEnabled) await hasNoFlaws(page);
      await page.getByRole("button", { name: "Continue with Harbour SSO" }).click();
      await waitForCode(page);
      await page.goto(shop.beginUrl({ prompt: "login" }));
      await enterIdentifier(page, email);
      await waitForCode(page);
      await page.goto(shop.beginUrl({ prompt: "login", connection_id: connection.key }));
      await waitForCode(page);
      const [user, ...others] = await users();
      expect(others).toEqual([]);
      expect(user?.identities).toMatchObject([{ type: "enterprise", value: email, signInCount: 3 }]);
    });

    test("what goes wrong there leads to a page from which one can try again", async ({ page, app }) => {
      const { shop, connection, users } = await createConnectedShop(app.url);
      issuer.flaws = { error: "access_denied" };
      await page.goto(shop.beginUrl({ connection_id: connection.key }));
      await expect(page.getByRole("heading", { name: "You were not signed in" })).toBeVisible();
      await expect(page.getByText("was broken off, or not allowed there")).toBeVisible();
      if (javaScriptEnabled) await hasNoFlaws(page);
      issuer.flaws = { isSignedByOther: true };
      await page.getByRole("link", { name: "Try again" }).click();
      await expect(page.getByText("gave an answer that cannot be accepted")).toBeVisible();
      expect(await users()).toEqual([]);
      issuer.flaws = {};
      await page.getByRole("link", { name: "Try again" }).click();
      await waitForCode(page);
    });
  });
}

test("an account of the same address is left alone, and its owner is told what to do", async ({
  page,
  app,
}) => {
  const { shop, email, users } = await createConnectedShop(app.url);
  const user = await createUserRow({ environmentId: shop.environment.id, email, password });
  await page.goto(shop.beginUrl());
  await enterIdentifier(page, email);
  await expect(
    page.getByText("An account with your address exists already, and is not linked"),
  ).toBeVisible();
  await expect(page.getByText("Ask the people who run this service to link it")).toBeVisible();
  await page.getByRole("link", { name: "Sign in another way" }).click();
  await expect(page.getByLabel("Email, username or phone")).toBeVisible();
  expect(await users()).toMatchObject([{ id: user.id, identities: [{ type: "email" }] }]);
});

test("with linking on, the account is taken over and its password is good for nothing", async ({
  page,
  app,
}) => {
  const { shop, email, connection, users } = await createConnectedShop(app.url, { isLinking: true });
  const username = `ana-${count}`;
  const user = await createUserRow({ environmentId: shop.environment.id, email, username, password });
  await page.goto(shop.beginUrl());
  await enterIdentifier(page, email);
  await waitForCode(page);
  expect(await users()).toMatchObject([
    { id: user.id, identities: [{ type: "enterprise", connectionId: connection.id }] },
  ]);
  await page.goto(shop.beginUrl({ prompt: "login" }));
  await enterIdentifier(page, username);
  await enterPassword(page, password);
  await expect(page.getByText("This does not match.")).toBeVisible();
});

test("an answer is good once, and only in the browser that was sent for it", async ({
  page,
  browser,
  app,
}) => {
  const { shop, connection, users } = await createConnectedShop(app.url);
  const answers: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/connection/callback/")) answers.push(request.url());
  });
  await page.goto(shop.beginUrl({ connection_id: connection.key }));
  await waitForCode(page);
  const [answer = ""] = answers;
  expect(answer).toContain(connection.key);
  const stranger = await browser.newContext();
  const theirs = await stranger.newPage();
  await theirs.goto(answer);
  await expect(theirs.getByRole("heading", { name: "This sign-in is over" })).toBeVisible();
  // Neither by a flow of their own, into which the answer of another's was put.
  await theirs.goto(shop.beginUrl());
  const own = new URL(theirs.url()).searchParams.get("flow") ?? "";
  const grafted = new URL(answer);
  grafted.searchParams.set("state", `${own}.${grafted.searchParams.get("state")?.split(".")[1]}`);
  await theirs.goto(grafted.href);
  await expect(theirs.getByLabel("Email, username or phone")).toBeVisible();
  await page.goto(answer);
  await expect(page.getByRole("heading", { name: "This sign-in is over" })).toBeVisible();
  expect(await users()).toHaveLength(1);
  await stranger.close();
});

test("the callback sends nobody elsewhere, and a foreign connection's name opens nothing", async ({
  request,
  page,
  app,
}) => {
  const { shop } = await createConnectedShop(app.url);
  const foreign = await createConnectedShop(app.url);
  const base = `${app.url}/auth/${shop.environment.key}`;
  const to = encodeURIComponent("https://evil.example/");
  for (const path of [
    `connection/callback/${foreign.connection.key}?state=a.b&code=c&redirect_uri=${to}&iss=${to}`,
    `connection/callback/${to}?state=${to}`,
    `connection/start?flow=${to}`,
    `connection/start`,
  ]) {
    const answer = await request.get(`${base}/${path}`, { maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    expect(answer.headers().location).toMatch(new RegExp(`^/auth/${shop.environment.key}/expired`));
  }
  await page.goto(shop.beginUrl({ connection_id: foreign.connection.key }));
  await expect(page.getByText("This way to sign in is not open any more.")).toBeVisible();
  expect(new URL(page.url()).origin).toBe(new URL(app.url).origin);
});
