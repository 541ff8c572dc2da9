import { createHash, randomBytes } from "node:crypto";
import { handleProtocolRequest } from "./handle-request";
import { finishInteraction } from "./interaction";

// For tests: a browser with a cookie jar, and an application, that talk to the issuer without a server in between.

const ORIGIN = "http://localhost:3000";

/** How the hosted pages end a sign-in; `meanwhile` is what happens before the browser comes back from them. */
export type Settled = {
  organization?: string;
  secondFactor?: { for: string; by: string };
  completedAt?: string;
  meanwhile?: () => Promise<unknown>;
};
export type App = { clientId: string; clientSecret: string | null };
export type TokenAnswer = { status: number; body: Record<string, unknown> };

export class ProtocolDriver {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly environmentKey: string,
    private readonly app: App,
    private readonly callback = "http://localhost:3999/callback",
  ) {}

  /** The same browser at another application. */
  as(app: App): ProtocolDriver {
    const other = new ProtocolDriver(this.environmentKey, app, this.callback);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  /** One request of the browser, with its cookies. */
  async visit(path: string, init: RequestInit = {}): Promise<Response> {
    const url = path.startsWith("http") ? path : `${ORIGIN}/auth/${this.environmentKey}${path}`;
    const headers = new Headers({ accept: "text/html", ...Object.fromEntries(new Headers(init.headers)) });
    headers.set("cookie", this.cookieHeader());
    const answer = await handleProtocolRequest(new Request(url, { ...init, headers }), this.environmentKey);
    this.keepCookies(answer);
    return answer;
  }

  private keepCookies(answer: Response): void {
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      if (/expires=Thu, 01 Jan 1970/i.test(cookie)) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }

  /** Asks for authorization; where nobody is signed in yet, `userId` signs in. Gives the callback's parameters. */
  async authorize(userId: string | null, extra: Record<string, string> = {}, settled: Settled = {}) {
    const verifier = randomBytes(32).toString("base64url");
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const params = new URLSearchParams({
      client_id: this.app.clientId,
      redirect_uri: this.callback,
      response_type: "code",
      scope: "openid profile email offline",
      state: "some-state",
      code_challenge: challenge,
      code_challenge_method: "S256",
      ...extra,
    });
    let answer = await this.visit(`/oauth2/auth?${params}`);
    const location = answer.headers.get("location") ?? "";
    if (userId && location.includes("flow=")) {
      const request = new Request(new URL(location, ORIGIN), { headers: { cookie: this.cookieHeader() } });
      const { meanwhile, ...result } = settled;
      await meanwhile?.();
      const finished = await finishInteraction(request, this.environmentKey, { userId, ...result });
      if (!finished) throw new Error("the interaction could not be finished");
      this.keepCookies(finished);
      answer = finished;
    }
    const target = answer.headers.get("location") ?? "";
    const callback = new URL(target || this.callback, ORIGIN).searchParams;
    return { answer, target, code: callback.get("code"), error: callback.get("error"), verifier };
  }

  /** What the application's server sends to an endpoint, with its own credentials. */
  async post(path: string, fields: Record<string, string>): Promise<TokenAnswer> {
    const body = new URLSearchParams({ client_id: this.app.clientId, ...fields });
    if (this.app.clientSecret && !fields.client_secret) body.set("client_secret", this.app.clientSecret);
    const request = new Request(`${ORIGIN}/auth/${this.environmentKey}${path}`, { method: "POST", body });
    const answer = await handleProtocolRequest(request, this.environmentKey);
    const text = await answer.text();
    return { status: answer.status, body: text.startsWith("{") ? JSON.parse(text) : {} };
  }

  redeem(code: string | null, verifier: string): Promise<TokenAnswer> {
    return this.post("/oauth2/token", {
      grant_type: "authorization_code",
      code: code ?? "",
      code_verifier: verifier,
      redirect_uri: this.callback,
    });
  }

  refresh(token: unknown): Promise<TokenAnswer> {
    return this.post("/oauth2/token", { grant_type: "refresh_token", refresh_token: String(token) });
  }

  /** Signs in and redeems the code. */
  async signIn(userId: string | null, extra: Record<string, string> = {}): Promise<TokenAnswer> {
    const { code, verifier } = await this.authorize(userId, extra);
    return this.redeem(code, verifier);
  }

  async profile(token: unknown): Promise<TokenAnswer> {
    const answer = await this.visit("/oauth2/v2/user_profile", {
      headers: { authorization: `Bearer ${token}`, accept: "application/json" },
    });
    return { status: answer.status, body: await answer.json() };
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}

/** The claims of a JSON Web Token, unverified. */
export function claimsIn(token: unknown): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString("utf8"));
}
