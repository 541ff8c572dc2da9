import { db } from "@/lib/core/db";
import { createApplicationRow, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";
import { newestMail, waitForCode } from "./tea-shop";

test("an admin adds an environment, switches to it, and somebody signs up there", async ({
  page,
  app,
  context,
  browser,
}) => {
  const here = await createTestEnvironment();
  const { cookie } = await startStaffSession("admin");
  await addSession(context, app.url, cookie);
  await page.goto(`/${here.key}/users`);
  await page.getByRole("button", { name: `Environment: ${here.name}` }).click();
  await page.getByRole("menuitem", { name: "Manage environments" }).click();
  await page.getByRole("link", { name: "Add environment" }).click();
  const dialog = page.getByRole("dialog", { name: "Add environment" });
  const key = `staging-${process.pid}-${test.info().retry}`;
  await dialog.getByLabel("Name").fill("Staging");
  await dialog.getByLabel("Key").fill("team");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("This word is reserved.")).toBeVisible();
  await dialog.getByLabel("Key").fill(here.key);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("exists already").first()).toBeVisible();
  await dialog.getByLabel("Key").fill(key);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Environment added")).toBeVisible();
  await expect(page.getByText(`${app.url}/auth/${key}`)).toBeVisible();

  await page.getByRole("button", { name: `Environment: ${here.name}` }).click();
  await page.getByRole("menuitem", { name: "Staging" }).click();
  await expect(page.getByRole("button", { name: "Environment: Staging" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Users" })).toBeVisible();

  const issuer = `${app.url}/auth/${key}`;
  const discovery = await page.request.get(`${issuer}/.well-known/openid-configuration`);
  expect(await discovery.json()).toMatchObject({ issuer });
  const { keys } = await (await page.request.get(`${issuer}/.well-known/jwks`)).json();
  expect(keys).toHaveLength(1);

  const environment = await db.environment.findUniqueOrThrow({ where: { key } });
  // The same address in another environment is another person.
  const email = `kiri-${process.pid}@example.com`;
  await createUserRow({ environmentId: here.id, email });
  // A page that needs no sign-in stands for the application's.
  const redirectUri = `${app.url}/icon.svg`;
  const application = await createApplicationRow({
    environmentId: environment.id,
    callbackUrls: [redirectUri],
  });
  const authorize = new URLSearchParams({
    client_id: application.clientId,
    response_type: "code",
    scope: "openid",
    prompt: "create",
    redirect_uri: redirectUri,
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  });
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(`${issuer}/oauth2/auth?${authorize}`);
  await visitor.getByLabel("First name").fill("Kiri");
  await visitor.getByLabel("Last name").fill("Moss");
  await visitor.getByLabel("Email").fill(email);
  await visitor.getByLabel("Password", { exact: true }).fill("kestrel moss window");
  await visitor.getByRole("button", { name: "Create account" }).click();
  await expect(visitor.getByText(`We sent a code to ${email}`)).toBeVisible();
  await visitor.getByLabel("6-digit code").fill((await newestMail(email)).code);
  await visitor.getByRole("button", { name: "Continue" }).click();
  await waitForCode(visitor);
  await visitor.context().close();

  await page.reload();
  await page.getByRole("link", { name: "Kiri Moss" }).click();
  await expect(page.getByText("Default organization")).toBeVisible();
});

test("who may not add environments sees them only", async ({ page, app, context }) => {
  const here = await createTestEnvironment();
  const { cookie } = await startStaffSession("support");
  await addSession(context, app.url, cookie);
  await page.goto(`/${here.key}/settings/environments?add=1`);
  await expect(page.getByRole("list", { name: "Environments" })).toContainText(here.key);
  await expect(page.getByRole("link", { name: "Add environment" })).toBeHidden();
  await expect(page.getByRole("dialog")).toBeHidden();
});
