import type { Browser, Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { createOrganizationRow, createStaff, createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { setUpApp } from "./mfa-steps";
import { setUpDashboard } from "./set-up-dashboard";
import { addSession, startStaffSession } from "./staff-session";
import { createTeaShop, enterIdentifier, enterPassword, waitForCode } from "./tea-shop";

const PASSWORD = "kestrel moss window";
const NEW_PASSWORD = "harbour violet lantern";
const TEMPORARY = "violet harbour 42";

type Shop = Awaited<ReturnType<typeof createTeaShop>>;

/** Five people who will call: one of an organization that asks for a second factor, one suspended, all with email and phone. */
async function createCallers(shop: Shop) {
  const environmentId = shop.environment.id;
  const vault = await createOrganizationRow({ environmentId, name: "Vault" });
  await db.organization.update({
    where: { id: vault.id },
    data: { isMfaEnforced: true, mfaMethods: ["authenticator"] },
  });
  const suffix = shop.environment.key.slice(5);
  let number = Math.floor(Math.random() * 1e6) * 10;
  const add = (firstName: string, options: Partial<Parameters<typeof createUserRow>[0]> = {}) =>
    createUserRow({
      ...{ environmentId, firstName, lastName: "Quill", password: PASSWORD },
      ...{ email: `${firstName.toLowerCase()}-${suffix}@example.com`, phone: `+6421${number++}` },
      ...options,
    });
  return {
    ana: await add("Ana"),
    bea: await add("Bea", { organizationIds: [vault.id] }),
    cleo: await add("Cleo"),
    dora: await add("Dora", { status: "suspended" }),
    ida: await add("Ida"),
  };
}

/** A caller at home, with a browser of their own. */
async function startCaller(browser: Browser, shop: Shop, { email }: { email: string | null }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const signIn = async (password: string) => {
    await page.goto(shop.beginUrl({ prompt: "login" }));
    await enterIdentifier(page, email ?? "");
    await enterPassword(page, password);
  };
  return { page, signIn, hangUp: () => context.close() };
}

/** The agent finds who is calling, and opens their record. */
async function openRecord(page: Page, shop: Shop, name: string): Promise<void> {
  await page.goto(`/${shop.environment.key}/users`);
  await page.getByRole("searchbox", { name: "Search users" }).fill(name);
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

const answer = (page: Page) =>
  page.getByRole("region", { name: /^(Why can't they sign in|They can sign in)/ });

/** Has a code sent where the caller can read it; the dialog then waits for what they read. */
async function sendCode(page: Page, to: RegExp) {
  const dialog = page.getByRole("dialog", { name: "Verify caller" });
  await dialog.getByRole("radio", { name: to }).check();
  await dialog.getByRole("button", { name: "Send code" }).click();
  await expect(dialog.getByLabel("Code that the caller reads to you")).toBeVisible();
  return dialog;
}

/** What the caller reads: in a mail the code has a line of its own, in a text message it comes first. */
async function codeSentTo(contact: string): Promise<string> {
  const { text } = await db.outboxMessage.findFirstOrThrow({
    where: { recipient: contact },
    orderBy: { id: "desc" },
  });
  return /^\d{6}\b/m.exec(text ?? "")?.[0] ?? "";
}

async function verifyCaller(page: Page, to: RegExp, contact: string): Promise<void> {
  const dialog = await sendCode(page, to);
  await dialog.getByLabel("Code that the caller reads to you").fill(await codeSentTo(contact));
  await dialog.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText(/^Caller verified by/).first()).toBeVisible();
}

async function chooseNewPassword(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await page.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Set new password" }).click();
}

test("an agent takes five calls, and what the callers meet at their next sign-in is what they were told", async ({
  page,
  browser,
  app,
}) => {
  test.setTimeout(180_000);
  await setUpDashboard();
  const agent = await createStaff({ role: "support", password: PASSWORD });
  const shop = await createTeaShop(app.url);
  const callers = await createCallers(shop);

  await test.step("the owner asks for verified callers where an account could be taken over", async () => {
    const owner = await browser.newContext();
    await addSession(owner, app.url, (await startStaffSession("owner")).cookie);
    const settings = await owner.newPage();
    await settings.goto(`${app.url}/${shop.environment.key}/settings/support`);
    for (const deed of ["Reset password", "Set temporary password", "Reset multi-factor auth"]) {
      await settings.getByLabel(deed).selectOption("Caller verified");
    }
    await settings.getByRole("button", { name: "Save" }).click();
    await expect(settings.getByText("Support saved")).toBeVisible();
    await owner.close();
  });

  await test.step("the agent signs in", async () => {
    await page.goto(`/${shop.environment.key}/users`);
    await enterIdentifier(page, agent.email);
    await enterPassword(page, PASSWORD);
    await expect(page.getByRole("heading", { name: "Users" })).toBeVisible();
  });

  await test.step("a forgotten password and no mailbox: known by phone, a temporary password by ear", async () => {
    await openRecord(page, shop, "Ana Quill");
    await page.getByRole("button", { name: "Set temporary password" }).click();
    const dialog = page.getByRole("dialog", { name: /^Set a temporary password/ });
    await dialog.getByLabel("Password", { exact: true }).fill(TEMPORARY);
    await dialog.getByRole("button", { name: "Set temporary password" }).click();
    await dialog.getByRole("button", { name: "Verify caller" }).click();
    await verifyCaller(page, /^Phone/, callers.ana.phone ?? "");
    await dialog.getByRole("button", { name: "Set temporary password" }).click();
    await expect(page.getByText("A temporary password waits for its one use")).toBeVisible();

    const ana = await startCaller(browser, shop, callers.ana);
    await ana.signIn(PASSWORD);
    await expect(ana.page.getByText("This does not match.")).toBeVisible();
    await enterPassword(ana.page, TEMPORARY);
    await chooseNewPassword(ana.page);
    await waitForCode(ana.page);
    await ana.signIn(NEW_PASSWORD);
    await waitForCode(ana.page);
    await ana.hangUp();
  });

  await test.step("a lost phone: known by email, the second factor set up anew", async () => {
    const bea = await startCaller(browser, shop, callers.bea);
    await bea.signIn(PASSWORD);
    await setUpApp(bea.page);
    await bea.page.getByRole("button", { name: "I have kept them" }).click();
    await waitForCode(bea.page);
    await bea.signIn(PASSWORD);
    await expect(bea.page.getByRole("heading", { name: "Confirm that it is you" })).toBeVisible();

    await openRecord(page, shop, "Bea Quill");
    await page.getByRole("button", { name: "Verify caller" }).first().click();
    await verifyCaller(page, /^Email/, callers.bea.email ?? "");
    await page.getByRole("link", { name: "Multi-factor auth", exact: true }).click();
    await page.getByRole("button", { name: /Authenticator app/ }).click();
    await page.getByRole("menuitem", { name: "Reset multi-factor auth" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("Lost her phone");
    await dialog.getByRole("button", { name: "Reset", exact: true }).click();
    await expect(page.getByText("Nothing is set up here.")).toBeVisible();

    await bea.signIn(PASSWORD);
    await setUpApp(bea.page);
    await bea.page.getByRole("button", { name: "I have kept them" }).click();
    await waitForCode(bea.page);
    await bea.hangUp();
  });

  await test.step("locked out: seen in one glance, unlocked", async () => {
    const cleo = await startCaller(browser, shop, callers.cleo);
    await cleo.signIn("wrong 1");
    for (let attempt = 2; attempt < 5; attempt++) {
      await expect(cleo.page.getByText("This does not match.")).toBeVisible();
      await enterPassword(cleo.page, `wrong ${attempt}`);
    }
    await expect(cleo.page.getByText("This does not match.")).toBeVisible();
    await enterPassword(cleo.page, "wrong at last");
    await expect(cleo.page.getByRole("heading", { name: "Too many attempts" })).toBeVisible();

    await openRecord(page, shop, "Cleo Quill");
    await expect(answer(page).getByText("the account is locked")).toBeVisible();
    await answer(page).getByRole("button", { name: "Unlock user" }).click();
    await expect(answer(page).getByRole("heading", { name: "They can sign in" })).toBeVisible();
    await cleo.signIn(PASSWORD);
    await waitForCode(cleo.page);
    await cleo.hangUp();
  });

  await test.step("it says suspended: restored", async () => {
    const dora = await startCaller(browser, shop, callers.dora);
    await dora.signIn(PASSWORD);
    await expect(dora.page.getByRole("heading", { name: "Your account is suspended" })).toBeVisible();

    await openRecord(page, shop, "Dora Quill");
    await expect(answer(page).getByText("The user is suspended.")).toBeVisible();
    await answer(page).getByRole("button", { name: "Restore user" }).click();
    await expect(answer(page).getByRole("heading", { name: "They can sign in" })).toBeVisible();
    await dora.signIn(PASSWORD);
    await waitForCode(dora.page);
    await dora.hangUp();
  });

  await test.step("an impostor guesses at the code: nothing is reset, and Ida notices no more than a message", async () => {
    const ida = await startCaller(browser, shop, callers.ida);
    await ida.signIn(PASSWORD);
    await waitForCode(ida.page);

    await openRecord(page, shop, "Ida Quill");
    await page.getByRole("button", { name: "Reset password" }).click();
    const reset = page.getByRole("dialog", { name: /^Reset the password of/ });
    await reset.getByRole("button", { name: "Reset", exact: true }).click();
    await reset.getByRole("button", { name: "Verify caller" }).click();
    const dialog = await sendCode(page, /^Email/);
    const code = await codeSentTo(callers.ida.email ?? "");
    const guess = code === "000000" ? "000001" : "000000";
    const answers = ["4 more tries are left", "3 more", "2 more", "One more try is left", "Send a new one"];
    for (const text of answers) {
      await dialog.getByLabel("Code that the caller reads to you").fill(guess);
      await dialog.getByRole("button", { name: "Verify" }).click();
      await expect(dialog.getByText(text)).toBeVisible();
    }
    // Used up: not even the right one helps now.
    await dialog.getByLabel("Code that the caller reads to you").fill(code);
    await dialog.getByRole("button", { name: "Verify" }).click();
    await expect(dialog.getByText("This code does not work any more")).toBeVisible();
    await expect(page.getByText(/^Caller verified by/)).toHaveCount(0);
    await page.keyboard.press("Escape");
    // There is no way on but to verify; asked anew, the deed is refused anew.
    await expect(reset.getByRole("button", { name: "Reset", exact: true })).toHaveCount(0);
    await reset.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Reset password" }).click();
    await reset.getByRole("button", { name: "Reset", exact: true }).click();
    await expect(reset.getByText("the caller has to be verified here")).toBeVisible();

    await page.goto(`${page.url().replace(/[?#].*/, "")}/activity`);
    await expect(page.getByRole("button", { name: "Wrong code from a caller", exact: true })).toHaveCount(5);
    // She is signed in still, and her password is the one she knows.
    await ida.page.goto(shop.beginUrl({ prompt: "none" }));
    await waitForCode(ida.page);
    await ida.signIn(PASSWORD);
    await waitForCode(ida.page);
    await ida.hangUp();
  });

  const deeds = await db.auditEvent.findMany({
    where: {
      environmentId: shop.environment.id,
      actorId: agent.id,
      type: { in: ["user.temporary_password_set", "user.mfa_reset", "user.unlocked", "user.restored"] },
    },
    orderBy: { id: "asc" },
    select: { type: true, userId: true },
  });
  expect(deeds).toEqual([
    { type: "user.temporary_password_set", userId: callers.ana.id },
    { type: "user.mfa_reset", userId: callers.bea.id },
    { type: "user.unlocked", userId: callers.cleo.id },
    { type: "user.restored", userId: callers.dora.id },
  ]);
});
