// A whole application that signs its users in through Gatehouse, with a standard client library and nothing else.
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import * as oidc from "openid-client";

const { ISSUER, CLIENT_ID, CLIENT_SECRET, PORT = "4000" } = process.env;
if (!ISSUER || !CLIENT_ID) {
  console.error("Set ISSUER and CLIENT_ID (and CLIENT_SECRET): see README.md beside this file.");
  process.exit(1);
}

const home = `http://localhost:${PORT}/`;
const callback = `${home}callback`;
const issuer = new URL(ISSUER);
const config = await oidc.discovery(issuer, CLIENT_ID, CLIENT_SECRET, undefined, {
  // Only for trying it on this machine: elsewhere an issuer without https is refused.
  execute: issuer.protocol === "http:" ? [oidc.allowInsecureRequests] : [],
});

type Session = {
  /** By state: every tab may begin a sign-in of its own. */
  started: Map<string, { verifier: string; nonce: string }>;
  tokens?: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;
  claims?: oidc.IDToken;
};
// In memory, because this is an example: every restart signs everybody out.
const sessions = new Map<string, Session>();

const routes: Record<string, (request: IncomingMessage, session: Session) => Promise<Answer> | Answer> = {
  "GET /": async (_request, session) => {
    const { claims } = session;
    if (!claims || !session.tokens) return signedOut("You are not signed in.");
    try {
      const { refresh_token } = session.tokens;
      if (session.tokens.expiresIn() === 0 && refresh_token) {
        session.tokens = await oidc.refreshTokenGrant(config, refresh_token);
      }
      // Asked on every page, so that what an admin does to the user has its effect at once.
      await oidc.fetchUserInfo(config, session.tokens.access_token, claims.sub);
    } catch (error) {
      const reason = refusalOf(error);
      if (!reason) throw error;
      forget(session);
      return signedOut(`Gatehouse ended this session: <strong>${escapeHtml(reason)}</strong>`);
    }
    return page(
      `<p>Signed in as <strong>${escapeHtml(claims.email ?? claims.sub)}</strong></p>
       <h2>Access</h2><pre>${escapeHtml(JSON.stringify(accessOf(session.tokens.access_token), null, 2))}</pre>
       <form method="post" action="/switch"><input name="org_code" aria-label="Organization code" placeholder="org_…">
       <button>Switch organization</button></form>
       <h2>ID token</h2><pre>${escapeHtml(JSON.stringify(claims, null, 2))}</pre>
       <p>The access token expires in ${escapeHtml(session.tokens.expiresIn() ?? 0)} seconds.</p>
       ${button("/profile", "Call user_profile")}${button("/refresh", "Refresh tokens")}${button("/sign-out", "Sign out")}`,
    );
  },
  // A product of many customers sends each to its own organization, by the code that it knows from its own data.
  "POST /sign-in": async (request, session) => start(session, await readForm(request)),
  "POST /sign-up": async (request, session) =>
    start(session, { ...(await readForm(request)), prompt: "create" }),
  // No password again: the session at Gatehouse stands, and only the organization is another one.
  "POST /switch": async (request, session) => start(session, await readForm(request)),
  "GET /callback": async (request, session) => {
    const url = new URL(request.url ?? "/", home);
    const state = url.searchParams.get("state") ?? "";
    const started = session.started.get(state);
    if (!started) return page("<p>This sign-in was not begun here.</p>", 400);
    session.started.delete(state);
    session.tokens = await oidc.authorizationCodeGrant(config, url, {
      pkceCodeVerifier: started.verifier,
      expectedState: state,
      expectedNonce: started.nonce,
    });
    session.claims = session.tokens.claims();
    return { status: 303, location: "/" };
  },
  "POST /profile": async (_request, { tokens, claims }) => {
    if (!tokens || !claims) return { status: 303, location: "/" };
    const profile = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
    return page(
      `<h2>user_profile</h2><pre>${escapeHtml(JSON.stringify(profile, null, 2))}</pre><a href="/">Back</a>`,
    );
  },
  "POST /refresh": async (_request, session) => {
    if (!session.tokens?.refresh_token) return { status: 303, location: "/" };
    session.tokens = await oidc.refreshTokenGrant(config, session.tokens.refresh_token);
    return page('<p>Tokens refreshed.</p><a href="/">Back</a>');
  },
  "POST /sign-out": (_request, session) => {
    const hint = session.tokens?.id_token;
    forget(session);
    if (!hint) return { status: 303, location: "/" };
    const url = oidc.buildEndSessionUrl(config, { id_token_hint: hint, post_logout_redirect_uri: home });
    return { status: 303, location: url.href };
  },
};

/** What the token says the user may do, and where. A real API checks the signature first; here it comes from the issuer. */
function accessOf(accessToken: string): Record<string, unknown> {
  const claims = JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString("utf8"));
  const { org_code, org_name, permissions, roles, feature_flags } = claims;
  return { org_code, org_name, permissions, roles, feature_flags };
}

/** The fields of a form that were filled in. */
async function readForm(request: IncomingMessage): Promise<Record<string, string>> {
  let body = "";
  for await (const chunk of request) body += chunk;
  const orgCode = new URLSearchParams(body).get("org_code")?.trim();
  return orgCode ? { org_code: orgCode } : {};
}

async function start(session: Session, extra: Record<string, string>): Promise<Answer> {
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const nonce = oidc.randomNonce();
  session.started.set(state, { verifier, nonce });
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: "openid profile email offline",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
    ...extra,
  });
  return { status: 303, location: url.href };
}

type Answer = { status: number; location?: string; body?: string };

function page(body: string, status = 200): Answer {
  const style =
    "body{font:16px/1.5 system-ui;max-width:40rem;margin:3rem auto;padding:0 1rem}pre{overflow:auto}form{display:inline}";
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Example shop</title>`;
  return {
    status,
    body: `<!doctype html><html lang="en">${head}<style>${style}</style><h1>Example shop</h1>${body}</html>`,
  };
}

function signedOut(text: string): Answer {
  return page(
    `<p>${text}</p>
     <form method="post" action="/sign-in">
       <p><input name="org_code" aria-label="Organization code" placeholder="org_… (optional)"></p>
       <button>Sign in</button> <button formaction="/sign-up">Create an account</button>
     </form>`,
  );
}

function forget(session: Session): void {
  session.tokens = undefined;
  session.claims = undefined;
}

/** The code with which Gatehouse refused (the user was suspended, the tokens were revoked …), or nothing. */
function refusalOf(error: unknown): string | undefined {
  if (error instanceof oidc.ResponseBodyError || error instanceof oidc.AuthorizationResponseError) {
    return error.error;
  }
  return error instanceof oidc.WWWAuthenticateChallengeError ? "invalid_token" : undefined;
}

function button(action: string, label: string): string {
  return `<form method="post" action="${action}"><button>${label}</button></form> `;
}

function escapeHtml(value: unknown): string {
  return String(value).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The session of this browser; a cookie names it. */
function sessionOf(request: IncomingMessage, response: ServerResponse): Session {
  const known = /(?:^|; )example-shop=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1];
  const id = known && sessions.has(known) ? known : randomUUID();
  const session = sessions.get(id) ?? { started: new Map() };
  sessions.set(id, session);
  response.setHeader("set-cookie", `example-shop=${id}; HttpOnly; SameSite=Lax; Path=/`);
  return session;
}

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? "/", home);
  const route = routes[`${request.method} ${pathname}`];
  let answer: Answer;
  try {
    answer = route ? await route(request, sessionOf(request, response)) : page("<p>Not found.</p>", 404);
  } catch (error) {
    const reason = refusalOf(error) ?? (error instanceof Error ? error.message : String(error));
    answer = page(
      `<p>Gatehouse said no: <strong>${escapeHtml(reason)}</strong></p><a href="/">Back</a>`,
      400,
    );
  }
  if (answer.location) response.setHeader("location", answer.location);
  response.writeHead(answer.status, { "content-type": "text/html; charset=utf-8" }).end(answer.body);
});

server.listen(Number(PORT), () => console.log(`Example shop: ${home}`));
