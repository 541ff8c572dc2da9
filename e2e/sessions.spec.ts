import { createSessionRow } from "@/prisma/create-session-row";
import { createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";
import { createTeaShop, enterIdentifier, enterPassword, waitForCode } from "./tea-shop";

const password = "kestrel moss window";

test("support ends one session of a user, and that browser has to sign in again", async ({
  app,
  browser,
  page,
  context,
}) => {
  const shop = await createTeaShop(app.url);
  const email = `kiri-${process.pid}@example.com`;
  const user = await createUserRow({ environmentId: shop.environment.id, email, password });
  const other = {
    environmentId: shop.environment.id,
    userId: user.id,
    startedAt: new Date(Date.now() - 60_000),
  };
  await createSessionRow(other);
  const theirs = await browser.newContext({ baseURL: app.url });
  const phone = await theirs.newPage();
  await phone.goto(shop.beginUrl());
  await enterIdentifier(phone, email);
  await enterPassword(phone, password);
  await waitForCode(phone);

  await addSession(context, app.url, (await startStaffSession("support")).cookie);
  await page.goto(`/${shop.environment.key}/users/${user.id}`);
  await page.getByRole("navigation", { name: "User" }).getByRole("link", { name: "Sessions" }).click();
  const table = page.getByRole("table", { name: "Sessions" });
  const row = table.getByRole("row").filter({ hasText: "Tea shop" });
  await expect(row).toContainText(/Chrome.* \d+ on/);
  await expect(row).toContainText("Local");
  await expect(table.getByRole("row")).toHaveCount(3);
  await row.getByRole("button", { name: /Actions for/ }).click();
  await page.getByRole("menuitem", { name: "End session" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("signed out there with the next request");
  await page.getByRole("alertdialog").getByRole("button", { name: "End session" }).click();
  await expect(page.getByText("Session ended")).toBeVisible();
  await expect(table.getByRole("row")).toHaveCount(2);

  await phone.goto(shop.beginUrl());
  await expect(phone.getByLabel("Email, username or phone")).toBeVisible();

  await page.getByRole("button", { name: "End all sessions" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End all sessions" }).click();
  await expect(page.getByText("Sessions ended")).toBeVisible();
  await expect(page.getByText("Not signed in anywhere")).toBeVisible();
  await theirs.close();
});

test("an owner ends an admin's session, and the dashboard is shut to it at the next click", async ({
  app,
  browser,
  page,
  context,
}) => {
  const admin = await startStaffSession("admin");
  const theirs = await browser.newContext({ baseURL: app.url });
  await addSession(theirs, app.url, admin.cookie);
  const dashboard = await theirs.newPage();
  await dashboard.goto("/team/users");
  await expect(dashboard.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();

  await addSession(context, app.url, (await startStaffSession("owner")).cookie);
  await page.goto(`/team/users/${admin.staff.id}/sessions`);
  await page
    .getByRole("table", { name: "Sessions" })
    .getByRole("button", { name: /Actions for/ })
    .click();
  await page.getByRole("menuitem", { name: "End session" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End session" }).click();
  await expect(page.getByText("Not signed in anywhere")).toBeVisible();

  await dashboard.getByRole("link", { name: "Organizations" }).click();
  await expect(dashboard.getByRole("navigation", { name: "Main" })).toHaveCount(0);
  await expect(dashboard).toHaveURL(({ pathname }) => !pathname.startsWith("/team/"));
  await theirs.close();
});

test("of one's own sessions the one in use is marked and stays", async ({ app, page, context }) => {
  const { staff, cookie } = await startStaffSession("owner");
  await startStaffSession("owner", staff);
  await addSession(context, app.url, cookie);
  await page.goto(`/team/users/${staff.id}/sessions`);
  const current = page.getByRole("row").filter({ hasText: "This session" });
  await expect(current).toBeVisible();
  await expect(current.getByRole("button", { name: /Actions for/ })).toHaveCount(0);
  await page.getByRole("button", { name: "End all other sessions" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End all other sessions" }).click();
  await expect(page.getByText("Sessions ended")).toBeVisible();
  await expect(current).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(2);
});
