import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { createSubscriberRow } from "@/prisma/create-subscriber-row";
import { createTestEnvironment, userContext } from "@/prisma/factories";
import { confirmSubscription } from "./confirm-subscription";
import { DIFFICULTY, issueChallenge } from "./issue-challenge";
import type { SubscriberKind } from "./schema";
import { subscribe } from "./subscribe";

const origin = "https://shop.example";
let count = 0;

async function setUp(form: { isDoubleOptIn?: boolean; kind?: SubscriberKind } = {}) {
  const { isDoubleOptIn = false, kind = "subscriber" } = form;
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  await db.subscriptionForm.create({
    data: { environmentId, kind, allowedOrigins: [origin], isDoubleOptIn },
  });
  const ctx = userContext(environment, null);
  // An address of its own for each test that counts, as each visitor has.
  const visitor = { ...ctx, request: { ...ctx.request, ip: `203.0.113.${++count % 250}` } };
  const fill = (fields: Partial<Parameters<typeof subscribe>[1]> = {}) => ({
    kind,
    origin,
    firstName: "Ana",
    lastName: "",
    email: "ana@example.com",
    website: "",
    ...(fields.challenge === undefined ? solved({ environmentId, kind }) : { challenge: "", solution: "" }),
    ...fields,
  });
  return { environment, environmentId, ctx: visitor, fill };
}

function solved(form: Parameters<typeof issueChallenge>[0], now?: number) {
  const { challenge } = issueChallenge(form, now);
  for (let number = 0; ; number++) {
    const hash = createHash("sha256").update(`${challenge}:${number}`).digest();
    if (Math.clz32(hash.readUInt32BE()) >= DIFFICULTY) return { challenge, solution: String(number) };
  }
}

const rowsOf = (environmentId: string) => db.subscriber.findMany({ where: { environmentId } });
const mailsOf = (environmentId: string) =>
  db.outboxMessage.findMany({ where: { environmentId }, orderBy: { id: "asc" } });
const eventsOf = async (environmentId: string) =>
  (await db.auditEvent.findMany({ where: { environmentId }, orderBy: { id: "asc" } })).map(
    ({ type }) => type,
  );
const tokenOf = (mail: { text: string | null } | undefined) =>
  /token=(\w+)/.exec(mail?.text ?? "")?.[1] ?? "";

describe("subscribe", () => {
  test("puts the address on the list, with where it came from, and records it", async () => {
    const { environmentId, ctx, fill } = await setUp();
    await subscribe(ctx, fill());
    expect(await rowsOf(environmentId)).toMatchObject([
      {
        email: "ana@example.com",
        firstName: "Ana",
        status: "confirmed",
        source: origin,
        emailProvenAt: null,
      },
    ]);
    expect(await eventsOf(environmentId)).toEqual(["subscriber.created"]);
    expect(await mailsOf(environmentId)).toEqual([]);
  });

  test.each([
    ["another site", { origin: "https://evil.example" }],
    ["another port of the site", { origin: `${origin}:8443` }],
    ["a sandboxed page", { origin: "null" }],
    ["no site", { origin: null }],
    ["the other list, whose form is closed", { kind: "access_request" as const }],
  ])("refuses %s", async (_, change) => {
    const { environmentId, ctx, fill } = await setUp();
    await expect(subscribe(ctx, fill(change))).rejects.toMatchObject({ code: "forbidden" });
    expect(await rowsOf(environmentId)).toEqual([]);
  });

  test("answers the same for an address that is on the list, and changes nothing", async () => {
    const { environmentId, ctx, fill } = await setUp({ isDoubleOptIn: true });
    await createSubscriberRow({ environmentId, email: "Ana@example.com", firstName: "Before" });
    expect(await subscribe(ctx, fill())).toBe(await subscribe(ctx, fill({ email: "new@example.com" })));
    const rows = await rowsOf(environmentId);
    expect(rows.find(({ email }) => email === "Ana@example.com")).toMatchObject({ firstName: "Before" });
    expect((await mailsOf(environmentId)).map(({ recipient }) => recipient)).toEqual(["new@example.com"]);
  });

  test("of two with one address at once one row comes to be", async () => {
    const { environmentId, ctx, fill } = await setUp();
    await Promise.all([subscribe(ctx, fill()), subscribe(ctx, fill())]);
    expect(await rowsOf(environmentId)).toHaveLength(1);
    expect(await eventsOf(environmentId)).toEqual(["subscriber.created"]);
  });

  test("takes a solved puzzle once; none, a wrong, an old or another form's never", async () => {
    const { environmentId, ctx, fill } = await setUp();
    const once = fill();
    await subscribe(ctx, once);
    const kind = "subscriber";
    const other = (await setUp()).environmentId;
    const bad = [
      { challenge: once.challenge, solution: once.solution },
      { challenge: "", solution: "" },
      { challenge: issueChallenge({ environmentId, kind }).challenge, solution: "not a number" },
      { challenge: once.challenge.replace(/.$/, (last) => (last === "0" ? "1" : "0")), solution: "1" },
      solved({ environmentId, kind }, Date.now() - 11 * 60 * 1000),
      solved({ environmentId, kind: "access_request" }),
      solved({ environmentId: other, kind }),
    ];
    for (const proof of bad) {
      const attempt = subscribe(ctx, fill({ ...proof, email: "second@example.com" }));
      await expect(attempt).rejects.toMatchObject({ code: "validation" });
    }
    expect(await rowsOf(environmentId)).toHaveLength(1);
  });

  test("a program that fills in the hidden field learns nothing, and is not kept", async () => {
    const { environmentId, ctx, fill } = await setUp();
    await subscribe(ctx, fill({ website: "https://spam.example" }));
    expect(await rowsOf(environmentId)).toEqual([]);
  });

  test("refuses a flood from one address, however many at once", async () => {
    const { environmentId, ctx, fill } = await setUp();
    const attempts = Array.from({ length: 30 }, (_, i) =>
      subscribe(ctx, fill({ email: `flood-${i}@example.com`, challenge: "", solution: "" })),
    );
    const codes = (await Promise.allSettled(attempts)).map((result) =>
      result.status === "rejected" ? result.reason.code : "done",
    );
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(10);
    await expect(subscribe(ctx, fill())).rejects.toMatchObject({ code: "rate_limited" });
    expect(await rowsOf(environmentId)).toEqual([]);
  });
});

describe("double opt-in", () => {
  test("the link in the mail, once opened and confirmed, puts the address on the list", async () => {
    const { environment, environmentId, ctx, fill } = await setUp({ isDoubleOptIn: true });
    await subscribe(ctx, fill({ firstName: "Buy http://spam.example" }));
    expect(await rowsOf(environmentId)).toMatchObject([{ status: "pending" }]);
    const [mail] = await mailsOf(environmentId);
    expect(mail?.recipient).toBe("ana@example.com");
    expect(`${mail?.text}${mail?.html}`).not.toContain("spam.example");
    const token = tokenOf(mail);
    const [row] = await rowsOf(environmentId);
    expect(JSON.stringify(row)).not.toContain(token);

    const elsewhere = userContext(await createTestEnvironment(), null);
    await expect(confirmSubscription(elsewhere, { token })).rejects.toMatchObject({ code: "not_found" });
    await confirmSubscription(userContext(environment, null), { token });
    expect(await rowsOf(environmentId)).toMatchObject([
      { status: "confirmed", emailProvenAt: expect.any(Date), confirmTokenHash: null },
    ]);
    expect(await eventsOf(environmentId)).toEqual(["subscriber.created", "subscriber.confirmed"]);
  });

  test("of two clicks at once one confirms; a used, expired or made-up token never does", async () => {
    const { environment, environmentId } = await setUp();
    const ctx = userContext(environment, null);
    const pending = {
      environmentId,
      status: "pending",
      confirmTokenExpiresAt: new Date(Date.now() + 60_000),
    } as const;
    await createSubscriberRow({ ...pending, confirmToken: "good" });
    await createSubscriberRow({ ...pending, confirmToken: "old", confirmTokenExpiresAt: new Date() });
    const results = await Promise.allSettled([1, 2].map(() => confirmSubscription(ctx, { token: "good" })));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const token of ["good", "old", "made-up", ""]) {
      await expect(confirmSubscription(ctx, { token })).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await eventsOf(environmentId)).toEqual(["subscriber.confirmed"]);
  });

  test("who asks again gets a new link, three times at most; the earlier one is void", async () => {
    const { environment, environmentId, ctx, fill } = await setUp({ isDoubleOptIn: true });
    for (let i = 0; i < 5; i++) await subscribe(ctx, fill());
    const mails = await mailsOf(environmentId);
    expect(mails).toHaveLength(3);
    const visitor = userContext(environment, null);
    await expect(confirmSubscription(visitor, { token: tokenOf(mails[0]) })).rejects.toMatchObject({
      code: "not_found",
    });
    await confirmSubscription(visitor, { token: tokenOf(mails[2]) });
    await subscribe(ctx, fill());
    expect(await mailsOf(environmentId)).toHaveLength(3);
  });

  test("switched off, a new subscription puts who still waited on the list", async () => {
    const { environmentId, ctx, fill } = await setUp();
    await createSubscriberRow({ environmentId, status: "pending", email: "ana@example.com" });
    await subscribe(ctx, fill());
    expect(await rowsOf(environmentId)).toMatchObject([{ status: "confirmed", emailProvenAt: null }]);
  });
});
