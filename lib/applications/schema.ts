import { z } from "zod";

export const APPLICATION_KINDS = ["web", "frontend", "machine"] as const;
export type ApplicationKind = (typeof APPLICATION_KINDS)[number];

/** How the kinds are called on screen. */
export const KIND_LABELS: Record<ApplicationKind, string> = {
  web: "Back-end web",
  frontend: "Front-end",
  machine: "Machine to machine",
};

const MAX_LINES = 50;
const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** What is wrong with a URL to send browsers to, or null. They are compared whole, so there are no patterns. */
function urlFlaw(text: string): string | null {
  const url = URL.parse(text);
  if (!url || !/^https?:\/\//i.test(text)) return "must begin with https://";
  if (url.protocol === "http:" && !LOCAL_HOSTS.has(url.hostname))
    return "must use https, except on localhost";
  if (text.includes("#")) return "must not have a # part";
  if (text.includes("*")) return "must not have a wildcard";
  if (url.username || url.password) return "must not hold a user name or password";
  if (/[\s\p{Cc}\p{Cs}]/u.test(text) || text.length > 500)
    return "is too long or has characters that a URL cannot have";
  return null;
}

/** Text with one value a line, as a list without blanks and doubles. */
const lines = (flawOf: (line: string) => string | null) =>
  z
    .string()
    .max(30_000, "This is too long.")
    .transform((text, context) => {
      const values = [
        ...new Set(
          text
            .split(/\r?\n/)
            .map((line) => line.trim())
            .filter(Boolean),
        ),
      ];
      if (values.length > MAX_LINES)
        context.addIssue({ code: "custom", message: `Use at most ${MAX_LINES} lines.` });
      for (const value of values) {
        const flaw = flawOf(value);
        if (flaw) context.addIssue({ code: "custom", message: `${value.slice(0, 80)} ${flaw}.` });
      }
      return values;
    });

const name = z
  .string()
  .trim()
  .min(1, "Give the application a name.")
  .max(100, "Use at most 100 characters.")
  .refine((text) => !/\p{Cc}/u.test(text), "Remove the characters that cannot be shown.")
  .transform((text) => text.toWellFormed());

const audienceFlaw = (text: string) =>
  /^[\x21-\x7e]{1,300}$/.test(text) ? null : "must be one word, such as https://api.example.com";

const urls = { callbackUrls: lines(urlFlaw), logoutUrls: lines(urlFlaw) };

export const createApplicationInput = z
  .object({ name, kind: z.enum(APPLICATION_KINDS, "Choose what kind of application it is."), ...urls })
  .refine(({ kind, callbackUrls }) => kind === "machine" || callbackUrls.length > 0, {
    path: ["callbackUrls"],
    message: "Give at least one URL: users are sent back there after signing in.",
  });

export const updateApplicationInput = z.object({
  applicationId: z.string().max(100),
  name,
  ...urls,
  audiences: lines(audienceFlaw),
  /** What the form showed when it was opened, so that a change made meanwhile is not lost unseen. */
  seen: z
    .object({
      name: z.string().max(200),
      callbackUrls: z.string().max(30_000),
      logoutUrls: z.string().max(30_000),
      audiences: z.string().max(30_000),
    })
    .optional(),
});

const DAY = 86_400;
const seconds = (max: number, maxInWords: string) =>
  z.coerce
    .number("Enter a number of seconds.")
    .int("Enter a whole number of seconds.")
    .min(60, "60 seconds at least.")
    .max(max, `${max} seconds (${maxInWords}) at most.`);

/** The claims that can be switched on for each application. */
export const ACCESS_TOKEN_CLAIMS = [
  "org_name",
  "roles",
  "feature_flags",
  "email",
  "external_org_id",
] as const;
export const ID_TOKEN_CLAIMS = ["org_codes"] as const;
export type AccessTokenClaim = (typeof ACCESS_TOKEN_CLAIMS)[number];

const each = <Claim extends string>(claims: readonly [Claim, ...Claim[]]) =>
  z.array(z.enum(claims, "There is no such claim.")).max(20);

export const updateTokensInput = z
  .object({
    applicationId: z.string().max(100),
    version: z.int(),
    accessTokenSeconds: seconds(DAY, "a day"),
    idTokenSeconds: seconds(DAY, "a day"),
    refreshTokenSeconds: seconds(365 * DAY, "a year"),
    accessTokenClaims: each(ACCESS_TOKEN_CLAIMS),
    idTokenClaims: each(ID_TOKEN_CLAIMS),
  })
  .refine(({ accessTokenSeconds, refreshTokenSeconds }) => refreshTokenSeconds >= accessTokenSeconds, {
    path: ["refreshTokenSeconds"],
    message: "A refresh token must last at least as long as an access token.",
  });

export const applicationIdInput = z.object({ applicationId: z.string().max(100) });
