import "server-only";
import { Prisma } from "@/prisma/generated/client";

const MOST_WORDS = 6;

/**
 * Tests that each word of a text is part of a column kept as `lower(normalize(…))` with a line for each value, in any
 * order and case, as its trigram index can answer them.
 */
export function searchWords(column: Prisma.Sql, text: string): Prisma.Sql[] {
  const words = text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  return words.map((word) => wordCondition(column, word));
}

function wordCondition(column: Prisma.Sql, word: string): Prisma.Sql {
  // The words are brought to the form of the column by the same functions.
  const form = (pattern: string) => Prisma.sql`lower(normalize(${pattern}::text))`;
  if (!isShort(word)) return Prisma.sql`${column} LIKE ${form(`%${word.replace(/[\\%_]/g, "\\$&")}%`)}`;
  // The trigram index knows one or two letters only at the beginning of a word, so that is where they are sought; as one
  // expression, because of three patterns each would read the index by itself.
  return Prisma.sql`${column} ~ ${form(`(^|[ \n])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`)}`;
}

function isShort(word: string): boolean {
  return /^[\p{L}\p{N}]/u.test(word) && !/[\p{L}\p{N}]{3}/u.test(word);
}
