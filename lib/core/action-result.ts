export type ActionError = {
  code: string;
  /** Written for the reader; shown as it is. */
  message: string;
  /** A sentence for each input that needs mending, by its name. */
  fields?: Record<string, string>;
  requestId?: string;
};

/** What every server action answers. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ActionError };
