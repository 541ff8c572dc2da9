import { beforeAll, describe, expect, it } from "vitest";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { parseListParams } from "@/lib/core/list-params";
import {
  contextFor,
  createApplicationRow,
  createOrganizationRow,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
  type TestUser,
  userContext,
} from "@/prisma/factories";
import { listEvents } from "./list-events";
import { eventListSpec } from "./schema";

const ask = (query: string) => parseListParams(new URLSearchParams(query), eventListSpec);

let environment: TestEnvironment;
let ctx: Context & { actor: { id: string } };
let ana: TestUser;
let ben: TestUser;
let application: { id: string };
let organization: { id: string };

beforeAll(async () => {
  environment = await createTestEnvironment();
  ctx = await contextFor({ role: "auditor", environment });
  ana = await createUserRow({ environmentId: environment.id, firstName: "Ana", lastName: "Ruiz-Weaver" });
  ben = await createUserRow({ environmentId: environment.id, firstName: "Ben", lastName: "Ohara" });
  application = await createApplicationRow({ environmentId: environment.id, name: "Shop" });
  organization = await createOrganizationRow({ environmentId: environment.id, name: "Rowers" });
  await db.$transaction(async (tx) => {
    const visit = { ...userContext(environment, ana.id), applicationId: application.id };
    for (let i = 0; i < 60; i++) await recordEvent(tx, visit, { type: "authentication.succeeded" });
    await recordEvent(tx, visit, { type: "authentication.failed" });
    const other = userContext(environment, ben.id);
    other.request = { id: newId(), ip: "203.0.113.9", userAgent: null };
    await recordEvent(tx, other, { type: "authentication.succeeded", organizationId: organization.id });
    await recordEvent(tx, ctx, {
      type: "user.suspended",
      target: { type: "user", id: ben.id },
      reason: "Asked for",
    });
    await recordEvent(tx, ctx, { type: "user.deleted", target: { type: "user", id: newId() } });
  });
  const elsewhere = await createTestEnvironment();
  await db.$transaction((tx) =>
    recordEvent(tx, userContext(elsewhere, ana.id), { type: "authentication.succeeded" }),
  );
});

describe("listEvents", () => {
  it("shows the newest first, with names joined, and nothing of another environment", async () => {
    const page = await listEvents(ctx, ask(""));
    expect(page).toMatchObject({ count: 64, isCapped: false, previous: null });
    expect(page.rows).toHaveLength(50);
    expect(page.rows[0]).toMatchObject({
      label: "User deleted",
      user: { name: "Deleted user", state: "erased" },
      location: "Local",
    });
    expect(page.rows[1]).toMatchObject({
      label: "User suspended",
      user: { id: ben.id, name: "Ben Ohara", email: ben.email, state: "present" },
      organizations: ["Default"],
      actor: { type: "admin", id: ctx.actor.id },
    });
    expect(page.rows[2]).toMatchObject({
      organizations: ["Rowers"],
      ip: "203.0.113.9",
      actor: { name: "The user" },
    });
    expect(page.rows[3]).toMatchObject({ application: { id: application.id, name: "Shop" } });
  });

  it("pages forward and back over every event exactly once", async () => {
    const first = await listEvents(ctx, ask(""));
    const second = await listEvents(ctx, ask(`cursor=${first.next}`));
    expect(second.rows).toHaveLength(14);
    expect(second.next).toBeNull();
    const ids = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(new Set(ids).size).toBe(64);
    expect(ids).toEqual([...ids].sort().reverse());
    const back = await listEvents(ctx, ask(`cursor=${second.previous}&direction=previous`));
    expect(back.rows).toEqual(first.rows);
    expect(back.previous).toBeNull();
  });

  it.each([
    ["one event type", () => "type=authentication.failed", 1],
    ["several event types", () => "type=authentication.failed&type=user.suspended&type=user.deleted", 3],
    ["a user", () => `user=${ben.id}`, 2],
    ["a user and an event type", () => `user=${ben.id}&type=user.suspended`, 1],
    ["an actor", () => `actor=${ctx.actor.id}`, 2],
    ["an application", () => `application=${application.id}`, 61],
    ["an organization", () => `organization=${organization.id}`, 1],
    ["an address", () => "ip=203.0.113.9", 1],
    ["two addresses", () => "ip=203.0.113.9&ip=198.51.100.1", 1],
    ["dates that hold today", () => "date=2020-01-01..", 64],
    ["dates before today", () => "date=..2020-01-01", 0],
    ["the name of a user", () => "q=ruiz-wea", 61],
    ["the address of a user", () => `q=${ben.email}`, 2],
    ["the id of a user", () => `q=${ben.id}`, 2],
    ["an address in the search", () => "q=203.0.113.9", 1],
    ["a name that nobody has", () => "q=nobody-has-this", 0],
    ["percent signs as they are", () => "q=%25%25%25%25", 0],
    ["a malformed id", () => "user=me", 0],
    ["an unknown event type", () => "type=user.exploded", 0],
    ["a malformed cursor", () => "cursor=abc", 64],
    ["a search that does not fit the user asked for", () => `user=${ana.id}&q=ohara`, 0],
  ])("finds by %s", async (_, query, count) => {
    const page = await listEvents(ctx, ask(query()));
    expect(page.count).toBe(count);
    expect(page.rows).toHaveLength(Math.min(count, 50));
  });

  it("refuses who may not see the log", async () => {
    const actor = {
      ...(await contextFor({ role: "auditor", environment })).actor,
      permissions: new Set<string>(),
    };
    await expect(listEvents({ ...ctx, actor }, ask(""))).rejects.toMatchObject({ code: "forbidden" });
    await expect(listEvents(userContext(environment, ana.id), ask(""))).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
