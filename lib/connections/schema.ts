import { z } from "zod";
import { domainList, shownDomains } from "@/lib/core/domain-list";

/** As many as a deletion takes the way in from, in one transaction; further nothing is counted. */
export const MOST_CONNECTION_USERS = 10_000;

export const CONNECTION_KEY = /^conn_[0-9a-f]{32}$/;

const line = (most: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(most, `Use at most ${most} characters.`)
    .refine((text) => !/\p{Cc}/u.test(text), "Remove the characters that cannot be shown.")
    .transform((text) => text.toWellFormed());

const secret = (least: number) =>
  z
    .string()
    .trim()
    .min(least, "Enter the client secret.")
    .max(1000, "Use at most 1000 characters.")
    .regex(/^[\x20-\x7e]*$/, "A client secret has plain letters, digits and signs only.");

// What many providers show to be copied is the address of the document below the issuer.
const issuer = line(500, "Enter the issuer URL.")
  .transform((text) => text.replace(/\/\.well-known\/openid-configuration\/?$/, ""))
  .superRefine((text, context) => {
    const flaw = issuerFlaw(text);
    if (flaw) context.addIssue({ code: "custom", message: flaw });
  });

function issuerFlaw(text: string): string | null {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return "Enter a URL that begins with https://.";
  if (url.username || url.password) return "Leave out the user name and password.";
  return url.search || url.hash ? "Leave out what follows the ? or #." : null;
}

const settings = {
  name: line(60, "Give the connection a name: it is what people see on its button."),
  issuer,
  clientId: line(300, "Enter the client ID."),
  emailDomains: domainList,
  isShown: z.boolean(),
  isJustInTime: z.boolean(),
  isLinking: z.boolean(),
  /** Empty: what the policies of sign-up say. */
  organizationId: z.string().max(100),
};

export const createConnectionInput = z.object({
  ...settings,
  /** Made with the form, so that the callback URL can be registered before the connection exists. */
  key: z.string().regex(CONNECTION_KEY, "This connection cannot be added. Close this and begin again."),
  clientSecret: secret(1),
});

const id = z.string().max(100);

export const updateConnectionInput = z.object({
  ...settings,
  connectionId: id,
  /** Empty: the one that is kept stays. */
  clientSecret: secret(0),
  version: z.int(),
  /** What the form showed when it was opened, so that a change made meanwhile is not lost unseen. */
  seen: z
    .object({
      name: z.string().max(200),
      issuer: z.string().max(600),
      clientId: z.string().max(400),
      emailDomains: shownDomains,
      isShown: z.boolean(),
      isJustInTime: z.boolean(),
      isLinking: z.boolean(),
    })
    .optional(),
});

export const connectionIdInput = z.object({ connectionId: id });

export const deleteConnectionInput = z.object({
  connectionId: id,
  /** Its name, typed by an admin who has read how many users lose their way in. */
  confirmation: z.string().max(200).default(""),
});

/** What each switch is called, in the form and in a conflict. */
export const CONNECTION_LABELS = {
  isShown: "Show a button on the sign-in page",
  isJustInTime: "Create users at their first sign-in",
  isLinking: "Link existing users",
} as const;
