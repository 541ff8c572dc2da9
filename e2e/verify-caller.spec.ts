import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { totpOf } from "@/lib/mfa/test-totp";
import { addApp, createDesk, setPolicies } from "@/lib/support/test-desk";
import { deleteUser } from "@/lib/users/delete-user";
import { contextFor, createTeam, createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";
import { newestMail } from "./tea-shop";

test.beforeAll(async () => {
  await createTeam();
});

/** Chooses how the caller can be known, and gives the dialog that waits for their code. */
async function sendCode(page: Page, to: RegExp | string, button = "Send code") {
  const dialog = page.getByRole("dialog", { name: "Verify caller" });
  await dialog.getByRole("radio", { name: to }).check();
  await dialog.getByRole("button", { name: button }).click();
  await expect(dialog.getByLabel("Code that the caller reads to you")).toBeVisible();
  return dialog;
}

test("an owner asks for verified callers; an agent is refused, verifies by email, and then it is done", async ({
  page,
  context,
  browser,
  app,
}) => {
  const { environment, user } = await createDesk();
  await addSession(context, app.url, (await startStaffSession("owner")).cookie);
  await page.goto(`/${environment.key}/settings`);
  await page.getByRole("link", { name: "Support", exact: true }).click();
  await page.getByLabel("Reset password").selectOption("Caller verified");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Support saved")).toBeVisible();

  const desk = await browser.newContext();
  await addSession(desk, app.url, (await startStaffSession("support")).cookie);
  const agent = await desk.newPage();
  await agent.goto(`${app.url}/${environment.key}/users/${user.id}`);
  await agent.getByRole("button", { name: "Reset password" }).click();
  const reset = agent.getByRole("dialog", { name: /^Reset the password of/ });
  await reset.getByLabel("Reason").fill("Forgot it, on the phone");
  await reset.getByRole("button", { name: "Reset" }).click();
  const refusal = reset.getByRole("alert");
  await expect(refusal).toContainText("the caller has to be verified here");
  // On a phone the lines of the refusal, which stands above the title, leave room for the button that closes.
  const size = agent.viewportSize();
  await agent.setViewportSize({ width: 390, height: 844 });
  const x = await reset.getByRole("button", { name: "Close" }).boundingBox();
  const right = await refusal.evaluate((alert) => {
    const range = document.createRange();
    range.selectNodeContents(alert);
    return Math.max(...[...range.getClientRects()].map((line) => line.right));
  });
  expect(right).toBeLessThanOrEqual(x?.x ?? 0);
  if (size) await agent.setViewportSize(size);
  await reset.getByRole("button", { name: "Verify caller" }).click();

  const dialog = await sendCode(agent, /^Email/);
  const { code, subject } = await newestMail(user.email ?? "");
  expect(subject).toContain("A code for your call");
  const input = dialog.getByLabel("Code that the caller reads to you");
  await input.fill(code === "000000" ? "000001" : "000000");
  await dialog.getByRole("button", { name: "Verify" }).click();
  await expect(dialog.getByText("4 more tries are left")).toBeVisible();
  expect((await new AxeBuilder({ page: agent }).analyze()).violations).toEqual([]);
  await input.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await dialog.getByRole("button", { name: "Verify" }).click();
  await expect(agent.getByText("Caller verified by email", { exact: true })).toBeVisible();

  // What was typed before is still there.
  await expect(reset.getByLabel("Reason")).toHaveValue("Forgot it, on the phone");
  await reset.getByRole("button", { name: "Reset" }).click();
  await expect(agent.getByText("Password reset", { exact: true })).toBeVisible();
  await expect(agent.getByText("Caller verified by email, 15 minutes left")).toBeVisible();

  await agent.goto(`${app.url}/${environment.key}/users/${user.id}/activity`);
  await agent.getByRole("button", { name: "Password reset", exact: true }).click();
  const panel = agent.getByRole("dialog", { name: "Password reset" });
  await expect(panel.getByRole("row", { name: /Caller verified method/ })).toContainText("email");
  const at = panel.getByRole("row", { name: /Caller verified at/ });
  await expect(at.locator("time")).toHaveAttribute("title", /\d{4} at /);
  await expect(at).not.toContainText(/T\d\d:/);
  await expect(panel.getByRole("row").last()).toContainText("Caller verified contact id");
  await expect(panel.getByText("· Team member")).toBeVisible();
  await desk.close();
});

test("the panel leads to Verify caller, an app's code counts once, and another agent has to verify anew", async ({
  page,
  context,
  browser,
  app,
}) => {
  const { environment, user } = await createDesk({ set_temporary_password: "caller_verified" });
  const { secret } = await addApp(user, environment.id);
  await db.password.delete({ where: { userId: user.id } });
  await addSession(context, app.url, (await startStaffSession("support")).cookie);
  const record = `/${environment.key}/users/${user.id}`;
  await page.goto(record);
  const answer = page.getByRole("region", { name: /can they sign in|can't they sign in/i });
  await expect(answer.getByText("Verify the caller first")).toBeVisible();
  await answer.getByRole("button", { name: "Verify caller" }).click();
  const dialog = await sendCode(page, /^Authenticator app/, "Ask for the code");
  const code = await totpOf(secret);
  await dialog.getByLabel("Code that the caller reads to you").fill(code);
  await dialog.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText("Caller verified by authenticator app, 15 minutes left")).toBeVisible();
  await expect(answer.getByText("Verify the caller first")).toBeHidden();

  await page.getByRole("button", { name: "Verify caller again" }).click();
  const again = await sendCode(page, /^Authenticator app/, "Ask for the code");
  await again.getByLabel("Code that the caller reads to you").fill(code);
  await again.getByRole("button", { name: "Verify" }).click();
  await expect(again.getByText("was used already")).toBeVisible();
  await again.getByRole("button", { name: "Use another code" }).click();
  await page.keyboard.press("Escape");

  const other = await browser.newContext();
  await addSession(other, app.url, (await startStaffSession("support")).cookie);
  const colleague = await other.newPage();
  await colleague.goto(app.url + record);
  await expect(colleague.getByRole("button", { name: "Verify caller" }).first()).toBeVisible();
  await expect(colleague.getByText(/^Caller verified by/)).toHaveCount(0);
  await other.close();

  await answer.getByRole("button", { name: "Set temporary password" }).click();
  const give = page.getByRole("dialog", { name: /^Set a temporary password/ });
  await give.getByLabel("Password", { exact: true }).fill("violet harbour 42");
  await give.getByRole("button", { name: "Set temporary password" }).click();
  await expect(page.getByText("Temporary password set")).toBeVisible();
});

test("who has no contact is told so, and an auditor is offered nothing", async ({ page, context, app }) => {
  const { environment, user } = await createDesk();
  await db.identity.updateMany({ where: { userId: user.id }, data: { verifiedAt: null } });
  await addSession(context, app.url, (await startStaffSession("support")).cookie);
  await page.goto(`/${environment.key}/users/${user.id}`);
  await page.getByRole("button", { name: "Verify caller" }).click();
  await expect(page.getByText("No verified contact")).toBeVisible();
  await context.clearCookies();
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  await page.goto(`/${environment.key}/users/${user.id}`);
  await expect(page.getByRole("heading", { name: "Identities" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Verify caller" })).toHaveCount(0);
});

test("of a deleted user no caller can be verified, and the dialogs say what to do instead", async ({
  page,
  context,
  app,
}) => {
  const { environment, user } = await createDesk();
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  const admin = await contextFor({ role: "admin", environment });
  const gone = await createUserRow({ environmentId: environment.id, firstName: "Kiri", lastName: "Moa" });
  await deleteUser(admin, { userId: gone.id, extent: "access", reason: "" });
  await deleteUser(admin, { userId: user.id, extent: "record", reason: "" });
  await setPolicies(environment.id, { delete_user: "caller_verified" });

  await page.goto(`/${environment.key}/users/${gone.id}`);
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete user" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete Kiri Moa" });
  await dialog.getByRole("button", { name: "Delete user" }).click();
  await expect(dialog.getByText("the caller has to be verified here")).toBeVisible();
  await expect(dialog.getByText("approved by a second person instead, in Settings > Support")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Verify caller" })).toHaveCount(0);

  await page.goto(`/${environment.key}/users/deleted`);
  await page.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Erase now" }).click();
  const erase = page.getByRole("dialog", { name: /^Erase/ });
  await erase.getByLabel(/to confirm$/).fill(user.email ?? "");
  await erase.getByRole("button", { name: "Erase now" }).click();
  await expect(erase.getByText("Restore the user, verify the caller")).toBeVisible();
  await expect(erase.getByRole("button", { name: "Verify caller" })).toHaveCount(0);
  await erase.getByRole("button", { name: "Cancel" }).click();

  // The way that it names leads there.
  await page.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Restore user" }).click();
  await expect(page).toHaveURL(new RegExp(`/users/${user.id}$`));
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete user" }).click();
  const again = page.getByRole("dialog", { name: /^Delete/ });
  await again.getByRole("radio", { name: /Completely remove/ }).check();
  await again.getByRole("button", { name: "Delete user" }).click();
  await again.getByRole("button", { name: "Verify caller" }).click();
  const caller = await sendCode(page, /^Email/);
  await caller
    .getByLabel("Code that the caller reads to you")
    .fill((await newestMail(user.email ?? "")).code);
  await caller.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText("Caller verified by email", { exact: true })).toBeVisible();
  await again.getByRole("button", { name: "Delete user" }).click();
  await expect(page.getByText("User deleted")).toBeVisible();
  await page.goto(`/${environment.key}/users/deleted`);
  await page.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Erase now" }).click();
  await erase.getByLabel(/to confirm$/).fill(user.email ?? "");
  await erase.getByRole("button", { name: "Erase now" }).click();
  await expect(page.getByText("User erased")).toBeVisible();
});
