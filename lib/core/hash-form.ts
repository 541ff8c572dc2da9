/**
 * What of a stored hash says how long a check takes: its kind and its cost, without salt and digest. Written so that PostgreSQL
 * and JavaScript read it alike.
 */
export const HASH_FORM =
  "^(\\$argon2[a-z]+\\$v=\\d+\\$[mtp=,0-9]+\\$|(?:\\$wp)?\\$2[aby]\\$\\d\\d\\$|\\$(?:1|apr1)\\$|\\$[56]\\$(?:rounds=\\d+\\$)?|\\$[PH]\\$.|\\$digest\\$[a-z0-9]+\\$)";
/** The oldest kind of crypt has no sign at its beginning. */
export const DES_FORM = "des";

const pattern = new RegExp(HASH_FORM);

export function hashFormOf(hash: string): string {
  return pattern.exec(hash)?.[1] ?? DES_FORM;
}
