/** The condition of a search over roles, permissions or feature flags: few enough that no index is needed. */
export function containsText(text: string) {
  if (!text) return {};
  // A percent sign or underscore that was typed means itself.
  const contains = text.replaceAll(/[\\%_]/g, "\\$&");
  const has = { contains, mode: "insensitive" } as const;
  return { OR: [{ name: has }, { key: has }, { description: has }] };
}
