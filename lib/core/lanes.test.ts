import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { Lanes } from "./lanes";

test("runs no more at once than there are lanes, in order, and goes on after a failure", async () => {
  const lanes = new Lanes(() => 2);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const work = (index: number) =>
    lanes.run(async () => {
      begun.push(index);
      running += 1;
      most = Math.max(most, running);
      await turn();
      running -= 1;
      if (index === 1) throw new Error("failed");
      return index;
    });

  const results = await Promise.allSettled([0, 1, 2, 3, 4].map(work));

  expect(most).toBe(2);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(results.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    ...Array(3).fill("fulfilled"),
  ]);
});

test("admits fewer as soon as there are fewer lanes, more as soon as there are more, and always one", async () => {
  let count = 3;
  const lanes = new Lanes(() => count);
  const ends: (() => void)[] = [];
  const work = () => lanes.run(() => new Promise<void>((resolve) => ends.push(resolve)));
  const all = Array.from({ length: 7 }, work);
  const end = async () => {
    ends.shift()?.();
    await turn();
  };
  await turn();
  expect(ends).toHaveLength(3);
  count = 1;
  await end();
  await end();
  expect(ends).toHaveLength(1);
  count = 0;
  await end();
  expect(ends).toHaveLength(1);
  count = 2;
  await end();
  expect(ends).toHaveLength(2);
  while (ends.length > 0) await end();
  await Promise.all(all);
});
