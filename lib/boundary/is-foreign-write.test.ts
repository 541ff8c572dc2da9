import { describe, expect, it } from "vitest";
import { isForeignWrite } from "./is-foreign-write";

const OWN = "https://id.example.com";

function isForeign(path: string, headers: Record<string, string>, method = "POST"): boolean {
  return isForeignWrite({ method, headers: new Headers(headers) }, path, OWN);
}

describe("isForeignWrite", () => {
  it("lets our own pages and programs without an origin write", () => {
    expect(isForeign("/production/users", { origin: OWN, "sec-fetch-site": "same-origin" })).toBe(false);
    expect(isForeign("/production/users", {})).toBe(false);
  });

  it("refuses another origin, a sibling host, another port and an opaque origin", () => {
    for (const origin of [
      "https://evil.example",
      "https://id.example.com.evil.example",
      "https://www.example.com",
      "https://id.example.com:8443",
      "http://id.example.com",
      "null",
    ]) {
      expect(isForeign("/production/users", { origin }), origin).toBe(true);
    }
    expect(isForeign("/auth/production/sign-in/x", { "sec-fetch-site": "cross-site" })).toBe(true);
    expect(isForeign("/api/auth/signin/gatehouse", { "sec-fetch-site": "same-site" }, "DELETE")).toBe(true);
  });

  it("leaves reading and the protocol's own endpoints alone", () => {
    const foreign = { origin: "https://app.example", "sec-fetch-site": "cross-site" };
    expect(isForeign("/production/users", foreign, "GET")).toBe(false);
    for (const path of ["oauth2/token", "oauth2/revoke", "oauth2/introspect", "oauth2/v2/user_profile"]) {
      expect(isForeign(`/auth/production/${path}`, foreign), path).toBe(false);
    }
    for (const list of ["subscribers", "access-requests"]) {
      expect(isForeign(`/api/subscribe/production/${list}`, foreign)).toBe(false);
    }
    for (const path of ["subscribers/x", "users", "", "../production/subscribers"]) {
      expect(isForeign(`/api/subscribe/production/${path}`, foreign), path).toBe(true);
    }
    expect(isForeign("/production/users/subscribers", foreign)).toBe(true);
    expect(isForeign("/auth/production/subscribe/confirm/submit", foreign)).toBe(true);
    expect(isForeign("/auth/production/oauth2/token/../../sign-in", foreign)).toBe(true);
    expect(isForeign("/auth/production/sign-in/abc/password", foreign)).toBe(true);
  });
});
