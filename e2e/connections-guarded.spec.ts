import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { createConnectionRow } from "@/prisma/create-connection-row";
import { createTeam, createTestEnvironment } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { setUpDashboard } from "./set-up-dashboard";
import { addSession, startStaffSession } from "./staff-session";
import { enterIdentifier } from "./tea-shop";

const hasNoFlaws = async (page: Page) =>
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

test.beforeAll(async ({ app: _ }) => {
  await setUpDashboard();
});

test("in the team the button leads to the provider, and an address to a password all the same", async ({
  page,
  context,
  app,
}) => {
  const team = await createTeam();
  const [domain, name] = ["harbour.example", "Harbour of the team"];
  const connection = await createConnectionRow({ environmentId: team.id, emailDomains: [domain], name });
  const { cookie } = await startStaffSession("owner");
  await page.goto(`${app.url}/team/users`);
  await expect(page.getByRole("button", { name: `Continue with ${name}` })).toBeVisible();
  await enterIdentifier(page, `ana@${domain}`);
  await expect(page.getByLabel("Password", { exact: true })).toBeVisible();

  await addSession(context, app.url, cookie);
  await page.goto(`${app.url}/team/settings/connections/${connection.id}`);
  await expect(page.getByText("In the team an address leads nobody there")).toBeVisible();
  await expect(page.getByText("The team’s sign-in page always shows a button for it")).toBeVisible();
  await expect(page.getByRole("switch", { name: "Show a button" })).toHaveCount(0);
  await hasNoFlaws(page);
  await db.connection.delete({ where: { id: connection.id } });
});

test("a connection of very many users cannot be deleted, and the dialog leads to disabling it", async ({
  page,
  context,
  app,
}) => {
  test.setTimeout(90_000);
  const environment = await createTestEnvironment();
  const connection = await createConnectionRow({ environmentId: environment.id });
  await db.$executeRaw`
    WITH people AS (
      INSERT INTO app_user (id, environment_id)
      SELECT gen_random_uuid(), ${environment.id}::uuid FROM generate_series(1, 10001) RETURNING id
    )
    INSERT INTO identity (id, environment_id, user_id, type, value, claim, is_primary, connection_id, subject)
    SELECT gen_random_uuid(), ${environment.id}::uuid, id, 'enterprise', id::text, id::text, true,
      ${connection.id}::uuid, id::text FROM people`;
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  await page.goto(`${app.url}/${environment.key}/settings/connections/${connection.id}`);
  await expect(page.getByText("More than 10,000 users sign in through it (")).toBeVisible();
  await expect(page.getByRole("link", { name: "users of all connections" })).toBeVisible();
  await page.getByRole("button", { name: "Delete connection" }).click();
  const dialog = page.getByRole("dialog", { name: "Harbour SSO cannot be deleted" });
  await expect(dialog.getByText("More than 10,000 users sign in through it, too many")).toBeVisible();
  await expect(dialog.getByRole("textbox")).toHaveCount(0);
  await hasNoFlaws(page);
  await dialog.getByRole("button", { name: "Disable connection" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disable connection" }).click();
  await expect(page.getByText("Connection disabled")).toBeVisible();
  await page.getByRole("button", { name: "Delete connection" }).click();
  await expect(dialog.getByText("It is disabled, so nobody can sign in through it.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Disable connection" })).toHaveCount(0);
});
