import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { createSubscriberRow } from "@/prisma/create-subscriber-row";
import { createTeam, createUserRow, type TestEnvironment } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { type OtherSite, startOtherSite } from "./other-site";
import { addSession, startStaffSession } from "./staff-session";
import { createTeaShop, enterIdentifier, newestMail, waitForCode } from "./tea-shop";

const CONFIRM = "Thank you. Please open the link in the mail that we send you, to confirm your address.";

let shop: Awaited<ReturnType<typeof createTeaShop>>;
let environment: TestEnvironment;
let site: OtherSite;
let html: string;

test.beforeEach(async ({ app }) => {
  await createTeam();
  shop = await createTeaShop(app.url);
  environment = shop.environment;
  html = "";
  site = await startOtherSite(() => html);
});

test.afterEach(() => site.stop());

const list = (name = "subscribers") => `/${environment.key}/users/${name}`;
const form = () => `/api/subscribe/${environment.key}/subscribers`;
const rows = () => db.subscriber.findMany({ where: { environmentId: environment.id } });

async function openForm(isDoubleOptIn: boolean): Promise<void> {
  const { id: environmentId } = environment;
  const data = { allowedOrigins: [site.origin], isDoubleOptIn };
  await db.subscriptionForm.create({ data: { environmentId, kind: "subscriber", ...data } });
}

async function readEmbedCode(page: Page): Promise<string> {
  await page.goto(`${list()}/form`);
  return (await page.getByRole("main").locator("code").textContent()) ?? "";
}

async function fillForm(page: Page, email: string): Promise<void> {
  await page.goto(site.origin);
  await page.getByLabel("First name").fill("Ana");
  await page.getByLabel("Last name").fill("Bell");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Subscribe" }).click();
}

async function confirmUrl(): Promise<string> {
  const where = { environmentId: environment.id };
  const { text } = await db.outboxMessage.findFirstOrThrow({ where, orderBy: { id: "desc" } });
  return /https?:\S+token=\w+/.exec(text ?? "")?.[0] ?? "";
}

async function openMenu(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole("row", { name }).getByRole("button", { name: "Actions" }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

test("a visitor of another site subscribes, an admin converts them, and they sign in", async ({
  page,
  context,
  app,
}) => {
  test.setTimeout(90_000);
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  await page.goto(list());
  await expect(page.getByText("No subscribers yet")).toBeVisible();
  await page.getByRole("link", { name: "Subscription form" }).first().click();
  const sites = page.getByLabel("Allowed sites");
  await sites.fill(`${site.origin}/a-page`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(`write ${site.origin}`)).toBeVisible();
  await sites.fill(site.origin);
  await expect(page.getByLabel("Double opt-in")).toBeChecked();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Form saved")).toBeVisible();

  html = await readEmbedCode(page);
  expect(html).toContain(`${app.url}/subscribe.js`);
  await fillForm(page, "ana@example.com");
  await expect(page.getByRole("status")).toHaveText(CONFIRM);
  await expect(page.getByLabel("Email")).toHaveValue("");
  // The same answer for who is on the list already.
  await fillForm(page, "Ana@Example.com");
  await expect(page.getByRole("status")).toHaveText(CONFIRM);
  expect(await rows()).toMatchObject([{ email: "ana@example.com", source: site.origin }]);
  await page.goto(await confirmUrl());
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();

  await page.goto(list());
  await openMenu(page, "Ana Bell", "View details");
  const panel = page.getByRole("dialog");
  await expect(panel.getByRole("heading", { name: "Ana Bell" })).toBeVisible();
  await expect(panel.getByText(site.origin)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await openMenu(page, "Ana Bell", "Convert to user");
  await expect(panel.getByLabel("Default")).toBeChecked();
  await panel.getByRole("button", { name: "Convert" }).click();
  await expect(page.getByText("Subscriber converted to user")).toBeVisible();
  await expect(page.getByRole("row", { name: "Ana Bell" }).getByText("User", { exact: true })).toBeVisible();
  await openMenu(page, "Ana Bell", "View user");
  await expect(page.getByRole("heading", { name: "Ana Bell" })).toBeVisible();

  // The link has proven the address, so that the new user can set a first password by mail.
  await page.goto(shop.beginUrl());
  await enterIdentifier(page, "ana@example.com");
  await page.getByRole("link", { name: "Forgot password?" }).click();
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await page.getByLabel("6-digit code").fill((await newestMail("ana@example.com")).code);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("New password", { exact: true }).fill("kestrel moss window");
  await page.getByRole("button", { name: "Set new password" }).click();
  await waitForCode(page);
});

test("with double opt-in only the button behind the link in the mail confirms", async ({
  page,
  context,
  app,
}) => {
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  await openForm(true);
  html = await readEmbedCode(page);
  await fillForm(page, "ana@example.com");
  await expect(page.getByRole("status")).toHaveText(CONFIRM);
  await page.goto(list());
  await expect(page.getByText("Not confirmed")).toBeVisible();

  const url = await confirmUrl();
  expect(url).toContain(app.url);
  await fetch(url);
  await fetch(url, { method: "HEAD" });
  expect(await rows()).toMatchObject([{ status: "pending" }]);
  await page.goto(url);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Your address is confirmed" })).toBeVisible();
  expect(await rows()).toMatchObject([{ status: "confirmed", emailProvenAt: expect.any(Date) }]);
  await page.goto(url);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "This link is no longer good" })).toBeVisible();
});

test("without the script a page says that the mail is still to be opened", async ({ app, request }) => {
  await openForm(true);
  const headers = { origin: site.origin };
  const { challenge } = await (await fetch(app.url + form(), { headers })).json();
  const page = await request.post(form(), {
    headers: { ...headers, "sec-fetch-mode": "navigate", "sec-fetch-site": "cross-site" },
    form: { email: "plain@example.com", challenge, solution: solve(challenge) },
  });
  expect(await page.text()).toContain("please open the link in the mail that we send you");
});

test("without double opt-in a visitor of another site is thanked", async ({ page, context, app }) => {
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  await openForm(false);
  html = await readEmbedCode(page);
  await fillForm(page, "ana@example.com");
  await expect(page.getByRole("status")).toHaveText("Thank you for subscribing.");
});

test("a site that is not allowed cannot use the form", async ({ page, context, app }) => {
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  await openForm(false);
  html = await readEmbedCode(page);
  const stranger = await startOtherSite(() => html);
  await page.goto(stranger.origin);
  await page.getByLabel("Email").fill("ana@example.com");
  await page.getByRole("button", { name: "Subscribe" }).click();
  await expect(page.getByRole("status")).toHaveText("This could not be sent. Try again in a moment.");
  stranger.stop();

  for (const origin of [
    stranger.origin,
    "null",
    `${site.origin}.evil.example`,
    site.origin.replace("http", "https"),
  ]) {
    for (const method of ["OPTIONS", "GET", "POST"]) {
      const body = method === "POST" ? "email=ana@example.com" : undefined;
      const headers = { origin, "content-type": "application/x-www-form-urlencoded" };
      const response = await fetch(app.url + form(), { method, headers, body });
      expect(response.status, `${method} ${origin}`).toBe(403);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
  }
  expect(await rows()).toEqual([]);
});

test("takes JSON or a plain form of an allowed site, solved and small; refuses the rest, and a flood", async ({
  app,
  request,
}) => {
  await openForm(false);
  const headers = { origin: site.origin, "content-type": "application/json" };
  const send = (fields: object) =>
    fetch(app.url + form(), { method: "POST", headers, body: JSON.stringify(fields) });
  const asked = await fetch(app.url + form(), { method: "OPTIONS", headers });
  expect(asked.status).toBe(204);
  expect(asked.headers.get("access-control-allow-origin")).toBe(site.origin);
  expect(asked.headers.get("access-control-allow-credentials")).toBeNull();

  const { challenge } = await (await fetch(app.url + form(), { headers })).json();
  const proof = { challenge, solution: solve(challenge) };
  const email = "ana@example.com";
  expect((await send({ email })).status).toBe(400);
  expect((await send({ email: "a".repeat(10_000) })).status).toBe(400);
  expect((await send({ email: "nonsense", ...proof })).status).toBe(400);
  const done = await send({ email, ...proof });
  expect(await done.json()).toEqual({ status: "ok", isConfirmationNeeded: false });
  expect(done.headers.get("access-control-allow-origin")).toBe(site.origin);
  expect((await send({ email: "twice@example.com", ...proof })).status).toBe(400);
  expect(await rows()).toHaveLength(1);

  // Sent by the browser itself, without the script, it is answered by a page.
  const again = await (await fetch(app.url + form(), { headers })).json();
  const page = await request.post(form(), {
    headers: { origin: site.origin, "sec-fetch-mode": "navigate", "sec-fetch-site": "cross-site" },
    form: { email: "plain@example.com", challenge: again.challenge, solution: solve(again.challenge) },
  });
  expect(page.url()).toBe(`${app.url}/auth/${environment.key}/subscribe/thanks`);
  expect(await page.text()).toContain("We have your address.");
  expect(await rows()).toHaveLength(2);

  const answers = await Promise.all(Array.from({ length: 40 }, () => send({ email })));
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(20);
  const { status, headers: told } = await send({ email });
  expect(status).toBe(429);
  expect(told.get("access-control-allow-origin")).toBe(site.origin);
});

function solve(challenge: string): string {
  for (let number = 0; ; number++) {
    const hash = createHash("sha256").update(`${challenge}:${number}`).digest();
    if (Math.clz32(hash.readUInt32BE()) >= 16) return String(number);
  }
}

test("an admin adds, downloads and deletes access requests; an address that is a user leads to the user", async ({
  page,
  context,
  app,
}) => {
  await addSession(context, app.url, (await startStaffSession("admin")).cookie);
  const user = await createUserRow({ environmentId: environment.id, email: "kiri@example.com" });
  await page.goto(list("access-requests"));
  await page.getByRole("button", { name: "Add access request" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("First name").fill("=Kiri");
  await dialog.getByLabel("Email").fill("kiri@example.com");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Access request added")).toBeVisible();

  await openMenu(page, "=Kiri", "Convert to user");
  await dialog.getByRole("button", { name: "Convert" }).click();
  const refusal = dialog.getByRole("alert");
  await expect(refusal).toContainText("This address is a user already.");
  await expect(dialog.getByRole("button", { name: "Reload" })).toHaveCount(0);
  await expect(dialog.getByText("can then sign in")).toHaveCount(0);
  await refusal.getByRole("link", { name: "Open this user" }).click();
  await expect(page).toHaveURL(`/${environment.key}/users/${user.id}`);

  await page.goto(`${list("access-requests")}?q=kiri`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toContain("access-requests");
  expect(await readFile(await download.path(), "utf8")).toContain("'=Kiri,,kiri@example.com");

  await openMenu(page, "=Kiri", "Delete access request");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete access request" }).click();
  await expect(page.getByText("Access request deleted")).toBeVisible();
  expect(await rows()).toEqual([]);
});

test("an auditor sees the lists and cannot change them", async ({ page, context, app }) => {
  await createSubscriberRow({ environmentId: environment.id, firstName: "Ana", lastName: "Bell" });
  await addSession(context, app.url, (await startStaffSession("auditor")).cookie);
  await page.goto(`/${environment.key}/users`);
  await page.getByRole("link", { name: "Subscribers" }).click();
  await expect(page.getByRole("button", { name: "Add subscriber" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Download CSV" })).toHaveCount(0);
  await page.getByRole("row", { name: "Ana Bell" }).getByRole("button", { name: "Actions" }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["View details"]);
  await page.goto(`${list()}/form`);
  await expect(page.getByLabel("Allowed sites")).toBeDisabled();
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  const refused = await page.request.get(`${list()}/export`);
  expect(refused.status()).toBe(403);
});
