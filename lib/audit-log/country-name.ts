const names = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** The place of an event in words: the country, or "Local" for a private address. */
export function countryName(location: string | null): string | null {
  if (location === null) return null;
  if (location === "local") return "Local";
  return /^[A-Z]{2}$/.test(location) ? (names.of(location) ?? location) : location;
}
