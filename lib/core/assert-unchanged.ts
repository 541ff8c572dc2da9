import { AppError } from "./errors";

/** One thing that a form showed: what it is called in a sentence, how it stands now, and what was seen. */
export type SeenFact = { label: string; now: string | boolean; seen: string | boolean };

const MOST_CHARACTERS = 80;

/**
 * Of two admins who save one page the second is told what the first has changed, and nothing is overwritten unseen.
 * `others` are changes said in words already.
 */
export function assertUnchanged(facts: readonly SeenFact[], others: readonly string[] = []): void {
  const changes = [...facts.filter(({ now, seen }) => now !== seen).map(inWords), ...others];
  if (changes.length === 0) return;
  throw new AppError(
    "conflict",
    `Someone else changed this while you had it open: ${changes.join(", ")}. Nothing was saved. Reload to go on.`,
  );
}

function inWords({ label, now }: SeenFact): string {
  if (typeof now === "boolean") return `${label} is now ${now ? "on" : "off"}`;
  if (now === "") return `${label} was removed`;
  const text = now.replaceAll("\n", ", ");
  return `${label} is now “${text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text}”`;
}
