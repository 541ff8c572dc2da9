import { generateKeyPairSync, sign } from "node:crypto";
import { send } from "./http-client";
import { throughput } from "./measure";
import type { Results } from "./results";

const SECONDS = 8;
const CONCURRENCY = 8;

/** Tokens of machines beside what the same cores do in bare RS256 signatures. */
export async function tokenLines(
  results: Results,
  target: { origin: string; key: string; clientId: string; clientSecret: string },
): Promise<void> {
  if (!results.isWanted("tokens")) return;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const claims = Buffer.alloc(600, "claims ");
  const signOnce = () =>
    new Promise<void>((resolve, reject) =>
      sign("sha256", claims, privateKey, (error) => (error ? reject(error) : resolve())),
    );
  const bare = await throughput(signOnce, { seconds: SECONDS / 2, concurrency: CONCURRENCY });
  const basic = Buffer.from(`${target.clientId}:${target.clientSecret}`).toString("base64");
  const headers = { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" };
  const tokens = await throughput(
    async () => {
      const body = "grant_type=client_credentials";
      const answer = await send(`${target.origin}/auth/${target.key}/oauth2/token`, {
        method: "POST",
        headers,
        body,
      });
      if (answer.status !== 200)
        throw new Error(`The token endpoint answered ${answer.status}: ${answer.text}`);
    },
    { seconds: SECONDS, concurrency: CONCURRENCY },
  );
  results.value("bare RS256 signatures a second", bare.toFixed(0));
  results.value("client_credentials tokens a second", tokens.toFixed(0));
  results.value("client_credentials tokens, ratio to bare signatures", (tokens / bare).toFixed(3));
}
