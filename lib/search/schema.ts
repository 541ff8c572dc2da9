/** What a search finds: a handful of each kind, the likeliest first. */
export type SearchResult = {
  users: { id: string; name: string; email: string | null }[];
  organizations: { id: string; code: string; name: string }[];
};
