import { z } from "zod";
import { email, personName } from "@/lib/users/schema";

export const SUBSCRIBER_KINDS = ["subscriber", "access_request"] as const;
export type SubscriberKind = (typeof SUBSCRIBER_KINDS)[number];

export const SUBSCRIBER_STATUSES = ["pending", "confirmed", "converted"] as const;
/** How an address stands: waiting for the click in its mail, on the list, or a user as well. */
export type SubscriberStatus = (typeof SUBSCRIBER_STATUSES)[number];

/** The part of an address that names each list, in the dashboard and at the public form. */
export const KIND_PATHS: Record<SubscriberKind, string> = {
  subscriber: "subscribers",
  access_request: "access-requests",
};

/** The list that a part of an address names, or null. */
export function kindOfPath(path: string): SubscriberKind | null {
  return SUBSCRIBER_KINDS.find((kind) => KIND_PATHS[kind] === path) ?? null;
}

const kind = z.enum(SUBSCRIBER_KINDS);
// Any text may be asked for as an id; one that is malformed is "not found", as in a URL.
const id = z.string().max(100);

export const createSubscriberInput = z.object({
  kind,
  firstName: personName,
  lastName: personName,
  email,
});

export const subscriberIdInput = z.object({ subscriberId: id });

export const convertToUserInput = z.object({
  subscriberId: id,
  organizationId: id.min(1, "Choose an organization."),
});

const MOST_ORIGINS = 20;

/** The link in the mail is good for this long, so nobody is deleted before. */
export const CONFIRM_LINK_DAYS = 7;
/** For a form that was never set. */
export const UNCONFIRMED_DAYS = 30;

/** What is wrong with a line that should be the origin of a site, or null. Origins are compared whole. */
function originFlaw(text: string): string | null {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || text.includes("*")) {
    return "is not the address of a site, such as https://www.example.com";
  }
  if (text !== url.origin) return `must be an origin without a path: write ${url.origin}`;
  return null;
}

export const updateFormSettingsInput = z.object({
  kind,
  isDoubleOptIn: z.boolean(),
  unconfirmedDays: z.coerce
    .number({ error: "Enter a number." })
    .int("Enter a whole number.")
    .min(CONFIRM_LINK_DAYS, `At least ${CONFIRM_LINK_DAYS}: the link in the mail is good for that long.`)
    .max(365, "At most 365."),
  /** One origin a line. */
  allowedOrigins: z.string().max(10_000, "This is too long.").transform(readOrigins),
  /** What the page showed when it was opened, so that a change made meanwhile is not lost unseen. */
  seen: z
    .object({
      isDoubleOptIn: z.boolean(),
      unconfirmedDays: z.number(),
      allowedOrigins: z.string().max(10_000),
    })
    .optional(),
});

function readOrigins(text: string, context: z.RefinementCtx): string[] {
  const lines = text.split(/\s+/).map((line) => line.replace(/\/$/, ""));
  const origins = [...new Set(lines.filter(Boolean))];
  if (origins.length > MOST_ORIGINS) {
    context.addIssue({ code: "custom", message: `Use at most ${MOST_ORIGINS} sites.` });
  }
  for (const origin of origins) {
    const flaw = originFlaw(origin);
    if (flaw) context.addIssue({ code: "custom", message: `${origin.slice(0, 80)} ${flaw}.` });
  }
  return origins;
}

/** What the public form sends. A field more is ignored: a site may ask for things of its own. */
export const subscribeInput = z.object({
  firstName: personName.default(""),
  lastName: personName.default(""),
  email,
  /** Hidden from people: who fills it in is a program. */
  website: z.string().max(1000).default(""),
  challenge: z.string().max(300).default(""),
  solution: z.string().max(40).default(""),
});

export const confirmSubscriptionInput = z.object({ token: z.string().max(100) });
