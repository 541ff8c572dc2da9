import { randomBytes } from "node:crypto";
import { generate } from "otplib";
import { encrypt } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { newTotpSecret } from "@/lib/mfa/totp";
import { findSignInFacts } from "@/lib/sign-in/find-sign-in-facts";
import type { Visitor } from "./http-client";
import { measure } from "./measure";
import type { Results } from "./results";
import { begin, preparePasswords, type SignInTarget } from "./sign-in-lines";

const STEP = "sign-in with TOTP: the step with the code";
const FACTS = "sign-in: what decides about a second factor";
// What `latency` asks for: 200 and a warm-up, at concurrency 1 and at 8; then the whole way.
const STEPS = 440;
const WHOLE = 120;

/** Sign-ins with an authenticator app: what decides, the step with the code, and the whole way. */
export async function mfaLines(results: Results, target: SignInTarget): Promise<void> {
  if (!results.isWanted(STEP) && !results.isWanted(FACTS)) return;
  const { environmentId } = target;
  const password = randomBytes(12).toString("base64url");
  // A code works once, so each sign-in is of an account of its own.
  const emails = (await preparePasswords(environmentId, password)).slice(0, STEPS + WHOLE);
  const secret = newTotpSecret();
  const userIds = await addFactors(environmentId, emails, secret);
  const where = { id: environmentId };
  await db.environment.update({ where, data: { mfaRequirement: "yes", isMfaRecoveryEnabled: false } });
  try {
    const environment = { id: environmentId, key: target.key, name: "" };
    await results.latency("query", FACTS, (index) =>
      findSignInFacts(environment, userIds[index % userIds.length] ?? ""),
    );
    const codeStep = (visitor: Visitor, flow: string) => enterCode(target, visitor, flow, secret);
    const waiting: { visitor: Visitor; flow: string }[] = [];
    for (const email of emails.slice(0, STEPS)) waiting.push(await enterPassword(target, email, password));
    await results.latency("response", STEP, async () => {
      const next = waiting.pop();
      if (!next) throw new Error("There are fewer accounts than sign-ins to measure.");
      await codeStep(next.visitor, next.flow);
    });
    const rest = emails.slice(STEPS);
    const whole = await measure(
      async () => {
        const { visitor, flow } = await enterPassword(target, rest.pop() ?? "", password);
        await codeStep(visitor, flow);
      },
      { count: 100, concurrency: 1 },
    );
    const name = "whole sign-in with TOTP (7 requests), p50 / p95";
    results.value(name, `${whole.p50.toFixed(1)} / ${whole.p95.toFixed(1)} ms`);
  } finally {
    await db.environment.update({ where, data: { mfaRequirement: "no", isMfaRecoveryEnabled: true } });
    await db.mfaFactor.deleteMany({ where: { environmentId } });
  }
}

async function addFactors(environmentId: string, emails: string[], secret: string): Promise<string[]> {
  const identities = await db.identity.findMany({
    where: { environmentId, type: "email", value: { in: emails } },
    select: { userId: true },
  });
  await db.mfaFactor.createMany({
    data: identities.map(({ userId }) => ({
      ...{ id: newId(), environmentId, userId, method: "authenticator" },
      slot: `${userId}:environment:authenticator`,
      secret: encrypt(secret),
    })),
    skipDuplicates: true,
  });
  return identities.map(({ userId }) => userId);
}

/** Signs in as far as to the second factor. */
async function enterPassword(target: SignInTarget, email: string, password: string) {
  const { visitor, submit } = await begin(target, email);
  const { url } = await visitor.open(submit.href, { password });
  const flow = url.searchParams.get("flow");
  if (!flow || !url.pathname.endsWith("/mfa")) throw new Error(`The password led to ${url.pathname}.`);
  return { visitor, flow };
}

async function enterCode(
  target: SignInTarget,
  visitor: Visitor,
  flow: string,
  secret: string,
): Promise<void> {
  const code = await generate({ secret });
  const { url } = await visitor.open(`/auth/${target.key}/mfa/submit?flow=${flow}`, { code });
  if (!url.searchParams.has("code")) throw new Error(`The code led to ${url.pathname}.`);
}
