import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { createOrganizationRow, createUserRow } from "@/prisma/factories";
import { expect, test } from "./fixtures";
import { createTeaShop, enterIdentifier, enterPassword, newestMail } from "./tea-shop";
import { waitForReact } from "./wait-for-react";

const password = "kestrel moss window";
const lockedUntil = new Date(Date.now() + 240_000).toISOString();
const proven = { isPasswordRight: true, isCodeRight: true };

/** Where a flow can stand: the page, and what the flow has learned by then. */
const STEPS: [page: string, state: Record<string, unknown>][] = [
  ["sign-in", {}],
  ["sign-up", { intent: "sign-up" }],
  ["forgot-password", {}],
  ["password", {}],
  ["locked", { lockedUntil, lockOf: "sign-in" }],
  ["locked", { lockedUntil, lockOf: "reset-codes", intent: "recover", isRecoverySent: true }],
  ["locked", { lockedUntil, lockOf: "second-factors" }],
  ["code", { intent: "recover", isRecoverySent: true }],
  ["code", { isPasswordRight: true, isCodeNeeded: true }],
  ["new-password", { isPasswordRight: true, isNewPasswordNeeded: true }],
  ["suspended", { isPasswordRight: true, refusal: "user-suspended" }],
  ["suspended", { isPasswordRight: true, refusal: "no-membership" }],
  ["accept-policies", { ...proven, need: "accept-policies" }],
  ["organization", { ...proven, need: "organization" }],
  ["mfa", { ...proven, need: "mfa" }],
];

/** What the browser complains of. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${page.url()}: ${message.text()}`);
  });
  return complaints;
}

test("no hosted page makes the browser complain", async ({ page, app }) => {
  test.setTimeout(120_000);
  const { environment, beginUrl } = await createTeaShop(app.url);
  const environmentId = environment.id;
  await db.environment.update({ where: { id: environmentId }, data: { mfaRequirement: "yes" } });
  const second = await createOrganizationRow({ environmentId });
  const organizationIds = [environment.organizationId, second.id];
  const user = await createUserRow({ environmentId, organizationIds, password });
  const identity = await db.identity.findFirstOrThrow({ where: { userId: user.id } });
  const complaints = complaintsOf(page);
  await page.goto(beginUrl());
  const id = new URL(page.url()).searchParams.get("flow") ?? "";
  const known = { identifier: user.email, identityId: identity.id, values: { codeSentTo: user.email } };
  for (const [step, state] of STEPS) {
    await db.signInFlow.update({
      where: { id },
      data: { userId: user.id, step, state: { intent: "sign-in", ...known, ...state } },
    });
    await page.goto(`/auth/${environment.key}/${step}?flow=${id}`);
    expect(new URL(page.url()).pathname).toBe(`/auth/${environment.key}/${step}`);
    await waitForReact(page);
    await page.waitForLoadState("networkidle");
  }
  for (const path of [
    "expired",
    "signed-out",
    "error",
    "hand-over",
    "subscribe/thanks",
    "subscribe/check-mail",
    "subscribe/done",
  ]) {
    await page.goto(`/auth/${environment.key}/${path}`);
    await waitForReact(page);
    await page.waitForLoadState("networkidle");
  }
  expect(complaints).toEqual([]);
});

test("too many wrong codes for a new password shut nothing but those, and the page says so to everybody", async ({
  page,
  app,
}) => {
  const { environment, beginUrl } = await createTeaShop(app.url);
  const { email } = await createUserRow({ environmentId: environment.id, password });
  const read: string[] = [];
  for (const identifier of ["nobody@example.com", email ?? ""]) {
    await page.goto(beginUrl());
    await enterIdentifier(page, identifier);
    await page.getByRole("link", { name: "Forgot password?" }).click();
    await page.getByRole("button", { name: "Send code" }).click();
    const heading = page.getByRole("heading", { name: "Too many wrong codes" });
    const right = email === identifier ? (await newestMail(identifier)).code : "";
    for (let tried = 0; tried < 5; tried += 1) {
      await page.getByLabel("6-digit code").fill(right === "000000" ? "000001" : "000000");
      const answered = page.waitForEvent("load");
      await page.getByRole("button", { name: "Continue" }).click();
      await answered;
    }
    await expect(heading).toBeVisible();
    await expect(page.getByText("no codes for a new password are taken for 5 minutes")).toBeVisible();
    await expect(page.getByRole("link", { name: "Forgot password?" })).toHaveCount(0);
    read.push((await page.getByRole("main").textContent()) ?? "");
  }
  expect(read[1]).toBe(read[0]);
  await page.getByRole("link", { name: "Sign in with the password" }).click();
  await expect(page.getByLabel("Email, username or phone")).toHaveValue(email ?? "");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await enterPassword(page, password);
  await page.waitForURL((url) => url.searchParams.has("code"));
});
