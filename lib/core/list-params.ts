/** What a list may be asked for; anything else in its URL is ignored. */
export type ListSpec<Sort extends string, Filter extends string> = {
  sorts: readonly Sort[];
  defaultSort: Sort | `-${Sort}`;
  filters?: readonly Filter[];
  columns?: readonly string[];
};

/** What the URL of a list asks for, cleaned: safe to hand to a read. */
export type ListParams<Sort extends string = string, Filter extends string = string> = {
  q: string;
  sort: { key: Sort; isDescending: boolean };
  cursor: string | null;
  /** On which side of the cursor the page lies. */
  direction: "next" | "previous";
  filters: Record<Filter, string[]>;
  /** The columns to show, or null for the usual ones. */
  columns: string[] | null;
};

/** Search params as Next gives them to a page, or as the browser has them. */
export type SearchParamsInput = URLSearchParams | Record<string, string | string[] | undefined>;

const maxText = 200;
const maxValues = 50;

/** Text from a URL without null bytes, surrounding space, or more than 200 characters. */
export function cleanListText(text: string): string {
  // A cut through a surrogate pair would be refused by encodeURIComponent and by PostgreSQL.
  return text.replaceAll("\0", "").trim().slice(0, maxText).toWellFormed();
}

function readAll(input: SearchParamsInput, name: string): string[] {
  if (input instanceof URLSearchParams) return input.getAll(name);
  const value = Object.hasOwn(input, name) ? input[name] : undefined;
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function readOne(input: SearchParamsInput, name: string): string {
  return cleanListText(readAll(input, name)[0] ?? "");
}

function readSort<Sort extends string>(text: string, spec: ListSpec<Sort, string>): ListParams<Sort>["sort"] {
  for (const candidate of [text, spec.defaultSort]) {
    const isDescending = candidate.startsWith("-");
    const key = spec.sorts.find((sort) => sort === candidate.slice(isDescending ? 1 : 0));
    if (key !== undefined) return { key, isDescending };
  }
  throw new Error("The default sort of a list must be one of its sorts.");
}

/** Reads a list's URL; what is malformed or unknown is ignored, never an error. */
export function parseListParams<Sort extends string, Filter extends string = never>(
  input: SearchParamsInput,
  spec: ListSpec<Sort, Filter>,
): ListParams<Sort, Filter> {
  const filters = Object.fromEntries(
    (spec.filters ?? []).map((name) => {
      const values = readAll(input, name).slice(0, maxValues).map(cleanListText).filter(Boolean);
      return [name, [...new Set(values)]];
    }),
  );
  const cursor = readAll(input, "cursor")[0] ?? "";
  const columns = (readAll(input, "columns")[0] ?? "").split(",").filter((id) => spec.columns?.includes(id));
  return {
    q: readOne(input, "q"),
    sort: readSort(readOne(input, "sort"), spec),
    cursor: /^[\w-]{1,1000}$/.test(cursor) ? cursor : null,
    direction: readOne(input, "direction") === "previous" ? "previous" : "next",
    // Built from exactly the names in the spec.
    filters: filters as Record<Filter, string[]>,
    columns: columns.length > 0 ? columns : null,
  };
}

/** The query string ("" or "?…") that asks for these params; the default sort is left out. */
export function serializeListParams<Sort extends string, Filter extends string>(
  params: ListParams<Sort, Filter>,
  spec: ListSpec<Sort, Filter>,
): string {
  const search = new URLSearchParams();
  if (params.q) search.set("q", params.q);
  const sort = `${params.sort.isDescending ? "-" : ""}${params.sort.key}`;
  if (sort !== spec.defaultSort) search.set("sort", sort);
  for (const name of spec.filters ?? []) for (const value of params.filters[name]) search.append(name, value);
  if (params.columns) search.set("columns", params.columns.join(","));
  if (params.cursor) search.set("cursor", params.cursor);
  if (params.cursor && params.direction === "previous") search.set("direction", "previous");
  return toQuery(search);
}

/** What to set in a list's URL; null or an empty list removes. */
export type ListChange = Record<string, string | readonly string[] | null>;

/** The query string after a change; whatever changes which rows there are goes back to the first page. */
export function changeListQuery(current: URLSearchParams, change: ListChange): string {
  const search = new URLSearchParams(current);
  if (Object.keys(change).some((name) => name !== "columns")) {
    search.delete("cursor");
    search.delete("direction");
  }
  for (const [name, value] of Object.entries(change)) {
    search.delete(name);
    const values = value === null ? [] : typeof value === "string" ? [value] : value;
    for (const item of values) if (item !== "") search.append(name, item);
  }
  return toQuery(search);
}

function toQuery(search: URLSearchParams): string {
  // Commas part the columns and read better as they are; they mean nothing else in a query.
  const text = search.toString().replaceAll("%2C", ",");
  return text ? `?${text}` : "";
}

/** Packs the place of a row into text for a URL. It is not secret and not signed. */
export function encodeCursor(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Unpacks a cursor; null when it is malformed. The caller validates what comes out. */
export function decodeCursor(text: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) =>
      char.charCodeAt(0),
    );
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return value;
  } catch {
    return null;
  }
}
