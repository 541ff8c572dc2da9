import { tokenHash } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import {
  createApplicationRow,
  createTeam,
  createTestEnvironment,
  type TestEnvironment,
} from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

let environment: TestEnvironment;

test.beforeEach(async ({ app: _ }) => {
  await createTeam();
  environment = await createTestEnvironment();
});

const list = () => `/${environment.key}/settings/applications`;

test("an admin adds an application, sees its secret once, rotates it, and deletes the application", async ({
  page,
  context,
  app,
}) => {
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  await page.goto(list());
  await page.getByRole("button", { name: "Add application" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Harbour shop");
  await dialog.getByLabel("Callback URLs").fill("http://shop.example/callback");
  await dialog.getByRole("button", { name: "Add application" }).click();
  await expect(dialog.getByText("must use https, except on localhost")).toBeVisible();
  await dialog
    .getByLabel("Callback URLs")
    .fill("https://shop.example/callback\nhttp://localhost:4000/callback");
  await dialog.getByRole("button", { name: "Add application" }).click();
  await expect(dialog.getByText("Copy the client secret now.")).toBeVisible();
  const secret = ((await dialog.getByRole("definition").nth(1).textContent()) ?? "").trim();
  const row = await db.application.findFirstOrThrow({ where: { environmentId: environment.id } });
  expect(row.clientSecretHash).toBe(tokenHash(secret));
  await dialog.getByRole("button", { name: "Done" }).click();

  await expect(page.getByRole("heading", { name: "Harbour shop" })).toBeVisible();
  await expect(page.getByText(row.clientId)).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);
  await page.getByLabel("Name").fill("Harbour shop 2");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Application saved")).toBeVisible();

  await page.getByRole("button", { name: "Rotate secret" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByRole("button", { name: "Rotate secret" }).click();
  const rotated = ((await question.getByRole("definition").nth(1).textContent()) ?? "").trim();
  expect(rotated).not.toBe(secret);
  await question.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: "Delete application" }).click();
  await question.getByRole("button", { name: "Delete application" }).click();
  await expect(page.getByText("Application deleted")).toBeVisible();
  await expect(page).toHaveURL(list());
  await expect(page.getByText("No applications yet")).toBeVisible();
});

test("an auditor sees applications and cannot change them", async ({ page, context, app }) => {
  const application = await createApplicationRow({ environmentId: environment.id, name: "Harbour shop" });
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  await page.goto(list());
  await expect(page.getByRole("button", { name: "Add application" })).toHaveCount(0);
  await page.getByRole("link", { name: "Harbour shop" }).click();
  await expect(page.getByText(application.clientId)).toBeVisible();
  await expect(page.getByLabel("Name")).toBeDisabled();
  for (const name of ["Save", "Rotate secret", "Delete application"]) {
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  }
  await page.goto(`${list()}/nonsense`);
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
});

test("an admin sets which claims an application's tokens carry and how long they last", async ({
  page,
  context,
  app,
}) => {
  const application = await createApplicationRow({ environmentId: environment.id, name: "Harbour shop" });
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  await page.goto(`${list()}/${application.id}`);
  await page.getByRole("link", { name: "Tokens" }).click();
  await expect(page.getByRole("heading", { name: "Token lifetimes" })).toBeVisible();
  await page.getByLabel("Access token lifetime").fill("10");
  await page.getByRole("switch", { name: "Roles (array)" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("60 seconds at least.")).toBeVisible();
  await page.getByLabel("Access token lifetime").fill("900");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Token settings saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Access token lifetime")).toHaveValue("900");
  await expect(page.getByRole("switch", { name: "Roles (array)" })).toBeChecked();
  await expect(page.getByRole("switch", { name: "Organizations (array)" })).toBeChecked();
  expect(await db.application.findUniqueOrThrow({ where: { id: application.id } })).toMatchObject({
    accessTokenSeconds: 900,
    accessTokenClaims: ["roles"],
    idTokenClaims: ["org_codes"],
  });
});
