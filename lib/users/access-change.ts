import { AppError } from "@/lib/core/errors";

export type Grant = { id: string; key: string; name: string };

/** What a save gives and takes; a conflict that says what changed when the page showed something else. */
export function accessChange(state: {
  noun: "role" | "permission";
  /** What exists in the environment and is either given now, was seen, or is wanted. */
  known: readonly Grant[];
  given: readonly string[];
  seen: readonly string[];
  wanted: readonly string[];
}): { added: Grant[]; removed: Grant[] } {
  const { noun, known, given, seen, wanted } = state;
  const among = (ids: readonly string[], others: readonly string[]) =>
    known.filter(({ id }) => ids.includes(id) && !others.includes(id));
  const isDeleted = [...seen, ...wanted].some((id) => !known.some((grant) => grant.id === id));
  const changes = [
    ...among(given, seen).map(({ name }) => `${name} was given`),
    ...among(seen, given).map(({ name }) => `${name} was taken away`),
    ...(isDeleted ? [`a ${noun} was deleted`] : []),
  ];
  if (changes.length > 0) {
    throw new AppError(
      "conflict",
      `Someone else changed this a moment ago: ${changes.join(", ")}. Reload to see how it stands now; nothing of yours was saved.`,
    );
  }
  return { added: among(wanted, given), removed: among(given, wanted) };
}
