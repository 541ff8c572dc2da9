import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";

export type Cell = string | number | null;

const CHUNK = 64 * 1024;

/** Streams rows into a table by COPY; cells may hold anything but tabs and backslashes. */
export async function copyRows(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<Cell[]>,
): Promise<number> {
  const stream = client.query(copyFrom(`COPY ${table} (${columns.join(", ")}) FROM STDIN`));
  await pipeline(Readable.from(toChunks(rows)), stream);
  return stream.rowCount;
}

function* toChunks(rows: Iterable<Cell[]>): Generator<Buffer> {
  let chunk = "";
  for (const row of rows) {
    let separator = "";
    for (const cell of row) {
      chunk += separator + (cell === null ? "\\N" : cell);
      separator = "\t";
    }
    chunk += "\n";
    if (chunk.length >= CHUNK) {
      yield Buffer.from(chunk);
      chunk = "";
    }
  }
  if (chunk) yield Buffer.from(chunk);
}
