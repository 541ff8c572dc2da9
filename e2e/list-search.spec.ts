import { suspendUser } from "@/lib/users/suspend-user";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

test("who types and opens a row before the search has begun stays with the user", async ({
  page,
  context,
  app,
}) => {
  const environment = await createTestEnvironment();
  const add = (firstName: string) =>
    createUserRow({ environmentId: environment.id, firstName, lastName: "Quill" });
  const ana = await add("Ana");
  await add("Bea");
  await addSession(context, app.url, (await startStaffSession("support")).cookie);
  // The record is slow: the moment at which the search would begin passes while it is on its way.
  const { promise: isSearchDue, resolve: searchIsDue } = Promise.withResolvers<void>();
  await page.route(`**/users/${ana.id}**`, async (route) => {
    await isSearchDue;
    await route.continue();
  });
  await page.clock.install();
  await page.goto(`/${environment.key}/users`);
  const search = page.getByRole("searchbox", { name: "Search users" });
  await expect(search).toBeEditable();
  await search.fill("quill");
  await page.getByRole("link", { name: "Ana Quill" }).click();
  await page.clock.runFor(1000);
  searchIsDue();
  await expect(page.getByRole("heading", { level: 1, name: "Ana Quill" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/users/${ana.id}`));
});

test("who types and opens an event of the log before the search has begun sees the event", async ({
  page,
  context,
  app,
}) => {
  const environment = await createTestEnvironment();
  const user = await createUserRow({ environmentId: environment.id, firstName: "Ana", lastName: "Quill" });
  await suspendUser(await contextFor({ role: "admin", environment }), { userId: user.id, reason: "" });
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  // The event is slow: the moment at which the search would begin passes while it is on its way.
  const { promise: isSearchDue, resolve: searchIsDue } = Promise.withResolvers<void>();
  await page.route("**/settings/audit-log?*event=**", async (route) => {
    await isSearchDue;
    await route.continue();
  });
  await page.clock.install();
  await page.goto(`/${environment.key}/settings/audit-log`);
  const search = page.getByRole("searchbox", { name: "Search by user" });
  await expect(search).toBeEditable();
  await search.fill("quill");
  await page.getByRole("button", { name: "User suspended", exact: true }).click();
  await page.clock.runFor(1000);
  searchIsDue();
  await expect(page.getByRole("dialog", { name: "User suspended" })).toBeVisible();
  await expect(page).toHaveURL(/[?&]event=/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(search).toHaveValue("");
});
