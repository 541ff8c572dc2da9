import { describe, expect, it } from "vitest";
import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { findEvent } from "./find-event";

describe("findEvent", () => {
  it("gives everything an event holds, what changed line by line", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "support", environment });
    const user = await createUserRow({ environmentId: environment.id });
    const id = await db.$transaction((tx) =>
      recordEvent(tx, ctx, {
        type: "user.updated",
        target: { type: "user", id: user.id },
        reason: "Typing mistake",
        before: { lastName: "Okafr", isTest: false, phone: null },
        after: { lastName: "Okafor", isTest: true, phone: "+64 21 000 000" },
      }),
    );
    expect(await findEvent(ctx, id)).toMatchObject({
      label: "User updated",
      reason: "Typing mistake",
      requestId: ctx.request.id,
      userAgent: ctx.request.userAgent,
      target: { type: "user", id: user.id },
      changes: expect.arrayContaining([
        { field: "Last name", before: "Okafr", after: "Okafor" },
        { field: "Is test", before: "No", after: "Yes" },
        { field: "Phone", before: null, after: "+64 21 000 000" },
      ]),
    });
  });

  it("calls a field as other screens do", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "support", environment });
    const change = { before: { externalId: null }, after: { externalId: "CRM-9001" } };
    const id = await db.$transaction((tx) =>
      recordEvent(tx, ctx, { type: "organization.updated", ...change }),
    );
    expect(await findEvent(ctx, id)).toMatchObject({
      changes: [{ field: "External organization ID", before: null, after: "CRM-9001" }],
    });
  });

  it("knows no event of another environment, no unknown one and no malformed id", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "owner", environment });
    const elsewhere = await contextFor({ role: "owner", environment: await createTestEnvironment() });
    const id = await db.$transaction((tx) => recordEvent(tx, elsewhere, { type: "user.created" }));
    for (const asked of [id, newId(), "'; drop", ""]) expect(await findEvent(ctx, asked)).toBeNull();
  });
});
