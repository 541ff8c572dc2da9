import { db } from "@/lib/core/db";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";
import { createTeaShop, enterIdentifier, enterPassword, newestMail, waitForCode } from "./tea-shop";

const temporaryPassword = "violet harbour 42";
const password = "kestrel moss window";
const newPassword = "harbour violet lantern";
let count = 0;
const newEmail = () => `kiri-${++count}-${process.pid}@example.com`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a forgotten password: code by mail, new password, signed in", async ({ page, app }) => {
      const shop = await createTeaShop(app.url);
      const email = newEmail();
      await createUserRow({ environmentId: shop.environment.id, email, password });
      await page.goto(shop.beginUrl());
      await enterIdentifier(page, email);
      await page.getByRole("link", { name: "Forgot password?" }).click();
      await expect(page.getByLabel("Email, username or phone")).toHaveValue(email);
      await page.getByRole("button", { name: "Send code" }).click();
      await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();

      const { code } = await newestMail(email);
      await page.getByLabel("6-digit code").fill(code === "000000" ? "000001" : "000000");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByText("This code is not right.")).toBeVisible();
      await page.getByLabel("6-digit code").fill(code);
      await page.getByRole("button", { name: "Continue" }).click();

      await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
      await page.getByLabel("New password", { exact: true }).fill("password123");
      await page.getByRole("button", { name: "Set new password" }).click();
      await expect(page.getByText("This is one of the passwords that are tried first.")).toBeVisible();
      await page.getByLabel("New password", { exact: true }).fill(newPassword);
      await page.getByRole("button", { name: "Set new password" }).click();
      await waitForCode(page);

      await page.goto(shop.beginUrl({ prompt: "login" }));
      await enterIdentifier(page, email);
      await enterPassword(page, password);
      await expect(page.getByText("This does not match.")).toBeVisible();
      await enterPassword(page, newPassword);
      await waitForCode(page);
    });
  });
}

test("a stranger who forgot a password reads the same words", async ({ page, app }) => {
  const shop = await createTeaShop(app.url);
  const email = newEmail();
  await createUserRow({ environmentId: shop.environment.id, email, password });
  const read: string[] = [];
  for (const identifier of [email, "nobody@example.com"]) {
    await page.goto(shop.beginUrl({ prompt: "login" }));
    await enterIdentifier(page, identifier);
    await page.getByRole("link", { name: "Forgot password?" }).click();
    await page.getByRole("button", { name: "Send code" }).click();
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
    read.push(((await page.getByRole("main").textContent()) ?? "").replaceAll(identifier, "…"));
  }
  expect(read[1]).toBe(read[0]);
  expect(await db.outboxMessage.count({ where: { environmentId: shop.environment.id } })).toBe(1);
});

test("who is locked out gets in with a new password", async ({ page, app }) => {
  const shop = await createTeaShop(app.url);
  const email = newEmail();
  await createUserRow({ environmentId: shop.environment.id, email, password });
  await page.goto(shop.beginUrl());
  await enterIdentifier(page, email);
  for (let attempt = 1; attempt < 5; attempt++) {
    await enterPassword(page, `wrong ${attempt}`);
    await expect(page.getByText("This does not match.")).toBeVisible();
  }
  await enterPassword(page, "wrong at last");
  await expect(page.getByRole("heading", { name: "Too many attempts" })).toBeVisible();
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await page.getByLabel("6-digit code").fill((await newestMail(email)).code);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("New password", { exact: true }).fill(newPassword);
  await page.getByRole("button", { name: "Set new password" }).click();
  await waitForCode(page);
});

test("who is signed in already, in this browser and elsewhere, goes on with the new password alone", async ({
  page,
  browser,
  app,
}) => {
  const shop = await createTeaShop(app.url);
  const email = newEmail();
  await createUserRow({ environmentId: shop.environment.id, email, password });
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  for (const each of [page, other]) {
    await each.goto(shop.beginUrl());
    await enterIdentifier(each, email);
    await enterPassword(each, password);
    await waitForCode(each);
  }
  await page.goto(shop.beginUrl({ prompt: "login" }));
  await enterIdentifier(page, email);
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await page.getByLabel("6-digit code").fill((await newestMail(email)).code);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("New password", { exact: true }).fill(newPassword);
  await page.getByRole("button", { name: "Set new password" }).click();
  await waitForCode(page);

  // The session of this browser is a new one and stands; the other browser's has ended.
  await page.goto(shop.beginUrl());
  await waitForCode(page);
  await other.goto(shop.beginUrl());
  await expect(other.getByLabel("Email, username or phone")).toBeVisible();
  await elsewhere.close();
});

test.describe("in the dashboard, with the user in a second browser", () => {
  async function setUp(appUrl: string, options: Partial<Parameters<typeof createUserRow>[0]> = {}) {
    const shop = await createTeaShop(appUrl);
    const email = newEmail();
    const user = await createUserRow({
      environmentId: shop.environment.id,
      email,
      password,
      firstName: "Kiri",
      lastName: "Quill",
      ...options,
    });
    const { cookie } = await startStaffSession("support");
    return { shop, email, user, cookie, profile: `/${shop.environment.key}/users/${user.id}` };
  }

  test("Reset password: the next sign-in asks a code and a new password", async ({
    page,
    context,
    browser,
    app,
  }) => {
    const { shop, email, cookie, profile } = await setUp(app.url);
    await addSession(context, app.url, cookie);
    await page.goto(profile);
    await page.getByRole("button", { name: "Reset password" }).click();
    await page.getByRole("button", { name: "Reset", exact: true }).click();
    await expect(
      page.getByText("at the next sign-in the user chooses “Forgot password?”, gets a code by email"),
    ).toBeVisible();

    const other = await browser.newContext();
    const theirs = await other.newPage();
    await theirs.goto(shop.beginUrl());
    await enterIdentifier(theirs, email);
    await enterPassword(theirs, password);
    await expect(theirs.getByText("Your password was reset.")).toBeVisible();
    await theirs.getByLabel("6-digit code").fill((await newestMail(email)).code);
    await theirs.getByRole("button", { name: "Continue" }).click();
    await theirs.getByLabel("New password", { exact: true }).fill(newPassword);
    await theirs.getByRole("button", { name: "Set new password" }).click();
    await waitForCode(theirs);
    await other.close();
  });

  test("Set temporary password: it opens one sign-in, and Back does not get around the new one", async ({
    page,
    context,
    browser,
    app,
  }) => {
    const { shop, email, cookie, profile } = await setUp(app.url);
    await addSession(context, app.url, cookie);
    await page.goto(profile);
    await page.getByRole("button", { name: "Set temporary password" }).click();
    const dialog = page.getByRole("dialog");
    const field = dialog.getByLabel("Password", { exact: true });
    await field.fill("Password123");
    await dialog.getByRole("button", { name: "Set temporary password" }).click();
    await expect(dialog.getByText("This is one of the passwords that are tried first.")).toBeVisible();
    await field.fill(temporaryPassword);
    await expect(field).toHaveAttribute("type", "password");
    await dialog.getByRole("button", { name: "Show password" }).click();
    await expect(field).toHaveAttribute("type", "text");
    await dialog.getByRole("button", { name: "Set temporary password" }).click();
    await expect(page.getByText("A temporary password waits for its one use")).toBeVisible();
    expect(await page.content()).not.toContain(temporaryPassword);

    const other = await browser.newContext();
    const theirs = await other.newPage();
    await theirs.goto(shop.beginUrl());
    await enterIdentifier(theirs, email);
    await enterPassword(theirs, password);
    await expect(theirs.getByText("This does not match.")).toBeVisible();
    await enterPassword(theirs, temporaryPassword);
    await expect(theirs.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
    await theirs.goto(theirs.url().replace("/new-password?", "/finish?"));
    await expect(theirs.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
    await theirs.goto(theirs.url().replace("/new-password?", "/sign-in?"));
    await enterIdentifier(theirs, email);
    await enterPassword(theirs, temporaryPassword);
    await expect(theirs.getByText("This temporary password does not work any more.")).toBeVisible();
    await page.reload();
    const actions = page.getByRole("region", { name: "Admin actions" });
    await expect(actions.getByText("The temporary password was used")).toBeVisible();
    await other.close();
  });

  test("Create hand-over link: it opens once, after a click, and its password opens one sign-in", async ({
    page,
    context,
    browser,
    app,
  }) => {
    const { shop, email, cookie, profile } = await setUp(app.url);
    await addSession(context, app.url, cookie);
    await page.goto(profile);
    await page.getByRole("button", { name: "Create hand-over link" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Create link" }).click();
    const link = await page.getByLabel("Hand-over link").inputValue();
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByText("A temporary password waits for its one use")).toBeVisible();

    const other = await browser.newContext({ javaScriptEnabled: false });
    const theirs = await other.newPage();
    // As a mail scanner does: opening it, however often, shows and burns nothing.
    for (let visit = 0; visit < 3; visit += 1) await theirs.goto(link);
    await theirs.getByRole("button", { name: "Show password" }).click();
    await expect(theirs.getByText(await getBusinessName(), { exact: true })).toBeVisible();
    await expect(theirs.getByRole("link", { name: "Sign in to Tea shop" })).toHaveAttribute("href", app.url);
    const handedOver = (await theirs.locator("pre").textContent()) ?? "";
    expect(handedOver).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    await theirs.goto(link);
    await expect(theirs.getByRole("heading", { name: "This link is no longer good" })).toBeVisible();

    await theirs.goto(shop.beginUrl());
    await enterIdentifier(theirs, email);
    await enterPassword(theirs, handedOver);
    await theirs.getByLabel("New password", { exact: true }).fill(newPassword);
    await theirs.getByRole("button", { name: "Set new password" }).click();
    await waitForCode(theirs);
    await other.close();

    await page.goto(`${profile}/activity`);
    await expect(page.getByText("Hand-over link opened").first()).toBeVisible();
  });

  test("without a verified email there is no Reset password, and the reason is said", async ({
    page,
    context,
    app,
  }) => {
    const { cookie, profile } = await setUp(app.url, { isVerified: false });
    await addSession(context, app.url, cookie);
    await page.goto(profile);
    await expect(page.getByText("Reset password needs a verified email")).toBeVisible();
    await expect(page.getByRole("button", { name: "Reset password" })).toBeHidden();
    await expect(page.getByRole("button", { name: "Set temporary password" })).toBeVisible();
  });
});

test("a password that another system has hashed signs in, and is hashed anew", async ({ page, app }) => {
  const shop = await createTeaShop(app.url);
  const sha512 =
    "$6$saltsalt$dSZuZ5Peu.FiQxAegbtINkDuJ.C9ldtUDRlT4rZDIoc1joN.zc60vEUWe/Kdq.S/MZiJPJz/mfjB3CXMoDC810";
  for (const hash of [sha512, "$2y$05$mZeOubWeP/q6hq4t906dW.axEwd468gqjTKWmX9Raw5sC0j0cpWoe"]) {
    const email = newEmail();
    const { id: userId } = await createUserRow({ environmentId: shop.environment.id, email, password });
    await db.password.update({ where: { userId }, data: { hash } });
    await page.goto(shop.beginUrl({ prompt: "login" }));
    await enterIdentifier(page, email);
    await enterPassword(page, "not the password");
    await expect(page.getByText("This does not match.")).toBeVisible();
    expect(await db.password.findUnique({ where: { userId } })).toMatchObject({ hash });
    await enterPassword(page, password);
    await waitForCode(page);
    const kept = await db.password.findUniqueOrThrow({ where: { userId } });
    expect(kept.hash).toMatch(/^\$argon2id\$/);
  }
});
