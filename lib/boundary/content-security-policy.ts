/**
 * The policy of one page. Scripts and style elements need this response's nonce; nothing is loaded from elsewhere.
 * Hosted pages (/auth/…) have no `form-action`: browsers apply it to the redirects after a post, and a sign-in ends at
 * the application's registered callback, on another origin or in a native app's own scheme.
 */
export function contentSecurityPolicy(nonce: string, { isHosted }: { isHosted: boolean }): string {
  // In development alone React rebuilds server stacks with eval, and Next's overlay brings style elements of its own.
  const isDev = process.env.NODE_ENV === "development";
  const parts = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Attributes only: they can colour, never run. Messages shown in the outbox are laid out with them.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
  ];
  if (!isHosted) parts.push("form-action 'self'");
  return parts.join("; ");
}
