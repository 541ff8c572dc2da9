import { z } from "zod";

// Any text may be asked for as an id; one that is malformed is "not found", as in a URL.
const id = z.string().max(100);

export const endSessionInput = z.object({ userId: id, sessionId: id });
export const endAllSessionsInput = z.object({ userId: id });

/** Where a sign-in came from, as the issuer keeps it with the session. */
export const sessionOrigin = z.object({ ip: z.string().nullable(), userAgent: z.string().nullable() });
export type SessionOrigin = z.output<typeof sessionOrigin>;

/** One sign-in that still holds, as the list shows it. */
export type SessionRow = {
  id: string;
  /** In words: "Chrome 141 on macOS". */
  device: string;
  kind: "desktop" | "mobile" | "tablet" | "unknown";
  /** ISO 3166-1 alpha-2, "local" or null. */
  location: string | null;
  ip: string | null;
  applications: string[];
  startedAt: Date;
  lastSeenAt: Date;
  /** The one that the reader is using. */
  isCurrent: boolean;
  /** The browser has signed out; an application with offline access goes on. */
  isOfflineAccess: boolean;
};
