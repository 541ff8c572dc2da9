import { db } from "@/lib/core/db";
import {
  createRoleRow,
  createTeam,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
} from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

let environment: TestEnvironment;
let userId: string;

test.beforeAll(async () => {
  environment = await createTestEnvironment();
  userId = (
    await createUserRow({ environmentId: environment.id, firstName: "Quentin", lastName: "Ashgrove" })
  ).id;
  await createRoleRow({ environmentId: environment.id, key: "taster", name: "Taster" });
});

test("the palette finds a user by a part of the name, and pages, by keyboard alone", async ({
  page,
  context,
  app,
}) => {
  await addSession(context, app.url, (await startStaffSession("support")).cookie);
  await page.goto(`/${environment.key}/settings`);
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search" });
  await palette.getByRole("combobox").fill("ashgr");
  await expect(palette.getByRole("option", { name: /Quentin Ashgrove/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/${environment.key}/users/${userId}`);

  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("audit");
  await expect(palette.getByRole("option", { name: /Audit log/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Audit log" })).toBeVisible();
});

test("an admin changes the policies, and the log says so", async ({ page, context, app }) => {
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  await page.goto(`/${environment.key}/settings/policies`);
  await page.getByRole("switch", { name: "Allow self-sign up" }).click();
  await page.getByLabel("Minutes until a locked account opens again").fill("61");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("At most 60.")).toBeVisible();
  await page.getByLabel("Minutes until a locked account opens again").fill("30");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Policies saved")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("switch", { name: "Allow self-sign up" })).not.toBeChecked();
  await page.goto(`/${environment.key}/settings/audit-log`);
  await page.getByRole("button", { name: "Environment settings updated", exact: true }).click();
  await expect(page.getByRole("row", { name: "Lockout minutes 5 30" })).toBeVisible();
});

test("who may sign up is decided in the details as well", async ({ page, context, app }) => {
  const { key } = await createTestEnvironment();
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  await page.goto(`/${key}/settings`);
  await page.getByRole("main").getByRole("link", { name: "Details", exact: true }).click();
  await expect(page.getByText(`/auth/${key}`)).toBeVisible();
  await page.getByRole("switch", { name: "Allow self-sign up" }).click();
  await page
    .getByRole("switch", { name: "Sign users up to the default organization if one can’t be detected" })
    .click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Details saved")).toBeVisible();
  await page.goto(`/${key}/settings/policies`);
  await expect(page.getByRole("switch", { name: "Allow self-sign up" })).not.toBeChecked();
});

test("what a long form is refused for is in sight of who saved it far below", async ({
  page,
  context,
  app,
}) => {
  const { id, key } = await createTestEnvironment();
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  await page.setViewportSize({ width: 900, height: 500 });
  await page.goto(`/${key}/settings/policies`);
  await page.getByLabel("Days for which a deleted user can be restored").fill("7");
  await db.environment.update({ where: { id }, data: { lockoutMaxAttempts: 9 } });
  await page.getByRole("button", { name: "Save" }).click();
  const refusal = page.getByRole("alert").filter({ hasText: "Someone else changed this" });
  await expect(refusal).toBeInViewport({ ratio: 1 });
  await expect(page.getByLabel("Days for which a deleted user can be restored")).toHaveValue("7");
});

test("an auditor reads the policies and changes nothing", async ({ page, context, app }) => {
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  await page.goto(`/${environment.key}/settings/policies`);
  await expect(page.getByRole("switch", { name: "Allow self-sign up" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Save" })).toBeHidden();
  await page.goto(`/${environment.key}/settings`);
  await expect(page.getByRole("link", { name: "Outbox" })).toBeHidden();
});

test("a member of the team without any role is told so, plainly", async ({ page, context, app }) => {
  const team = await createTeam();
  const user = await createUserRow({ environmentId: team.id });
  const staff = { ...user, email: user.email ?? "", name: "No role", role: "auditor" as const };
  await addSession(context, app.url, (await startStaffSession("auditor", staff)).cookie);
  await page.goto(`/${environment.key}/users`);
  await expect(page.getByRole("heading", { name: "You have no access to this dashboard" })).toBeVisible();
  await expect(page.getByText("Quentin Ashgrove")).toBeHidden();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
});

test("on a phone the tab of the page that is shown is in sight", async ({ page, context, app }) => {
  await addSession(context, app.url, (await startStaffSession("owner")).cookie);
  await page.setViewportSize({ width: 390, height: 800 });
  for (const name of ["Activity", "Sessions", "Profile"]) {
    const path = name === "Profile" ? "" : name.toLowerCase();
    await page.goto(`/${environment.key}/users/${userId}/${path}`);
    await expect(page.getByRole("link", { name, exact: true })).toBeInViewport({ ratio: 0.95 });
  }
});

test("a box or switch waits for the page's scripts, so that no click is lost", async ({
  page,
  context,
  app,
}) => {
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  for (const [path, role, name] of [
    ["settings/policies", "switch", "Allow organizations to be created on sign up"],
    [`users/${userId}/roles`, "switch", "Taster"],
    [`users/${userId}/organizations`, "checkbox", "Default"],
  ] as const) {
    const arrival = Promise.withResolvers<void>();
    await page.route("**/_next/static/**/*.js", async (route) => {
      await arrival.promise;
      await route.continue();
    });
    await page.goto(`/${environment.key}/${path}`, { waitUntil: "commit" });
    const box = page.getByRole(role, { name });
    await expect(box).toBeDisabled();
    arrival.resolve();
    const wasChecked = await box.isChecked();
    await box.click();
    await expect(box).toBeChecked({ checked: !wasChecked });
    await page.unroute("**/_next/static/**/*.js");
  }
});
