import type { ListParams, ListSpec } from "@/lib/core/list-params";

/** What the outbox's URL may ask for; the newest messages come first, always. */
export const outboxListSpec = {
  sorts: ["time"],
  defaultSort: "-time",
  columns: ["subject", "status", "time"],
} as const satisfies ListSpec<string, string>;

export type OutboxListParams = ListParams<"time", never>;

export type OutboxRow = {
  id: string;
  recipient: string;
  subject: string;
  status: "kept" | "queued" | "sent" | "failed";
  at: string;
};

export type OutboxMessageDetails = OutboxRow & {
  channel: "mail" | "sms";
  /** Wiped once the message has left. */
  text: string | null;
  html: string | null;
  /** Why the last attempt to send it failed. */
  error: string | null;
  sentAt: string | null;
};
