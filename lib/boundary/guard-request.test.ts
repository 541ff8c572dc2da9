import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/core/env";
import { guardRequest } from "./guard-request";

// Answers with the headers that a page or handler would see.
const server = createServer((request, response) => {
  if (guardRequest(request, response)) response.end(JSON.stringify(request.headers));
});
let origin = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

describe("guardRequest", () => {
  it("gives every answer its id, its policy and the headers of security", async () => {
    const answer = await fetch(`${origin}/production/users?q=a`);
    const seen = await answer.json();
    expect(answer.headers.get("x-frame-options")).toBe("DENY");
    expect(answer.headers.get("referrer-policy")).toBe("same-origin");
    expect(answer.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(answer.headers.get("content-security-policy")).toContain(`'nonce-${seen["x-nonce"]}'`);
    expect(seen["content-security-policy"]).toBe(answer.headers.get("content-security-policy"));
    expect(seen["x-request-id"]).toBe(answer.headers.get("x-request-id"));
    expect(seen["x-gatehouse-path"]).toBe("/production/users?q=a");
  });

  it("takes nothing from outside that is ours alone, and notes the peer's address last", async () => {
    const answer = await fetch(`${origin}/auth/production/sign-in`, {
      headers: {
        "x-nonce": "mine",
        "x-request-id": "mine",
        "x-gatehouse-x": "mine",
        "x-forwarded-for": "9.9.9.9",
      },
    });
    const seen = await answer.json();
    expect([seen["x-nonce"], seen["x-request-id"]]).not.toContain("mine");
    expect(seen["x-gatehouse-x"]).toBeUndefined();
    expect(seen["x-forwarded-for"]).toMatch(/^9\.9\.9\.9, .*127\.0\.0\.1$/);
    expect(answer.headers.get("cross-origin-opener-policy")).toBeNull();
  });

  it("refuses a write of another origin, whatever detour its path takes", async () => {
    const post = (path: string, from: string) =>
      fetch(origin + path, { method: "POST", headers: { origin: from } }).then(({ status }) => status);
    expect(await post("/auth/production/password/submit", "https://evil.example")).toBe(403);
    expect(await post("/api/v1/%2e%2e/%2e%2e/production/users", "https://evil.example")).toBe(403);
    expect(await post("//api/v1/users", "https://evil.example")).toBe(403);
    expect(await post("/auth/production/oauth2/token", "https://app.example")).toBe(200);
    expect(await post("/auth/production/password/submit", new URL(env().BASE_URL).origin)).toBe(200);
  });

  it("refuses a path that nobody can decode", async () => {
    for (const path of ["/%E0%A4%A", "/%", "/production/%zz/users"]) {
      expect((await fetch(origin + path)).status, path).toBe(400);
    }
    expect((await fetch(`${origin}/production/users/%00?q=%E0`)).status).toBe(200);
  });
});
