/** The front page of an application, which none registers: its first callback shows where that is. */
export function homeOf(callbackUrls: readonly string[]): string | null {
  const [callbackUrl] = callbackUrls;
  const url = callbackUrl && URL.canParse(callbackUrl) ? new URL(callbackUrl) : null;
  return url && /^https?:$/.test(url.protocol) ? url.origin : null;
}
