import { decrypt, encrypt } from "@/lib/core/crypto";
import { env } from "@/lib/core/env";

/** What the form shows again after a refusal; there is no session yet, so the browser carries it, encrypted. */
export type FormMemory = { values: Record<string, string>; errors: Record<string, string> };

export const MEMORY_COOKIE = "gatehouse-setup";

/** The Set-Cookie line that keeps this for the next page, or with null forgets it. */
export function rememberForm(memory: FormMemory | null): string {
  const value = memory ? encodeURIComponent(encrypt(JSON.stringify(memory))) : "";
  const secure = env().BASE_URL.startsWith("https:") ? "; Secure" : "";
  return `${MEMORY_COOKIE}=${value}; Path=/setup; HttpOnly; SameSite=Lax; Max-Age=${memory ? 300 : 0}${secure}`;
}

export function recallForm(cookie: string | undefined): FormMemory {
  try {
    // Written by rememberForm: another text does not decrypt.
    if (cookie) return JSON.parse(decrypt(cookie)) as FormMemory;
  } catch {
    // Of an earlier secret, or not ours: as if it were not there.
  }
  return { values: {}, errors: {} };
}
