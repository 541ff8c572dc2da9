import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell, csvRecord, csvStream } from "./csv";

describe("csvCell", () => {
  test.each([
    ["plain", "plain"],
    ['say "hi"', '"say ""hi"""'],
    ["a,b", '"a,b"'],
    ["two\nlines", '"two\nlines"'],
    ["=1+1", "'=1+1"],
    ["+64 21", "'+64 21"],
    ["-2", "'-2"],
    ["@sum", "'@sum"],
    ["\tx", "'\tx"],
    ["\rx", `"'\rx"`],
    ["=a,b", `"'=a,b"`],
    [-2, "-2"],
    [true, "true"],
    [null, ""],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
  ])("%j becomes %j", (cell, expected) => expect(csvCell(cell)).toBe(expected));

  test("no text can begin a formula or break out of its record", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1 }), (cells) => {
        const record = csvRecord(cells);
        const read = parseRecord(record);
        expect(read.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ""))).toEqual(cells);
        for (const cell of read) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

describe("csvStream", () => {
  test("writes header and batches, an empty one too", async () => {
    async function* batches() {
      yield [["a", 1]];
      yield [];
      yield [["b", 2]];
    }
    expect(await new Response(csvStream(["name", "count"], batches())).text()).toBe(
      "name,count\r\na,1\r\nb,2\r\n",
    );
  });

  test("stops asking once the reader goes away", async () => {
    let isEnded = false;
    async function* batches() {
      try {
        for (;;) yield [["row"]];
      } finally {
        isEnded = true;
      }
    }
    const reader = csvStream(["name"], batches()).getReader();
    await reader.read();
    await reader.read();
    await reader.cancel();
    expect(isEnded).toBe(true);
  });
});

// The smallest RFC 4180 reader of one record.
function parseRecord(record: string): string[] {
  const cells: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n$)/gy;
  for (const [, quoted, plain] of record.matchAll(pattern)) {
    cells.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
  }
  return cells;
}
