import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { findCurrentPolicies } from "./find-current-policies";
import { getPolicyAcceptance } from "./get-policy-acceptance";
import { publishPolicy } from "./publish-policy";
import { updatePolicyAcceptanceInput } from "./schema";
import { updatePolicyAcceptance } from "./update-policy-acceptance";

const termsUrl = "https://example.com/terms";
const privacyUrl = "https://example.com/privacy";
const untouched = { terms: 0, privacy: 0, isShown: false };
const first = { termsUrl, privacyUrl, isShown: true, seen: untouched };

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  const events = async () =>
    (await db.auditEvent.findMany({ where: { environmentId: environment.id }, orderBy: { id: "asc" } })).map(
      ({ type, after, before }) => ({ type, ...(after && { after }), ...(before && { before }) }),
    );
  const current = async () =>
    (await findCurrentPolicies(environment.id)).map(({ kind, version, url }) => `${kind} ${version} ${url}`);
  return { environment, ctx, events, current };
}

describe("updatePolicyAcceptance", () => {
  it("publishes first versions, shows the checkbox and records each", async () => {
    const { ctx, events, current } = await setUp();
    await updatePolicyAcceptance(ctx, first);
    await updatePolicyAcceptance(ctx, first);
    expect(await current()).toEqual([`terms 1 ${termsUrl}`, `privacy 1 ${privacyUrl}`]);
    expect(await events()).toEqual([
      { type: "policy.published", after: { policy: "terms", version: 1, url: termsUrl } },
      { type: "policy.published", after: { policy: "privacy", version: 1, url: privacyUrl } },
      {
        type: "environment.updated",
        before: { isPolicyAcceptanceShown: false },
        after: { isPolicyAcceptanceShown: true },
      },
    ]);
  });

  it("makes a new version of another address, and takes an emptied one away", async () => {
    const { ctx, events, current } = await setUp();
    await updatePolicyAcceptance(ctx, first);
    const moved = "https://example.com/legal";
    const seen = { terms: 1, privacy: 1, isShown: true };
    await updatePolicyAcceptance(ctx, { termsUrl: moved, privacyUrl: "", isShown: true, seen });
    expect(await current()).toEqual([`terms 2 ${moved}`]);
    expect((await events()).slice(3)).toEqual([
      { type: "policy.published", after: { policy: "terms", version: 2, url: moved } },
      { type: "policy.withdrawn", before: { policy: "privacy", version: 1, url: privacyUrl } },
    ]);
    const later = { terms: 2, privacy: 0, isShown: true };
    // What was taken away and comes back is asked for anew.
    await updatePolicyAcceptance(ctx, { termsUrl: moved, privacyUrl, isShown: true, seen: later });
    expect(await current()).toEqual([`terms 2 ${moved}`, `privacy 2 ${privacyUrl}`]);
  });

  it("asks for nothing while the checkbox is off", async () => {
    const { ctx, current } = await setUp();
    await updatePolicyAcceptance(ctx, { ...first, isShown: false });
    expect(await current()).toEqual([]);
    expect((await getPolicyAcceptance(ctx)).current.terms).toMatchObject({ version: 1, url: termsUrl });
  });

  it("refuses who may not", async () => {
    const { environment, current } = await setUp();
    for (const role of ["auditor", "support"] as const) {
      const ctx = await contextFor({ role, environment });
      await expect(updatePolicyAcceptance(ctx, first)).rejects.toMatchObject({ code: "forbidden" });
      const publication = { kind: "terms", seenVersion: 0 } as const;
      await expect(publishPolicy(ctx, publication)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await current()).toEqual([]);
  });

  it("lets one of two admins win who save at once, and tells the other", async () => {
    const { ctx, events, current } = await setUp();
    const saves = ["https://example.com/a", "https://example.com/b"].map((url) =>
      updatePolicyAcceptance(ctx, { ...first, termsUrl: url, privacyUrl: "" }),
    );
    const results = await Promise.allSettled(saves);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "conflict" });
    expect(await current()).toHaveLength(1);
    expect(await events()).toHaveLength(2);
  });

  it("takes web addresses over https alone, and at least one while the checkbox is shown", () => {
    const flawOf = (url: string) =>
      updatePolicyAcceptanceInput.safeParse({ ...first, termsUrl: url }).error?.issues[0]?.message;
    expect(flawOf(" https://example.com/terms?v=2#top ")).toBeUndefined();
    expect(flawOf("http://localhost:3000/terms")).toBeUndefined();
    for (const bad of [
      "javascript:alert(1)",
      "https://x.example/\ud83d",
      "JaVaScRiPt://example.com/%0aalert(1)",
      "data:text/html,x",
      "http://example.com/terms",
      "//example.com/terms",
      "/terms",
      "https://",
      "https://user:secret@example.com/terms",
      "https://example.com/a b",
      "https://example.com/\u202etxt",
      `https://example.com/${"a".repeat(1000)}`,
    ]) {
      expect(flawOf(bad), bad).toEqual(expect.any(String));
    }
    const none = { ...first, termsUrl: "", privacyUrl: "" };
    expect(updatePolicyAcceptanceInput.safeParse(none).error?.issues[0]?.path).toEqual(["termsUrl"]);
    expect(updatePolicyAcceptanceInput.safeParse({ ...none, isShown: false }).success).toBe(true);
  });
});

describe("publishPolicy", () => {
  it("publishes the next version at the same address and records it", async () => {
    const { ctx, events, current } = await setUp();
    await updatePolicyAcceptance(ctx, first);
    await publishPolicy(ctx, { kind: "terms", seenVersion: 1 });
    expect(await current()).toEqual([`terms 2 ${termsUrl}`, `privacy 1 ${privacyUrl}`]);
    expect((await events()).at(-1)).toEqual({
      type: "policy.published",
      after: { policy: "terms", version: 2, url: termsUrl },
    });
    const { versions } = await getPolicyAcceptance(ctx);
    expect(versions.map(({ kind, version, isCurrent }) => [kind, version, isCurrent])).toEqual([
      ["terms", 2, true],
      ["privacy", 1, true],
      ["terms", 1, false],
    ]);
    expect(versions[0]?.publishedBy).toBe(ctx.actor.name);
  });

  it("publishes once of two at once", async () => {
    const { ctx, current } = await setUp();
    await updatePolicyAcceptance(ctx, first);
    const publication = { kind: "terms", seenVersion: 1 } as const;
    const results = await Promise.allSettled([
      publishPolicy(ctx, publication),
      publishPolicy(ctx, publication),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await current())[0]).toBe(`terms 2 ${termsUrl}`);
  });

  it("refuses where there is no such policy, and knows its own environment only", async () => {
    const { ctx } = await setUp();
    await updatePolicyAcceptance(ctx, first);
    const other = await setUp();
    const publication = publishPolicy(other.ctx, { kind: "terms", seenVersion: 0 });
    await expect(publication).rejects.toMatchObject({ code: "conflict" });
    expect((await getPolicyAcceptance(other.ctx)).versions).toEqual([]);
    expect(await other.current()).toEqual([]);
  });

  it("keeps no acceptance of an erased user", async () => {
    const { ctx, environment } = await setUp();
    await updatePolicyAcceptance(ctx, first);
    const user = await createUserRow({ environmentId: environment.id });
    const [policy] = await findCurrentPolicies(environment.id);
    const acceptance = { userId: user.id, policyVersionId: policy?.id ?? "", acceptedAt: new Date() };
    await db.policyAcceptance.create({ data: acceptance });
    await db.user.delete({ where: { id: user.id } });
    expect(await db.policyAcceptance.count({ where: { userId: user.id } })).toBe(0);
  });
});
