import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";
import { securityHeaders } from "./security-headers";

describe("securityHeaders", () => {
  it("asks browsers to stay on https, where that is how they came", () => {
    const { "strict-transport-security": hsts } = securityHeaders("id", { isHttps: true });
    expect(hsts).toBe("max-age=63072000; includeSubDomains");
    expect(securityHeaders("id", { isHttps: false })).not.toHaveProperty("strict-transport-security");
  });
});

describe("contentSecurityPolicy", () => {
  it("lets forms of the dashboard post only here, and hosted ones end at the application", () => {
    expect(contentSecurityPolicy("n", { isHosted: false })).toContain("form-action 'self'");
    expect(contentSecurityPolicy("n", { isHosted: true })).not.toContain("form-action");
  });

  it("never allows inline scripts or style elements without the nonce", () => {
    const policy = contentSecurityPolicy("abc", { isHosted: true });
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).toContain("style-src 'self' 'nonce-abc';");
  });
});
