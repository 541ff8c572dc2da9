import type { EventDetails } from "./schema";

type Facts = Record<string, unknown>;

/** Joins `before` and `after` into one line a field, in the order in which they were recorded. */
export function listChanges(before: unknown, after: unknown): EventDetails["changes"] {
  const [old, now] = [toFacts(before), toFacts(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].map((field) => ({
    field: toWords(field),
    before: toText(old[field]),
    after: toText(now[field]),
  }));
}

// What belongs together under one name, such as how a caller was verified, reads as a line each.
function toFacts(value: unknown): Facts {
  if (!isFacts(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, fact]) =>
      isFacts(fact)
        ? Object.entries(fact).map(([part, inner]) => [`${name}.${part}`, inner])
        : [[name, fact]],
    ),
  );
}

function isFacts(value: unknown): value is Facts {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

// What other screens call by a name that its field does not tell.
const NAMES: Record<string, string> = { externalId: "External organization ID" };

function toWords(field: string): string {
  const name = NAMES[field];
  if (name) return name;
  const words = field
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/[_.]/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function toText(value: unknown): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.map((item) => toText(item) ?? "").join("\n") || null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
