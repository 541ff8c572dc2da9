import { createEveryPage, type EveryPage } from "./every-page";
import { expect, test } from "./fixtures";
import { SESSION_COOKIE, startStaffSession } from "./staff-session";

const FOREIGN: Record<string, string>[] = [
  { origin: "https://evil.example" },
  { origin: "null" },
  { "sec-fetch-site": "same-site" },
];

let every: EveryPage;
let cookie: string;

test.beforeAll(async () => {
  every = await createEveryPage();
  cookie = `${SESSION_COOKIE}=${(await startStaffSession("owner")).cookie}`;
});

test("every page has a policy under which only its own scripts run, and cannot be framed", async ({
  app,
}) => {
  const nonces = new Set<string>();
  const paths = every.paths;
  expect(paths.length).toBeGreaterThan(5);
  for (const path of [...paths, "/nothing/here/at-all"]) {
    const response = await fetch(app.url + path, { headers: { cookie }, redirect: "manual" });
    expect(response.status, path).toBeLessThan(500);
    const policy = response.headers.get("content-security-policy") ?? "";
    const [, nonce = ""] = /script-src 'self' 'nonce-([\w+/=]{20,})' 'strict-dynamic';/.exec(policy) ?? [];
    expect(nonce, path).not.toBe("");
    nonces.add(nonce);
    for (const part of ["frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"]) {
      expect(policy, path).toContain(part);
    }
    expect(policy, path).not.toContain("'unsafe-eval'");
    expect(policy.replace("style-src-attr 'unsafe-inline'", ""), path).not.toContain("unsafe-inline");
    expect(response.headers.get("referrer-policy"), path).toBe("same-origin");
    expect(response.headers.get("x-content-type-options"), path).toBe("nosniff");
    const html = await response.text();
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) {
      expect(tag, path).toContain(`nonce="${nonce}"`);
    }
    expect(html, path).not.toMatch(/\son\w+="|href="javascript:/);
  }
  expect(nonces.size).toBe(paths.length + 1);
});

test("the browser finds nothing on any page that the policy forbids", async ({ app, context }) => {
  test.setTimeout(180_000);
  await context.addCookies([
    { name: SESSION_COOKIE, value: cookie.split("=").slice(1).join("="), url: app.url },
  ]);
  const broken: string[] = [];
  const paths = [...every.paths];
  // In three tabs, because each page is waited for until it has been quiet for a while.
  const lane = async () => {
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) broken.push(`${page.url()}: ${message.text()}`);
    });
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
    }
  };
  await Promise.all([lane(), lane(), lane()]);
  expect(broken).toEqual([]);
});

test("no page of the dashboard shows anything to a stranger", async ({ app }) => {
  for (const path of every.paths) {
    if (!path.startsWith(`/${every.environmentKey}`)) continue;
    const response = await fetch(app.url + path, { redirect: "manual" });
    const html = await response.text();
    const location = response.headers.get("location") ?? "";
    const isSentAway = location.includes("/sign-in?callbackUrl=") || html.includes("/sign-in?callbackUrl=");
    expect(isSentAway, path).toBe(true);
    expect(html, path).not.toContain("Kiri");
  }
  for (const path of ["search?q=kiri", "settings/audit-log/export"]) {
    const response = await fetch(`${app.url}/${every.environmentKey}/${path}`, { redirect: "manual" });
    expect(response.status, path).toBe(401);
  }
});

test("a form of another site is refused", async ({ app }) => {
  for (const path of ["/sign-out", "/setup/submit", `/auth/${every.environmentKey}/sign-in/submit`]) {
    for (const headers of FOREIGN) {
      const response = await fetch(app.url + path, {
        method: "POST",
        headers: { cookie, "content-type": "application/x-www-form-urlencoded", ...headers },
        body: "a=b",
        redirect: "manual",
      });
      expect(response.status, path).toBe(403);
    }
  }
});

test("nobody is sent to another site", async ({ app }) => {
  const evil = ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"];
  const routes = [
    (to: string) => `/sign-in?callbackUrl=${encodeURIComponent(to)}`,
    (to: string) => `/auth/${every.environmentKey}/logout?post_logout_redirect_uri=${encodeURIComponent(to)}`,
    (to: string) => `/auth/${every.environmentKey}/logout?redirect=${encodeURIComponent(to)}`,
    (to: string) =>
      `/auth/${every.environmentKey}/oauth2/auth?client_id=gatehouse-dashboard&response_type=code&scope=openid&redirect_uri=${encodeURIComponent(to)}`,
  ];
  for (const to of evil) {
    for (const route of routes) {
      const response = await fetch(app.url + route(to), { headers: { cookie }, redirect: "manual" });
      const location = response.headers.get("location");
      const target = location === null ? null : new URL(location, app.url);
      expect(target?.origin ?? app.url, route(to)).toBe(app.url);
      // Where next-auth will go after the sign-in: kept in a cookie until then.
      for (const set of response.headers.getSetCookie()) {
        const kept = /callback-url=([^;]*)/.exec(decodeURIComponent(set))?.[1];
        if (kept !== undefined) expect(new URL(kept, app.url).origin, route(to)).toBe(app.url);
      }
    }
  }
});

test("of next-auth only the way back from the issuer is there", async ({ app }) => {
  const endpoints = [
    "signin",
    "signin/gatehouse",
    "signout",
    "session",
    "csrf",
    "providers",
    "verify-request",
  ];
  for (const endpoint of endpoints) {
    const { status } = await fetch(`${app.url}/api/auth/${endpoint}`, { headers: { cookie } });
    expect(status, endpoint).toBe(404);
  }
  const signOut = { method: "POST", headers: { cookie, origin: app.url } };
  expect((await fetch(`${app.url}/api/auth/signout`, signOut)).status).toBe(405);
});

test("no absurd request breaks a page or an endpoint", async ({ app }) => {
  const hosted = `/auth/${every.environmentKey}`;
  const [authorize = ""] = every.paths;
  const addresses = [
    ...["sign-in", "mfa", "organization", "code", "finish"].map((page) => `${hosted}/${page}?flow=%00`),
    ...["client_id=%00", "redirect=%00", "client_id=a&post_logout_redirect_uri=%00"].map(
      (query) => `${hosted}/logout?${query}`,
    ),
    ...["state=%00", "login_hint=%00", "org_code=%00"].map((query) => `${authorize}&${query}`),
    "/%E0%A4%A",
  ];
  for (const address of addresses) {
    const { status } = await fetch(app.url + address, { headers: { cookie } });
    expect(status, address).toBeLessThan(500);
  }
  for (const body of [
    "grant_type=refresh_token&refresh_token=%00&client_id=%00",
    "client_id=%00&token=%00",
  ]) {
    for (const endpoint of ["token", "revoke", "introspect"]) {
      const { status } = await fetch(`${app.url}${hosted}/oauth2/${endpoint}`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body,
      });
      expect(status, `${endpoint} ${body}`).toBeLessThan(500);
    }
  }
});
