import "server-only";
import { AppError } from "@/lib/core/errors";
import { parseCsv } from "@/lib/core/parse-csv";
import { externalId, MOST_IMPORT_ROWS, organizationName } from "./schema";

export type ImportRow = { line: number; name: string; externalId: string | null };

const MOST_FLAWS_SHOWN = 100;

/** The rows of a file with the columns `name` and `id`; refuses with a sentence for each line that is wrong. */
export function readImport(csv: string): ImportRow[] {
  const { records, flaw } = parseCsv(csv);
  const flaws = new Map<number, string>();
  if (flaw) flaws.set(flaw.line, flaw.message);
  const [header, ...lines] = records;
  const titles = header?.cells.map((title) => title.trim().toLowerCase()) ?? [];
  const [nameAt, idAt] = [titles.indexOf("name"), titles.indexOf("id")];
  if (nameAt < 0 || titles.length > 2 || (titles.length === 2 && idAt < 0)) {
    throw refusal(new Map([[1, "The first line must name the columns: name,id."]]));
  }
  if (lines.length === 0 && !flaw) throw refusal(new Map([[1, "There is nothing below the first line."]]));
  if (lines.length > MOST_IMPORT_ROWS) {
    throw new AppError("validation", `Import at most ${MOST_IMPORT_ROWS} organizations at once.`);
  }

  const places = new Map<string, number>();
  const rows = lines.map(({ line, cells }): ImportRow => {
    const say = (message: string) => flaws.set(line, flaws.get(line) ?? message);
    if (cells.length > titles.length) say("This line has more values than there are columns.");
    const name = organizationName.safeParse(cells[nameAt] ?? "");
    const id = externalId.safeParse(idAt < 0 ? "" : (cells[idAt] ?? ""));
    if (!name.success) say(name.error.issues[0]?.message ?? "The name is not valid.");
    if (!id.success) say(`In the id: ${id.error.issues[0]?.message ?? "not valid."}`);
    const row = { line, name: name.data ?? "", externalId: id.data || null };
    const key = row.externalId === null ? `name ${row.name}` : `id ${row.externalId}`;
    const other = places.get(key);
    if (other !== undefined) {
      say(`This ${row.externalId === null ? "name" : "id"} stands in line ${other} already.`);
    } else places.set(key, line);
    return row;
  });
  if (flaws.size > 0) throw refusal(flaws);
  return rows;
}

function refusal(flaws: Map<number, string>): AppError {
  const shown = [...flaws].sort(([a], [b]) => a - b).slice(0, MOST_FLAWS_SHOWN);
  return new AppError(
    "validation",
    `Nothing was imported: ${flaws.size === 1 ? "1 line needs" : `${flaws.size} lines need`} your attention.`,
    Object.fromEntries(shown.map(([line, message]) => [`Line ${line}`, message])),
  );
}
