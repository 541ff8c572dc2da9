import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvRecord } from "./csv";
import { parseCsv } from "./parse-csv";

const cellsOf = (text: string) => parseCsv(text).records.map(({ cells }) => cells);

describe("parseCsv", () => {
  test.each(["\n", "\r\n", "\r"])("reads lines ended by %j, with and without a last one", (end) => {
    const text = ["name,id", "Acme,1", 'Say ""x"",2'.replaceAll('""', "'"), ""].join(end);
    expect(cellsOf(text)).toEqual([
      ["name", "id"],
      ["Acme", "1"],
      ["Say 'x'", "2"],
    ]);
    expect(cellsOf(text.trimEnd())).toHaveLength(3);
  });

  test("leaves out a byte order mark and empty lines, and knows the line of each record", () => {
    const { records } = parseCsv('\uFEFFname,id\n\n"two\nlines, and ""quotes""",1\r\nlast,\n');
    expect(records).toEqual([
      { line: 1, cells: ["name", "id"] },
      { line: 3, cells: ['two\nlines, and "quotes"', "1"] },
      { line: 5, cells: ["last", ""] },
    ]);
  });

  test.each([
    ['a,"b\nc', 1],
    ['a\n"b"c', 2],
  ])("says in which line %j is broken", (text, line) => {
    expect(parseCsv(text).flaw).toMatchObject({ line });
  });

  test("gives back whatever our own files hold", () => {
    // A formula is written with an apostrophe before it, so such cells do not come back as they were.
    const cell = fc.string().filter((text) => !/^[=+\-@\t\r]/.test(text) && !text.startsWith("\uFEFF"));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constant("x"), cell), { minLength: 1 }), (rows) => {
        expect(cellsOf(rows.map(csvRecord).join(""))).toEqual(rows);
      }),
    );
  });
});
