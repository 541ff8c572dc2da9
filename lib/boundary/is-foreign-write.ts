const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

// These are called by other origins by design and authenticate by what the request itself carries; the two that show
// a page (auth, logout) ask the user again before anything happens, and a subscription form knows its origins.
const OPEN_TO_OTHERS =
  /^\/(api\/(v1\/.+|subscribe\/[a-z0-9-]{1,40}\/(subscribers|access-requests))|auth\/[^/]+\/(oauth2\/(auth|token|introspect|revoke|v2\/user_profile)|logout))$/;

/** Whether a request would change something on behalf of a page of another origin (CSRF); such a one is refused. */
export function isForeignWrite(
  { method, headers }: { method: string; headers: Pick<Headers, "get"> },
  path: string,
  ownOrigin: string,
): boolean {
  if (SAFE_METHODS.has(method) || OPEN_TO_OTHERS.test(path)) return false;
  const origin = headers.get("origin");
  if (origin !== null && origin !== ownOrigin) return true;
  const site = headers.get("sec-fetch-site");
  return site === "cross-site" || site === "same-site";
}
