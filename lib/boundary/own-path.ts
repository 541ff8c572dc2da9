/** A path of this site out of untrusted text, or "/": never an address of another one. */
export function ownPath(text: string | null | undefined, ownOrigin: string): string {
  if (!text) return "/";
  const url = URL.parse(text, ownOrigin);
  if (!url || url.origin !== ownOrigin || url.pathname.startsWith("//")) return "/";
  return `${url.pathname}${url.search}`;
}
