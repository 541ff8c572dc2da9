import "server-only";
import { createHash } from "node:crypto";
import { isEqualConstantTime } from "@/lib/core/crypto";
import { countUse } from "@/lib/core/rate-limit";
import { DIFFICULTY } from "./issue-challenge";
import { type FormRef, signChallenge } from "./sign-challenge";

/** Whether a challenge is ours, still good, solved, and now used for the first time. */
export async function spendChallenge(form: FormRef, challenge: string, solution: string): Promise<boolean> {
  const [, expires = "", nonce = "", signature = ""] =
    /^(\d{10})\.([A-Za-z0-9]{24})\.([0-9a-f]{64})$/.exec(challenge) ?? [];
  const secondsLeft = Number(expires) - Math.floor(Date.now() / 1000);
  if (nonce === "" || secondsLeft <= 0) return false;
  if (!isEqualConstantTime(signature, signChallenge(form, Number(expires), nonce))) return false;
  if (!/^\d{1,15}$/.test(solution) || leadingZeroBits(`${challenge}:${solution}`) < DIFFICULTY) return false;
  return countUse(`subscription-challenge:${nonce}`, { limit: 1, windowSeconds: secondsLeft + 60 });
}

function leadingZeroBits(text: string): number {
  const hash = createHash("sha256").update(text).digest();
  return Math.clz32(hash.readUInt32BE());
}
