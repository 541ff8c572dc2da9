import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDateRange, parseDateRange } from "./date-range";
import {
  changeListQuery,
  decodeCursor,
  encodeCursor,
  type ListSpec,
  parseListParams,
  serializeListParams,
} from "./list-params";

const spec: ListSpec<"name" | "created", "status" | "org"> = {
  sorts: ["name", "created"],
  defaultSort: "-created",
  filters: ["status", "org"],
  columns: ["name", "email"],
};
const parse = (query: string) => parseListParams(new URLSearchParams(query), spec);

describe("parseListParams", () => {
  it("reads search, sort, filters, cursor, direction and columns", () => {
    const query =
      "q=+ada+&sort=name&status=a&status=b&status=a&cursor=abc_-1&direction=previous&columns=email,nope";
    expect(parse(query)).toEqual({
      q: "ada",
      sort: { key: "name", isDescending: false },
      cursor: "abc_-1",
      direction: "previous",
      filters: { status: ["a", "b"], org: [] },
      columns: ["email"],
    });
  });

  it("ignores what is malformed", () => {
    const params = parse("q=%00%00&sort=-password&cursor=a%27b&direction=up&columns=&status=%00");
    expect(params).toEqual(parse(""));
  });

  it("takes the record that Next gives, and nothing from its prototype", () => {
    expect(parseListParams({ q: ["ada", "bob"], status: "x" }, spec).filters.status).toEqual(["x"]);
    const odd = parseListParams({}, { ...spec, filters: ["constructor"] });
    expect(odd.filters.constructor).toEqual([]);
  });

  it("caps text without leaving half a character", () => {
    const { q } = parse(`q=${encodeURIComponent(`${"a".repeat(199)}😀`)}`);
    expect(q.length).toBe(200);
    expect(q.isWellFormed()).toBe(true);
  });

  it("reads anything, and reads back what it writes", () => {
    const text = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(
      fc.property(text, text, fc.array(text), text, (q, sort, status, columns) => {
        const params = parseListParams({ q, sort, status, columns, cursor: q }, spec);
        expect(parse(serializeListParams(params, spec))).toEqual(params);
      }),
    );
  });
});

describe("changeListQuery", () => {
  const current = new URLSearchParams("q=ada&status=a&cursor=x&direction=previous");

  it("goes back to the first page when the rows change", () => {
    expect(changeListQuery(current, { status: ["a", "b"] })).toBe("?q=ada&status=a&status=b");
    expect(changeListQuery(current, { q: null, status: null })).toBe("");
  });

  it("stays on the page when only columns change", () => {
    expect(changeListQuery(current, { columns: "a,b" })).toBe(
      "?q=ada&status=a&cursor=x&direction=previous&columns=a,b",
    );
  });
});

describe("cursors", () => {
  it("come back as they went in", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(decodeCursor(encodeCursor(value)))).toBe(JSON.stringify(value));
      }),
    );
  });

  it("are null when malformed", () => {
    for (const text of ["", "%%%", "abc", encodeCursor("x").slice(1)]) expect(decodeCursor(text)).toBeNull();
  });
});

describe("parseDateRange", () => {
  it("reads both ends, either end, and only real days", () => {
    expect(parseDateRange("2026-01-01..2026-01-31")).toEqual({ from: "2026-01-01", to: "2026-01-31" });
    expect(parseDateRange("..2026-01-31")).toEqual({ from: null, to: "2026-01-31" });
    expect(parseDateRange("2026-02-30..")).toBeNull();
    expect(parseDateRange(undefined)).toBeNull();
    expect(formatDateRange({ from: null, to: "2026-01-31" })).toBe("..2026-01-31");
  });
});
