import { readFile } from "node:fs/promises";
import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/core/db";
import {
  contextFor,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
  type TestStaff,
  type TestUser,
  userContext,
} from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

let environment: TestEnvironment;
let user: TestUser;
let staff: TestStaff;
let cookie: string;

test.beforeAll(async () => {
  ({ staff, cookie } = await startStaffSession("owner"));
  environment = await createTestEnvironment();
  user = await createUserRow({ environmentId: environment.id, firstName: "Marama", lastName: "Tui" });
  const other = await createUserRow({ environmentId: environment.id, firstName: "Piet", lastName: "Boom" });
  const ctx = await contextFor({ role: "owner", environment, staff });
  await db.$transaction(async (tx) => {
    await recordEvent(tx, userContext(environment, other.id), { type: "authentication.succeeded" });
    await recordEvent(tx, userContext(environment, user.id), { type: "authentication.failed" });
    await recordEvent(tx, ctx, {
      type: "user.updated",
      target: { type: "user", id: user.id },
      before: { lastName: "Tuy" },
      after: { lastName: "Tui" },
      reason: "Wrong spelling",
    });
  });
});

test.beforeEach(({ context, app }) => addSession(context, app.url, cookie));

test("an admin finds an event and reads who did it, why and what changed", async ({ page }) => {
  await page.goto(`/${environment.key}/settings`);
  await page.getByRole("main").getByRole("link", { name: "Audit log" }).click();
  await expect(page.getByRole("heading", { name: "Audit log" })).toBeVisible();
  const logs = page.getByRole("table", { name: "Logs" });
  await expect(logs.getByRole("row")).toHaveCount(4);

  await page.getByRole("button", { name: "Event" }).click();
  await page.getByRole("checkbox", { name: "User updated", exact: true }).check();
  await expect(logs.getByRole("row")).toHaveCount(2);
  await page.keyboard.press("Escape");

  await logs.getByRole("button", { name: /^Actions for User updated/ }).click();
  await page.getByRole("menuitem", { name: "View details" }).click();
  const panel = page.getByRole("dialog", { name: "User updated" });
  await expect(panel).toContainText(staff.name);
  await expect(panel).toContainText("Wrong spelling");
  await expect(panel.getByRole("row", { name: "Last name Tuy Tui" })).toBeVisible();
  await expect(page).toHaveURL(/type=user\.updated&event=/);
  const link = page.url();

  await page.goBack();
  await expect(panel).toBeHidden();
  await expect(logs.getByRole("button", { name: /^Actions for User updated/ })).toBeFocused();
  await expect(logs.getByRole("row")).toHaveCount(2);
  await page.goto(link);
  await expect(panel).toContainText("Wrong spelling");
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(panel).toBeHidden();
  await expect(page).not.toHaveURL(/event=/);
});

test("the search takes a user's name, and the download holds exactly what is shown", async ({ page }) => {
  await page.goto(`/${environment.key}/settings/audit-log`);
  await page.getByRole("searchbox", { name: "Search by user" }).fill("marama");
  await expect(page.getByRole("table", { name: "Logs" }).getByRole("row")).toHaveCount(3);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain("User updated,Marama Tui");
  expect(lines[2]).toContain("Sign-in failed,Marama Tui");
  await page.reload();
  await page.getByRole("button", { name: "Clear search" }).click();
  await expect(page.getByRole("button", { name: "Audit log downloaded", exact: true })).toBeVisible();
});

test("a user's activity shows a summary and only that user's log", async ({ page }) => {
  await page.goto(`/${environment.key}/users/${user.id}/activity`);
  await expect(page.getByRole("region", { name: "Summary" })).toContainText("Failed in 30 days1");
  const logs = page.getByRole("table", { name: "Logs" });
  await expect(logs.getByRole("row")).toHaveCount(3);
  await logs.getByRole("button", { name: "Sign-in failed", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Sign-in failed" })).toContainText(user.email ?? "");
});
