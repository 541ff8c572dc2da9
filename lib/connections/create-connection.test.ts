import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decrypt } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { newConnectionKey } from "@/lib/core/ids";
import { createConnectionRow } from "@/prisma/create-connection-row";
import { contextFor, createOrganizationRow, createTestEnvironment } from "@/prisma/factories";
import { createConnection } from "./create-connection";
import { getConnection } from "./get-connection";
import { listConnections } from "./list-connections";
import { createConnectionInput } from "./schema";
import { TestIssuer } from "./test-issuer";

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await TestIssuer.start();
});
afterAll(() => issuer.stop());

const SECRET = "not-a-secret-of-tests";
const fresh = () => ({
  ...{ name: "Harbour SSO", issuer: issuer.url, clientId: "gatehouse", emailDomains: ["harbour.example"] },
  ...{ isShown: true, isJustInTime: true, isLinking: false, organizationId: "" },
  ...{ key: newConnectionKey(), clientSecret: SECRET },
});
const eventsOf = (id: string) => db.auditEvent.findMany({ where: { targetId: id }, orderBy: { id: "asc" } });

describe("createConnection", () => {
  it("keeps the secret encrypted, takes the issuer at its word, and records neither secret nor more", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "admin", environment });
    const organization = await createOrganizationRow({ environmentId: environment.id });
    const given = { ...fresh(), issuer: `${issuer.url}/`, organizationId: organization.id };
    const { id } = await createConnection(ctx, given);
    const row = await db.connection.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ issuer: issuer.url, isEnabled: true, organizationId: organization.id });
    expect(row.clientSecret).not.toContain(SECRET);
    expect(decrypt(row.clientSecret)).toBe(SECRET);
    const events = await eventsOf(id);
    expect(events).toMatchObject([{ type: "connection.created", after: { name: "Harbour SSO" } }]);
    expect(JSON.stringify(events)).not.toContain(SECRET);
    expect(JSON.stringify([await getConnection(ctx, id), await listConnections(ctx)])).not.toMatch(/ecret/);
  });

  it.each([
    ["there is no document", {}, "/nowhere", /no OpenID Connect discovery document/],
    [
      "the document is another issuer's",
      { document: { issuer: "https://else.example" } },
      "",
      /another issuer/,
    ],
    ["an endpoint is missing", { document: { jwks_uri: undefined } }, "", /no usable endpoints/],
    [
      "an endpoint is no web address",
      { document: { authorization_endpoint: "javascript:alert(1)" } },
      "",
      /no usable endpoints/,
    ],
  ])("says on the field when %s, and keeps nothing", async (_, flaws, path, words) => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "admin", environment });
    issuer.flaws = flaws;
    const created = createConnection(ctx, { ...fresh(), issuer: `${issuer.url}${path}` });
    await expect(created).rejects.toMatchObject({
      code: "validation",
      fields: { issuer: expect.stringMatching(words) },
    });
    issuer.flaws = {};
    expect(await db.connection.count({ where: { environmentId: environment.id } })).toBe(0);
  });

  it("says when nobody answers, or there is no such host", async () => {
    const ctx = await contextFor({ role: "admin", environment: await createTestEnvironment() });
    const gone = await TestIssuer.start();
    gone.stop();
    const refused = createConnection(ctx, { ...fresh(), issuer: gone.url });
    await expect(refused).rejects.toMatchObject({ fields: { issuer: /No secure connection/ } });
  });

  it("gives a domain to one connection of an environment, also of two at once", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "admin", environment });
    const results = await Promise.allSettled([
      createConnection(ctx, fresh()),
      createConnection(ctx, fresh()),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(createConnection(ctx, fresh())).rejects.toMatchObject({
      fields: { emailDomains: "harbour.example belongs to the connection Harbour SSO already." },
    });
    const elsewhere = await contextFor({ role: "admin", environment: await createTestEnvironment() });
    await createConnection(elsewhere, fresh());
  });

  it("refuses another environment's organization, and a key that is taken", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "admin", environment });
    const connection = await createConnectionRow({ environmentId: environment.id });
    const foreign = await createTestEnvironment();
    for (const organizationId of [foreign.organizationId, "'; drop"]) {
      const created = createConnection(ctx, { ...fresh(), emailDomains: [], organizationId });
      await expect(created).rejects.toMatchObject({ fields: { organizationId: expect.any(String) } });
    }
    const twice = createConnection(ctx, { ...fresh(), emailDomains: [], key: connection.key });
    await expect(twice).rejects.toMatchObject({ code: "conflict" });
  });

  it("refuses who may not, before anything is asked of the issuer", async () => {
    for (const role of ["support", "auditor"] as const) {
      const ctx = await contextFor({ role, environment: await createTestEnvironment() });
      const before = issuer.seen.length;
      await expect(createConnection(ctx, fresh())).rejects.toMatchObject({ code: "forbidden" });
      expect(issuer.seen).toHaveLength(before);
    }
  });

  it("takes what people paste, and refuses what is no issuer", () => {
    const parse = (issuerUrl: string) =>
      createConnectionInput.safeParse({ ...fresh(), emailDomains: "", issuer: issuerUrl });
    const pasted = parse(" https://login.example.com/.well-known/openid-configuration ");
    expect(pasted.data?.issuer).toBe("https://login.example.com");
    for (const bad of [
      "",
      "login",
      "ftp://x.example",
      "https://a:b@x.example",
      "https://x.example/?a=1",
      "javascript:1",
    ]) {
      expect(parse(bad).success).toBe(false);
    }
  });
});
