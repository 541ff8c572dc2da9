import { describe, expect, test } from "vitest";
import { domainList } from "./domain-list";
import { domainOf, toDomain } from "./email-domain";

describe("domainList", () => {
  test("takes lines and commas, each domain once, in the form in which it is compared", () => {
    const typed = " Example.COM, @acme.example\nexample.com.;münchen.de 例え.jp";
    expect(domainList.parse(typed)).toEqual([
      "example.com",
      "acme.example",
      "xn--mnchen-3ya.de",
      "xn--r8jz45g.jp",
    ]);
    expect(domainList.parse("  \n ")).toEqual([]);
  });

  test.each([
    ["com", "belongs to everybody"],
    ["co.uk", "belongs to everybody"],
    ["ada@example.com", "email address"],
    ["https://example.com", "is not a domain"],
    ["example.com/path", "is not a domain"],
    ["*.example.com", "is not a domain"],
    ["exa_mple.com", "is not a domain"],
    ["-a.com", "is not a domain"],
    ["192.168.0.1", "is not a domain"],
    ["a..com", "is not a domain"],
    ["\0.com", "is not a domain"],
    ["%41.com", "is not a domain"],
    [`${"a".repeat(64)}.com`, "is not a domain"],
  ])("refuses %j, and says why", (typed, why) => {
    const result = domainList.safeParse(`example.com ${typed}`);
    expect(result.error?.issues.map(({ message }) => message)).toEqual([expect.stringContaining(why)]);
  });

  test("names a line without any domain as a whole", () => {
    const result = domainList.safeParse("example.com\n not a domain \nacme.example com");
    expect(result.error?.issues.map(({ message }) => message)).toEqual([
      "not a domain is not a domain, such as example.com.",
      expect.stringContaining("com belongs to everybody"),
    ]);
  });

  test("takes 100 and no more", () => {
    const domains = (count: number) => Array.from({ length: count }, (_, at) => `d${at}.example`).join("\n");
    expect(domainList.parse(domains(100))).toHaveLength(100);
    expect(domainList.safeParse(domains(101)).success).toBe(false);
  });
});

describe("domainOf", () => {
  test.each([
    ["Ada@Example.COM", "example.com"],
    ["ada@münchen.de", "xn--mnchen-3ya.de"],
    ['"a@b"@acme.example', "acme.example"],
    ["ada@example.com.evil.example", "example.com.evil.example"],
    ["ada", null],
    ["ada@", null],
    ["ada@exam ple.com", null],
  ])("%s", (email, domain) => expect(domainOf(email)).toBe(domain));

  test("a letter of another script that looks the same is another domain", () => {
    expect(toDomain("exаmple.com")).not.toBe("example.com");
  });
});
