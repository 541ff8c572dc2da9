export type CsvRecord = { line: number; cells: string[] };
export type ParsedCsv = { records: CsvRecord[]; flaw: { line: number; message: string } | null };

/**
 * Reads a CSV file (RFC 4180) with any line end, with or without a byte order mark; empty lines are left out. `line` is
 * where a record begins. After a flaw nothing more is read.
 */
export function parseCsv(text: string): ParsedCsv {
  const records: CsvRecord[] = [];
  const file = text.startsWith("\uFEFF") ? text.slice(1) : text;
  // One token each: a quoted cell, a bare one, or what stands between them.
  const token = /"((?:[^"]|"")*)"|([^",\r\n][^,\r\n]*)|(,)|(\r\n|\n|\r)|(")/g;
  let line = 1;
  let record: CsvRecord = { line, cells: [] };
  let cell: string | null = null;
  const endRecord = () => {
    if (record.cells.length > 0 || cell !== null)
      records.push({ ...record, cells: [...record.cells, cell ?? ""] });
    cell = null;
  };
  for (const [whole, quoted, bare, comma, lineEnd, openQuote] of file.matchAll(token)) {
    if (openQuote !== undefined) {
      return { records, flaw: { line, message: "A quotation mark is opened here and never closed." } };
    }
    if (comma !== undefined) {
      record.cells.push(cell ?? "");
      cell = null;
    } else if (lineEnd !== undefined) {
      endRecord();
      line += 1;
      record = { line, cells: [] };
    } else {
      if (cell !== null) {
        return { records, flaw: { line, message: "After a closing quotation mark a comma is missing." } };
      }
      cell = quoted === undefined ? (bare ?? "") : quoted.replaceAll('""', '"');
      line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    }
  }
  endRecord();
  return { records, flaw: null };
}
