import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

const KEYS = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
const [OWN_KEY, OTHER_KEY] = KEYS;

export const TEST_CLIENT = { clientId: "gatehouse-at-test", clientSecret: "not-a-secret-of-tests" };

type Grant = { nonce: string; challenge: string; redirectUri: string; person: Person };
export type Person = { sub: string; [claim: string]: unknown };

/** What such an issuer is to do wrong. */
export type IssuerFlaws = {
  /** In place of what stands in the discovery document; undefined takes it out. */
  document?: Record<string, unknown>;
  /** In place of what stands in the ID token. */
  token?: Record<string, unknown>;
  isSignedByOther?: boolean;
  /** In the answer to the browser. */
  iss?: string;
  error?: string;
  /** Of the token endpoint. */
  status?: number;
  /** What happens while the code is being traded. */
  meanwhile?: () => Promise<unknown>;
};

/** An OpenID Connect provider for tests: whoever comes is `person`, at once, and it does wrong what it is told to. */
export class TestIssuer {
  person: Person = { sub: "somebody" };
  flaws: IssuerFlaws = {};
  /** The requests that came, without their parameters. */
  readonly seen: string[] = [];
  private readonly grants = new Map<string, Grant>();
  private server: Server | undefined;
  url = "";

  static async start(): Promise<TestIssuer> {
    const issuer = new TestIssuer();
    const server = createServer((request, response) => {
      issuer.answer(request, response).catch(() => response.writeHead(500).end());
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const address = server.address();
    issuer.server = server;
    issuer.url = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
    return issuer;
  }

  stop(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  /** What a browser does with an address that it is sent to: gives where it comes back to. */
  visit(address: string): URL {
    const sent = new URL(address).searchParams;
    const back = new URL(sent.get("redirect_uri") ?? "");
    back.searchParams.set("state", sent.get("state") ?? "");
    back.searchParams.set("iss", this.flaws.iss ?? this.url);
    if (this.flaws.error) {
      back.searchParams.set("error", this.flaws.error);
      return back;
    }
    const code = randomBytes(16).toString("hex");
    this.grants.set(code, {
      nonce: sent.get("nonce") ?? "",
      challenge: sent.get("code_challenge") ?? "",
      redirectUri: sent.get("redirect_uri") ?? "",
      person: this.person,
    });
    back.searchParams.set("code", code);
    return back;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", this.url);
    this.seen.push(`${request.method} ${pathname}`);
    const send = (body: unknown, status = 200) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (pathname === "/.well-known/openid-configuration") return void send(this.document());
    if (pathname === "/jwks") {
      return void send({ keys: [{ ...(await exportJWK(OWN_KEY.publicKey)), kid: "own", alg: "RS256" }] });
    }
    if (pathname === "/authorize") {
      const location = this.visit(`${this.url}${request.url}`).href;
      return void response.writeHead(302, { location }).end();
    }
    if (pathname !== "/token") return void send({}, 404);
    await this.flaws.meanwhile?.();
    if (this.flaws.status) return void send({ error: "server_error" }, this.flaws.status);
    const form = new URLSearchParams(await readBody(request));
    const grant = this.grants.get(form.get("code") ?? "");
    this.grants.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isRight =
      grant?.challenge === challenge &&
      grant.redirectUri === form.get("redirect_uri") &&
      isOwnClient(request.headers.authorization);
    if (!grant || !isRight) return void send({ error: "invalid_grant" }, 400);
    send({ access_token: "an access token", token_type: "Bearer", id_token: await this.idToken(grant) });
  }

  private document(): Record<string, unknown> {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      jwks_uri: `${this.url}/jwks`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      authorization_response_iss_parameter_supported: true,
      ...this.flaws.document,
    };
  }

  private idToken({ nonce, person }: Grant): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, exp: now + 300 };
    const claims = {
      iss: this.url,
      aud: TEST_CLIENT.clientId,
      nonce,
      ...times,
      ...person,
      ...this.flaws.token,
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: "own" })
      .sign(this.flaws.isSignedByOther ? OTHER_KEY.privateKey : OWN_KEY.privateKey);
  }
}

/** HTTP Basic, each part written as in a form (RFC 6749, 2.3.1). */
function isOwnClient(authorization = ""): boolean {
  const pair = Buffer.from(authorization.replace("Basic ", ""), "base64").toString("utf8").split(":");
  const [clientId, clientSecret] = pair.map(decodeURIComponent);
  return clientId === TEST_CLIENT.clientId && clientSecret === TEST_CLIENT.clientSecret;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString("utf8");
}
