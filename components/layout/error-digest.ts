/** The id under which the server logged an error that reached an error page, if it has one. */
export function errorDigest(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("digest" in error && typeof error.digest === "string") return error.digest;
  return undefined;
}
