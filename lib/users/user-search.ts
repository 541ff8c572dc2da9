import "server-only";
import { searchWords } from "@/lib/core/search-words";
import { Prisma } from "@/prisma/generated/client";

/** Users of whom each word is part: of a name, email, username or phone, in any order and case. */
export function searchConditions(text: string): Prisma.Sql[] {
  return searchWords(Prisma.raw("u.search"), text);
}
