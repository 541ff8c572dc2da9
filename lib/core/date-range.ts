/** Days as the reader wrote them ("2026-01-31"), both ends included; an end that is missing is open. */
export type DateRange = { from: string | null; to: string | null };

function readDay(text: string | undefined): string | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/** Reads the value of a date filter: "2026-01-01..2026-01-31", "2026-01-01..", "..2026-01-31"; null if none is a day. */
export function parseDateRange(text: string | undefined): DateRange | null {
  const [from, to] = (text ?? "").split("..");
  const range = { from: readDay(from), to: readDay(to) };
  return range.from || range.to ? range : null;
}

/** Writes the value of a date filter. */
export function formatDateRange(range: DateRange): string {
  return range.from || range.to ? `${range.from ?? ""}..${range.to ?? ""}` : "";
}
