export type CsvCell = string | number | boolean | Date | null | undefined;

/** One record of a CSV file (RFC 4180), its line end included. */
export function csvRecord(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** One cell: quoted where it must be, times in ISO 8601, and harmless in a spreadsheet. */
export function csvCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell !== "string") return String(cell);
  // A spreadsheet runs a cell that begins so as a formula (OWASP, CSV injection); an apostrophe makes it plain text.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A CSV file as a stream: rows are asked for only as fast as the reader takes them, and no longer when it goes away. */
export function csvStream(
  header: readonly string[],
  batches: AsyncGenerator<readonly (readonly CsvCell[])[]>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(csvRecord(header)));
    },
    async pull(controller) {
      const { done, value } = await batches.next();
      if (done) return controller.close();
      const text = value.map(csvRecord).join("");
      // An empty batch must enqueue something, or the stream would not ask again.
      controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await batches.return(undefined);
    },
  });
}
