import { expect, test } from "vitest";
import { ProviderDocuments } from "./provider-documents";

function setUp() {
  let now = 0;
  const documents = new ProviderDocuments<string>(() => now);
  const asked: string[] = [];
  const get = (issuer: string) =>
    documents.get(issuer, async () => {
      asked.push(issuer);
      if (issuer === "down") throw new Error("no answer");
      return `of ${issuer}`;
    });
  const pass = (minutes: number) => {
    now += minutes * 60_000;
  };
  return { documents, asked, get, pass };
}

test("a document is read once for some minutes, however many ask at once", async () => {
  const { asked, get, pass } = setUp();
  expect(await Promise.all([get("a"), get("a"), get("b")])).toEqual(["of a", "of a", "of b"]);
  pass(4);
  await get("a");
  expect(asked).toEqual(["a", "b"]);
  pass(2);
  await get("a");
  expect(asked).toEqual(["a", "b", "a"]);
});

test("one that could not be read is asked for again, and so is one that is to be forgotten", async () => {
  const { documents, asked, get } = setUp();
  await expect(get("down")).rejects.toThrow("no answer");
  await expect(get("down")).rejects.toThrow("no answer");
  await get("a");
  documents.forget("a");
  await get("a");
  expect(asked).toEqual(["down", "down", "a", "a"]);
});

test("there are never more than 200", async () => {
  const { asked, get } = setUp();
  for (let number = 0; number <= 200; number += 1) await get(`${number}`);
  asked.length = 0;
  await get("200");
  await get("1");
  expect(asked).toEqual([]);
  await get("0");
  expect(asked).toEqual(["0"]);
});
