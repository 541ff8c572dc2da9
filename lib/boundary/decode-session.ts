import "server-only";
import { decode, type JWT, type JWTDecodeParams } from "next-auth/jwt";

const MOST_KEPT = 1_000;
const kept = new Map<string, { claims: JWT; secret: JWTDecodeParams["secret"] }>();

/**
 * As next-auth's `decode`, which derives its key and decrypts anew each time, a millisecond on two threads of the pool: a process
 * does that once for each token, which is authenticated by its encryption, so that the same text always holds the same claims.
 * Whether it has expired is asked each time. Throws what `decode` throws for what is no token of ours.
 */
export async function decodeSession({ token, secret }: JWTDecodeParams): Promise<JWT | null> {
  const known = token ? kept.get(token) : undefined;
  if (known && known.secret === secret && Number(known.claims.exp) * 1000 > Date.now()) return known.claims;
  const claims = await decode({ token, secret });
  if (token && claims) keep(token, { claims: Object.freeze(claims), secret });
  return claims;
}

function keep(token: string, entry: { claims: JWT; secret: JWTDecodeParams["secret"] }): void {
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(token, entry);
}
