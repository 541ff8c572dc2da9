/** The closed set of ways in which a request can fail, and the HTTP status of each. */
export const ERROR_STATUS = {
  validation: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** A record that an error speaks of, so that the reader can be led to it. */
export type ErrorSubject = { type: "user"; id: string };

/** An error meant for its reader: `message` is shown as it is; `fields` puts a sentence on each named input. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly fields?: Record<string, string>,
    readonly subject?: ErrorSubject,
  ) {
    super(message);
    this.name = "AppError";
  }
}

/** A "not found" in the house's words: `noun` is what was looked for, such as "user". */
export function notFoundError(noun: string): AppError {
  return new AppError("not_found", `This ${noun} does not exist, or is not in this environment.`);
}
