import { db } from "@/lib/core/db";
import { setPolicies } from "@/lib/support/test-desk";
import { createStaff, createTeam, createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";
import { createTeaShop } from "./tea-shop";

const password = "kestrel moss window";

test.beforeAll(async () => {
  await createTeam();
});

test("what was asked for stands on the user's record, and the panel tells its two ends apart", async ({
  page,
  context,
  browser,
  app,
}) => {
  const { environment } = await createTeaShop(app.url);
  const user = await createUserRow({ environmentId: environment.id, firstName: "Kiri", password });
  await setPolicies(environment.id, { set_temporary_password: "approval" });
  const record = `/${environment.key}/users/${user.id}`;
  const { staff, cookie } = await startStaffSession("support");
  await addSession(context, app.url, cookie);
  await page.goto(record);
  await expect(page.getByRole("heading", { name: "Admin actions" })).toBeVisible();
  const waiting = page.getByRole("region", { name: "Waiting for approval" });
  await expect(waiting).toHaveCount(0);
  await page.getByRole("button", { name: "Create hand-over link" }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("Lost everything");
  await page.getByRole("button", { name: "Ask for approval" }).click();
  await waiting.getByRole("link", { name: "Create hand-over link" }).click();
  const panel = page.getByRole("dialog", { name: "Create hand-over link" });
  await expect(panel.getByText("Password expires", { exact: true })).toBeVisible();
  const ends = panel
    .locator("dt", { hasText: /^Request expires$/ })
    .locator("xpath=following-sibling::dd[1]");
  await expect(ends.locator("time")).toHaveAttribute("title", /\d{4} at /);
  await expect(panel.getByText("Expires", { exact: true })).toHaveCount(0);

  // A colleague sees that it waits, whose request it is not theirs to open.
  const other = await browser.newContext();
  await addSession(other, app.url, (await startStaffSession("support")).cookie);
  const colleague = await other.newPage();
  await colleague.goto(app.url + record);
  const theirs = colleague.getByRole("region", { name: "Waiting for approval" });
  await expect(theirs).toContainText(`Create hand-over link waits for approval · Asked by ${staff.name}`);
  await expect(theirs.getByRole("link")).toHaveCount(0);
  await other.close();
});

test("a link that is shown once is not closed by mistake", async ({ page, context, app }) => {
  const { environment } = await createTeaShop(app.url);
  const user = await createUserRow({ environmentId: environment.id, firstName: "Kiri", password });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await addSession(context, app.url, (await startStaffSession("support")).cookie);
  await page.goto(`/${environment.key}/users/${user.id}`);
  const make = async () => {
    await page.getByRole("button", { name: "Create hand-over link" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Create link" }).click();
    await expect(page.getByLabel("Hand-over link")).toBeVisible();
  };
  const ask = page.getByRole("alertdialog", { name: "Close without the link?" });
  await make();
  const dialog = page.getByRole("dialog", { name: /^Send this link to/ });
  await page.keyboard.press("Escape");
  await ask.getByRole("button", { name: "Keep it open" }).click();
  await page.mouse.click(5, 5);
  await expect(ask).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(ask).toBeHidden();
  await dialog.getByRole("button", { name: "Done" }).click();
  await ask.getByRole("button", { name: "Close without it" }).click();
  await expect(dialog).toBeHidden();

  await make();
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await dialog.getByRole("button", { name: "Copy link: copied" }).waitFor();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(ask).toHaveCount(0);

  // Closed before the browser has copied it: what asks goes with the dialog once it has.
  await make();
  await page.evaluate(() => {
    const { clipboard } = navigator;
    const write = clipboard.writeText.bind(clipboard);
    clipboard.writeText = (text) =>
      new Promise((resolve) => {
        addEventListener("finish-copy", () => resolve(write(text)), { once: true });
      });
  });
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await page.keyboard.press("Escape");
  await expect(ask).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event("finish-copy")));
  await expect(ask).toHaveCount(0);
  await expect(dialog).toHaveCount(0);
});

test("Settings > Support and the dialog that asks warn where too few could approve, and of a lost update", async ({
  page,
  context,
  app,
}) => {
  const { environment } = await createTeaShop(app.url);
  const user = await createUserRow({ environmentId: environment.id, firstName: "Kiri", password });
  await setPolicies(environment.id, { reset_password: "approval" });
  const { staff, cookie } = await startStaffSession("owner");
  await createStaff({ role: "admin" });
  const others = await db.user.findMany({
    where: { environment: { key: "team" }, id: { not: staff.id }, status: "active" },
    select: { id: true },
  });
  const setOthers = (status: "active" | "suspended") =>
    db.user.updateMany({ where: { id: { in: others.map(({ id }) => id) } }, data: { status } });
  await setOthers("suspended");
  await addSession(context, app.url, cookie);
  const other = await context.newPage();
  for (const tab of [page, other]) await tab.goto(`/${environment.key}/settings/support`);
  await other.getByLabel("Hours for which a request waits").fill("200");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("At most 168.")).toBeVisible();
  await other.getByLabel("Hours for which a request waits").fill("48");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("Support saved")).toBeVisible();

  await other.goto(`/${environment.key}/users/${user.id}`);
  await other.getByRole("button", { name: "Reset password" }).click();
  const alone = other.getByRole("dialog").getByText("Nobody else in your team could approve this now");
  await expect(alone).toBeVisible();

  await page.getByLabel("Delete user").selectOption("A second person's approval");
  await expect(page.getByText("Only one active member of your team could approve this.")).toHaveCount(2);
  await setOthers("active");
  await other.reload();
  await other.getByRole("button", { name: "Reset password" }).click();
  await expect(other.getByText("A second person has to approve this.")).toBeVisible();
  await expect(alone).toHaveCount(0);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("“Hours for which a request waits” is now “48”")).toBeVisible();
});

test("in the team the dialogs warn by whom a request is about: an owner takes another owner", async ({
  page,
  context,
  app,
}) => {
  const team = await createTeam();
  await db.user.updateMany({ where: { environmentId: team.id }, data: { status: "suspended" } });
  await setPolicies(team.id, { reset_password: "approval", delete_user: "approval" });
  try {
    await addSession(context, app.url, (await startStaffSession("owner")).cookie);
    const [owner, agent] = [
      await createStaff({ role: "owner", password }),
      await createStaff({ role: "support", password }),
    ];
    await createStaff({ role: "admin" });
    const dialog = page.getByRole("dialog");
    const asking = dialog.getByText("A second person has to approve this.");
    const alone = dialog.getByText("about an owner only another owner decides");
    for (const [user, warnings] of [
      [owner, 1],
      [agent, 0],
    ] as const) {
      await page.goto(`/${team.key}/users/${user.id}`);
      await page.getByRole("button", { name: "Reset password" }).click();
      await expect(asking).toBeVisible();
      await expect(alone).toHaveCount(warnings);

      await page.goto(`/${team.key}/users?q=${user.id}`);
      await page.getByRole("button", { name: `Actions for ${user.name}` }).click();
      await page.getByRole("menuitem", { name: "Delete user" }).click();
      await expect(asking).toBeVisible();
      await expect(alone).toHaveCount(warnings);
    }
    await createStaff({ role: "owner" });
    await page.goto(`/${team.key}/users/${owner.id}`);
    await page.getByRole("button", { name: "Reset password" }).click();
    await expect(asking).toBeVisible();
    await expect(alone).toHaveCount(0);
  } finally {
    await setPolicies(team.id, { reset_password: "none", delete_user: "none" });
  }
});
