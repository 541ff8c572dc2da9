import { expect, test } from "vitest";
import { durationInWords } from "./duration-in-words";

test.each([
  [1, "minute", "1 minute"],
  [10, "minute", "10 minutes"],
  [1, "hour", "1 hour"],
  [0, "day", "0 days"],
] as const)("%i %s", (count, unit, words) => {
  expect(durationInWords(count, unit)).toBe(words);
});
