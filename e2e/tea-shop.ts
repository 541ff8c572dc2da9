import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import { createApplicationRow, createTestEnvironment } from "@/prisma/factories";

// A page that needs no sign-in: the application's end is not what these tests look at.
const CALLBACK_PATH = "/icon.svg";
const CHALLENGE = createHash("sha256").update("a verifier that is never redeemed here").digest("base64url");

/** An environment with one application, "Tea shop", and the address that begins a sign-in from it. */
export async function createTeaShop(appUrl: string) {
  const environment = await createTestEnvironment();
  const application = await createApplicationRow({
    environmentId: environment.id,
    name: "Tea shop",
    kind: "frontend",
    callbackUrls: [`${appUrl}${CALLBACK_PATH}`],
  });
  const beginUrl = (extra: Record<string, string> = {}) =>
    `${appUrl}/auth/${environment.key}/oauth2/auth?${new URLSearchParams({
      client_id: application.clientId,
      response_type: "code",
      scope: "openid email",
      redirect_uri: `${appUrl}${CALLBACK_PATH}`,
      code_challenge_method: "S256",
      code_challenge: CHALLENGE,
      ...extra,
    })}`;
  return { environment, application, beginUrl };
}

/** Waits until the browser is back at the application with a code. */
export async function waitForCode(page: Page): Promise<void> {
  await page.waitForURL((url) => url.pathname === CALLBACK_PATH && url.searchParams.has("code"));
}

/** Types who wants to sign in. */
export async function enterIdentifier(page: Page, identifier: string): Promise<void> {
  await page.getByLabel("Email, username or phone").fill(identifier);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
}

export async function enterPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** The newest message to an address. */
export async function newestMail(email: string): Promise<{ subject: string; code: string }> {
  const message = await db.outboxMessage.findFirstOrThrow({
    where: { recipient: email },
    orderBy: { id: "desc" },
  });
  return { subject: message.subject, code: /^\d{6}$/m.exec(message.text ?? "")?.[0] ?? "" };
}
