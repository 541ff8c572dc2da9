import { randomBytes } from "node:crypto";
import { createForeignAccounts } from "./foreign-accounts";
import type { Answer } from "./http-client";
import { percentile } from "./measure";
import type { Results } from "./results";
import { type Begun, begin, preparePasswords, type SignInTarget } from "./sign-in-lines";

const TRIES = 500;
const SHUFFLES = 1000;

type Deed = { name: string; send: (begun: Begun, email: string) => Promise<Answer> };

const DEEDS: Deed[] = [
  {
    name: "sign-in, a wrong password",
    send: (begun) => post(begun, "password", { password: "not this one" }),
  },
  {
    name: "sign-up",
    send: (begun, email) =>
      post(begun, "sign-up", {
        firstName: "Ada",
        lastName: "Example",
        email,
        password: "kestrel moss window",
      }),
  },
  { name: "forgot password", send: (begun, email) => post(begun, "forgot-password", { identifier: email }) },
];

/** Whether an answer, or how long it takes, tells a stranger that an account exists: 500 tries each, taking turns. */
export async function enumerationLines(results: Results, target: SignInTarget): Promise<void> {
  for (const { name, send } of DEEDS) {
    const line = `enumeration: ${name}, with / without an account`;
    if (!results.isWanted(line)) continue;
    const emails = await preparePasswords(target.environmentId, randomBytes(12).toString("base64url"));
    await compareLine(results, line, { target, send, emails, summary: median });
  }
  const line =
    "enumeration: sign-in, a wrong password, 3 of 10 hashes of another system, with / without an account";
  const [signIn] = DEEDS;
  if (!signIn || !results.isWanted(line)) return;
  const { environment, emails } = await createForeignAccounts(TRIES);
  // The mean, as the answers are of two kinds: how many are slow counts as much as how slow they are.
  const foreign = { ...target, ...environment };
  await compareLine(results, line, { target: foreign, send: signIn.send, emails, summary: mean });
}

type Comparison = Pick<Deed, "send"> & {
  target: SignInTarget;
  emails: string[];
  summary: (values: number[]) => number;
};

async function compareLine(
  results: Results,
  line: string,
  { target, send, emails, summary }: Comparison,
): Promise<void> {
  const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  const answers: Record<"known" | "unknown", Set<string>> = { known: new Set(), unknown: new Set() };
  for (let index = 0; index < TRIES; index += 1) {
    // Which of the two comes first changes, so that neither always meets a warmer cache.
    const order = index % 2 === 0 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
    for (const kind of order) {
      const email =
        kind === "known" ? (emails[index] ?? "") : `${randomBytes(8).toString("hex")}@example.com`;
      const begun = await begin(target, email);
      const start = performance.now();
      const answer = await send(begun, email);
      times[kind].push(performance.now() - start);
      answers[kind].add(await readAnswer(begun, answer, email));
    }
  }
  const known = summary(times.known);
  const unknown = summary(times.unknown);
  const noise = noiseOf(times.known, times.unknown, summary);
  const isSame = [...answers.known].sort().join() === [...answers.unknown].sort().join();
  results.value(
    line,
    `${known.toFixed(2)} / ${unknown.toFixed(2)} ms${isSame ? "" : ", and the pages differ"}`,
    `same page, within ${noise.toFixed(2)} ms`,
    isSame && Math.abs(known - unknown) <= noise,
  );
}

function post({ visitor, submit }: Begun, step: string, form: Record<string, string>): Promise<Answer> {
  const url = new URL(submit);
  url.pathname = url.pathname.replace("/password/", `/${step}/`);
  return visitor.step(url, form);
}

/** Status, way, and the page that follows, without what was typed and what is new in every page. */
async function readAnswer({ visitor, submit }: Begun, answer: Answer, email: string): Promise<string> {
  const flow = submit.searchParams.get("flow") ?? "";
  const { url, answer: page } = await visitor.open(new URL(answer.headers.location ?? "", submit).href);
  const text = /<main[\s\S]*<\/main>/.exec(page.text)?.[0] ?? "";
  return `${answer.status} ${url.pathname} ${page.status} ${text.replaceAll(email, "…").replaceAll(flow, "…")}`;
}

/** How far apart the medians (or means) of the same tries lie when chance alone deals them into two (99 of 100 times less). */
function noiseOf(known: number[], unknown: number[], summary: (values: number[]) => number): number {
  const all = [...known, ...unknown];
  const differences = Array.from({ length: SHUFFLES }, () => {
    for (let index = all.length - 1; index > 0; index -= 1) {
      const other = Math.floor(Math.random() * (index + 1));
      [all[index], all[other]] = [all[other] ?? 0, all[index] ?? 0];
    }
    return Math.abs(summary(all.slice(0, known.length)) - summary(all.slice(known.length)));
  });
  return percentile(
    differences.sort((a, b) => a - b),
    0.99,
  );
}

function median(values: number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
