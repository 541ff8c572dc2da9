import { createHash, randomBytes } from "node:crypto";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { hashPassword, verifyPassword } from "@/lib/core/password-hash";
import { fetchPage, Visitor } from "./http-client";
import { leastSignIns } from "./least-sign-in";
import { measure, throughput } from "./measure";
import { readRecord } from "./read-record";
import type { Results } from "./results";

const FLOOR_OF_BARE = 0.85;
const RECORD_FLOOR = 15;
const CONCURRENCY = 8;
const SECONDS = 12;
const ACCOUNTS = 4000;

export type SignInTarget = {
  origin: string;
  environmentId: string;
  key: string;
  clientId: string;
  callback: string;
};

/** Gives some thousand users, of one organization each, a password that this run knows; returns their addresses. */
export async function preparePasswords(environmentId: string, password: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string; email: string }[]>`
    SELECT u.id, u.email FROM app_user u JOIN identity i ON i.user_id = u.id AND i.type = 'email'
    WHERE u.environment_id = ${environmentId}::uuid AND u.status = 'active' AND i.verified_at IS NOT NULL
      AND (SELECT count(*) FROM membership m WHERE m.user_id = u.id) = 1
    ORDER BY u.id LIMIT ${ACCOUNTS}`;
  const hash = await hashPassword(password);
  await db.password.updateMany({ where: { userId: { in: rows.map(({ id }) => id) } }, data: { hash } });
  return rows.map(({ email }) => email);
}

/** Password checks beside what the same cores do in bare hashes, and a record's page while checks are in flight. */
export async function signInLines(
  results: Results,
  target: SignInTarget,
  { ctx, cookie, recordIds }: { ctx: Context; cookie: string; recordIds: string[] },
): Promise<void> {
  if (!results.isWanted("sign-ins")) return;
  const password = randomBytes(12).toString("base64url");
  const emails = await preparePasswords(target.environmentId, password);
  const known = await hashPassword(password);
  // A shared machine is not as quick at one moment as at the next: each ratio is to what was measured before and after it.
  let last = await bareChecks(known, password);
  results.value("bare argon2id checks a second", last.toFixed(1));
  const toBare = async (rate: number) => {
    const before = last;
    last = await bareChecks(known, password);
    return (2 * rate) / (before + last);
  };
  const least = await toBare(await leastSignIns(known, password, SECONDS));
  results.value("least sign-in there can be, ratio to bare checks", least.toFixed(2));

  let next = 0;
  const take = () => {
    next += 1;
    return emails[next % emails.length] ?? "";
  };
  const whole = await throughput(async () => finish(await begin(target, take()), password), {
    seconds: SECONDS,
    concurrency: CONCURRENCY,
  });
  results.value("whole sign-ins a second (5 requests each)", whole.toFixed(1));
  results.value("whole sign-ins, ratio to bare checks", (await toBare(whole)).toFixed(2));

  const flows = await Promise.all(
    Array.from({ length: Math.ceil(last * SECONDS) }, () => take()).map(later(target)),
  );
  last = await bareChecks(known, password);
  const steps = [...flows];
  const checks = await throughput(
    async () => {
      const flow = steps.pop();
      if (flow) await finish(flow, password);
    },
    { seconds: (flows.length / last) * 0.6, concurrency: CONCURRENCY },
  );
  const ratio = await toBare(checks);
  const name = "password sign-ins a second, ratio to bare checks";
  results.value("password sign-ins a second (the step with the password)", checks.toFixed(1));
  results.value(name, ratio.toFixed(2), String(FLOOR_OF_BARE), ratio >= FLOOR_OF_BARE);

  await recordWhileChecking(results, target, { ctx, cookie, recordIds, password, take });
}

function bareChecks(hash: string, password: string): Promise<number> {
  return throughput(() => verifyPassword(hash, password), {
    seconds: SECONDS / 2,
    concurrency: CONCURRENCY,
  });
}

async function recordWhileChecking(
  results: Results,
  target: SignInTarget,
  given: { ctx: Context; cookie: string; recordIds: string[]; password: string; take: () => string },
): Promise<void> {
  const flows = await Promise.all(Array.from({ length: 600 }, () => given.take()).map(later(target)));
  let isOver = false;
  let checks = 0;
  const lanes = Array.from({ length: 4 }, async () => {
    for (let flow = flows.pop(); flow && !isOver; flow = flows.pop()) {
      await finish(flow, given.password);
      checks += 1;
    }
  });
  const idOf = (index: number) => given.recordIds[index % given.recordIds.length] ?? "";
  const page = (id: string) =>
    fetchPage(`${target.origin}/${target.key}/users/${id}`, { cookie: given.cookie });
  const whole = await measure((index) => page(idOf(index)), { concurrency: 1 });
  const read = await measure((index) => readRecord(given.ctx, idOf(index)), { concurrency: 1 });
  const isShort = flows.length === 0;
  isOver = true;
  await Promise.all(lanes);
  const note = (name: string, { p50, p95 }: typeof whole) =>
    results.value(
      `${name} while 4 passwords are checked, p50 / p95${isShort ? " (checks ran out)" : ""}`,
      `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`,
      `p95 ${RECORD_FLOOR} ms`,
      p95 < RECORD_FLOOR && !isShort,
    );
  note("user: record", whole);
  note("user: what the record reads,", read);
  results.value("password checks done meanwhile", String(checks));
}

export type Begun = { visitor: Visitor; submit: URL; verifier: string };

// A thousand flows begun at once would be a load of their own: sixteen lanes take turns.
function later(target: SignInTarget): (email: string) => Promise<Begun> {
  let lanes = Array.from({ length: 16 }, (): Promise<unknown> => Promise.resolve());
  return (email) => {
    const [first = Promise.resolve(), ...others] = lanes;
    const begun = first.then(() => begin(target, email));
    lanes = [...others, begun];
    return begun;
  };
}

/** Comes from the application and names the account: up to the form that asks for the password. */
export async function begin(
  target: SignInTarget,
  email: string,
  scope = "openid profile email",
): Promise<Begun> {
  const { origin, key } = target;
  const visitor = new Visitor(origin, `10.${randomBytes(3).join(".")}`);
  const verifier = randomBytes(32).toString("base64url");
  const query = new URLSearchParams({
    client_id: target.clientId,
    response_type: "code",
    redirect_uri: target.callback,
    scope,
    state: "bench",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const { url } = await visitor.open(`/auth/${key}/oauth2/auth?${query}`);
  const flow = url.searchParams.get("flow");
  if (!flow) throw new Error(`The sign-in began at ${url.pathname}.`);
  const answer = await visitor.step(new URL(`/auth/${key}/sign-in/submit?flow=${flow}`, origin), {
    identifier: email,
  });
  if (answer.status !== 303) throw new Error(`Naming the account answered ${answer.status}.`);
  return { visitor, verifier, submit: new URL(`/auth/${key}/password/submit?flow=${flow}`, origin) };
}

/** Sends the password and follows until the application gets its code. */
export async function finish({ visitor, submit }: Begun, password: string): Promise<string> {
  const { url } = await visitor.open(submit.href, { password });
  const code = url.searchParams.get("code");
  if (!code) throw new Error(`The sign-in ended at ${url.pathname}.`);
  return code;
}
