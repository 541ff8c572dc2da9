import "server-only";
import { Prisma } from "@/prisma/generated/client";

const MOST_WORDS = 6;

/** Users of whom each word is part: of a name, email, username or phone, in any order and case. */
export function searchConditions(text: string): Prisma.Sql[] {
  return text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS).map(wordCondition);
}

function wordCondition(word: string): Prisma.Sql {
  const pattern = word.replace(/[\\%_]/g, "\\$&");
  if (!isShort(word)) return like(`%${pattern}%`);
  // The trigram index knows one or two letters only at the beginning of a word, so that is where they are sought.
  return Prisma.sql`(${Prisma.join([`${pattern}%`, `% ${pattern}%`, `%\n${pattern}%`].map(like), " OR ")})`;
}

// `search` is kept as lower(normalize(…)), so the words are brought to the same form by the same functions.
function like(pattern: string): Prisma.Sql {
  return Prisma.sql`u.search LIKE lower(normalize(${pattern}::text))`;
}

function isShort(word: string): boolean {
  return /^[\p{L}\p{N}]/u.test(word) && !/[\p{L}\p{N}]{3}/u.test(word);
}
