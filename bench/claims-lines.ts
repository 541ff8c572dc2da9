import { randomBytes } from "node:crypto";
import { send } from "./http-client";
import type { Results } from "./results";
import { begin, finish, preparePasswords, type SignInTarget } from "./sign-in-lines";

// As many as the measurement runs at once: each refresh spends its token.
const SESSIONS = 8;

/** A token with its claims as an application gets it: one refresh, with rotation, event, access and ID token. */
export async function claimsLines(
  results: Results,
  target: SignInTarget & { clientSecret: string },
): Promise<void> {
  const name = "claims of one token";
  if (!results.isWanted(name)) return;
  const password = randomBytes(12).toString("base64url");
  const emails = await preparePasswords(target.environmentId, password);
  const tokens: string[] = [];
  for (const email of emails.slice(0, SESSIONS)) {
    const begun = await begin(target, email, "openid profile email offline");
    const code = await finish(begun, password);
    const redeemed = await redeem(target, {
      grant_type: "authorization_code",
      code,
      code_verifier: begun.verifier,
      redirect_uri: target.callback,
    });
    tokens.push(redeemed);
  }
  await results.latency("response", name, async () => {
    const token = tokens.shift();
    if (!token) throw new Error("Every refresh token is in use.");
    tokens.push(await redeem(target, { grant_type: "refresh_token", refresh_token: token }));
  });
}

async function redeem(
  target: SignInTarget & { clientSecret: string },
  fields: Record<string, string>,
): Promise<string> {
  const basic = Buffer.from(`${target.clientId}:${target.clientSecret}`).toString("base64");
  const answer = await send(`${target.origin}/auth/${target.key}/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });
  if (answer.status !== 200) throw new Error(`The token endpoint answered ${answer.status}: ${answer.text}`);
  return String(JSON.parse(answer.text).refresh_token);
}
