const PERMISSIONS_POLICY =
  "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), browsing-topics=()";

/** The headers of every answer, whatever it is. */
export function securityHeaders(
  requestId: string,
  { isHttps }: { isHttps: boolean },
): Record<string, string> {
  return {
    "x-request-id": requestId,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    // Not "no-referrer": browsers would then send `Origin: null` with our own forms.
    "referrer-policy": "same-origin",
    "permissions-policy": PERMISSIONS_POLICY,
    ...(isHttps && { "strict-transport-security": "max-age=63072000; includeSubDomains" }),
  };
}
