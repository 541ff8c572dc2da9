import { createTestEnvironment, createUserRow } from "@/prisma/factories";
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
