import type { ListParams, ListSpec } from "@/lib/core/list-params";

/** What the log's URL may ask for; the newest events come first, always. */
export const eventListSpec = {
  sorts: ["time"],
  defaultSort: "-time",
  filters: ["type", "user", "actor", "application", "organization", "ip", "date"],
  columns: [
    "event",
    "user",
    "email",
    "userId",
    "organizations",
    "time",
    "ip",
    "application",
    "location",
    "actor",
  ],
} as const satisfies ListSpec<string, string>;

export type EventListParams = ListParams<"time", (typeof eventListSpec.filters)[number]>;

/** What the log says of a user: the account may be gone, the line stays. */
export type EventUser = {
  id: string;
  name: string;
  email: string | null;
  /** Deleted: with the profile kept, or entirely, so that only the id is left. */
  state: "present" | "deleted" | "erased";
};

export type EventRow = {
  id: string;
  /** What happened, in words. */
  label: string;
  type: string;
  at: string;
  user: EventUser | null;
  /** Of the event where it names one, else those the user is in now; four at most. */
  organizations: string[];
  application: { id: string; name: string } | null;
  /** Who did it. */
  actor: { type: string; id: string | null; name: string };
  ip: string | null;
  /** The country's name, or "Local" for a private address. */
  location: string | null;
};

export type EventDetails = EventRow & {
  target: { type: string; id: string } | null;
  requestId: string | null;
  userAgent: string | null;
  reason: string | null;
  /** What changed, one line a field. */
  changes: { field: string; before: string | null; after: string | null }[];
};
