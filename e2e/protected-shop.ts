import type { Page } from "@playwright/test";
import { db } from "@/lib/core/db";
import type { MfaMethod, MfaRequirement } from "@/lib/mfa/schema";
import { createUserRow } from "@/prisma/factories";
import { createTeaShop, enterIdentifier, enterPassword } from "./tea-shop";

export const password = "kestrel moss window";
let count = 0;

/** A tea shop whose environment asks for a second factor, a user of it, and how they sign in as far as to that. */
export async function createProtectedShop(
  appUrl: string,
  requirement: MfaRequirement,
  methods: MfaMethod[] = ["authenticator"],
) {
  const shop = await createTeaShop(appUrl);
  await db.environment.update({
    where: { id: shop.environment.id },
    data: { mfaRequirement: requirement, mfaMethods: methods },
  });
  const email = `mfa-${++count}-${process.pid}@example.com`;
  const user = await createUserRow({ environmentId: shop.environment.id, email, password });
  const signIn = async (page: Page) => {
    await page.goto(shop.beginUrl({ prompt: "login" }));
    await enterIdentifier(page, email);
    await enterPassword(page, password);
  };
  return { shop, user, email, signIn };
}
