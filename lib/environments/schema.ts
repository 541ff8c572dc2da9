import { z } from "zod";

/** First parts of addresses that are taken already, or that an address of our own may need one day. */
export const RESERVED_KEYS: ReadonlySet<string> = new Set([
  ...["team", "api", "auth", "setup", "sign-in", "sign-up", "sign-out", "signed-out", "login", "logout"],
  ...["account", "admin", "assets", "dashboard", "docs", "environments", "health", "icon", "invite", "new"],
  ...["oauth2", "organizations", "public", "register", "settings", "static", "status", "subscribe"],
  ...["support", "users", "well-known", "worker"],
]);

export const createEnvironmentInput = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Give it a name.")
    .max(60, "Use at most 60 characters.")
    .refine((text) => !/\p{Cc}/u.test(text), "Remove the characters that cannot be shown.")
    .transform((text) => text.toWellFormed().normalize("NFC")),
  key: z
    .string()
    .trim()
    .min(2, "Use at least 2 characters.")
    .max(40, "Use at most 40 characters.")
    .refine(
      (text) => /^[a-z][a-z0-9-]*[a-z0-9]$/.test(text),
      "Use lower-case letters, digits and hyphens, such as staging: a letter first, no hyphen last.",
    )
    .refine((text) => !RESERVED_KEYS.has(text), "This word is reserved. Choose another key."),
});
