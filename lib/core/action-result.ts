import type { ErrorSubject, NextStep } from "./errors";

/** Why an action refused. */
export type ActionError = {
  code: string;
  /** Written for the reader; shown as it is. */
  message: string;
  /** A sentence for each input that needs mending, by its name. */
  fields?: Record<string, string>;
  /** The record that stands in the way, so that the reader can go there. */
  subject?: ErrorSubject;
  /** What has to come first, so that the reader can be led there. */
  step?: NextStep;
  requestId?: string;
};

/** What every server action answers. */
export type ActionResult<T = undefined> = { ok: true; data: T } | { ok: false; error: ActionError };

/** A server action already bound to its environment. */
export type BoundAction<T = undefined> = (input: unknown) => Promise<ActionResult<T>>;
