import type { SearchResult } from "@/lib/search/schema";

/** Asks the server for the records that a text names; a plain request, so that a newer one need not wait for it. */
export async function findRecords(environmentKey: string, text: string): Promise<SearchResult> {
  const response = await fetch(`/${environmentKey}/search?${new URLSearchParams({ q: text })}`, {
    headers: { accept: "application/json" },
  });
  if (!response.ok) return { users: [], organizations: [] };
  // Our own route of this same build answers with exactly this shape.
  return (await response.json()) as SearchResult;
}
