import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { parseListParams } from "@/lib/core/list-params";
import { createSubscriberRow } from "@/prisma/create-subscriber-row";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { exportSubscribers } from "./export-subscribers";
import { getSubscriber } from "./get-subscriber";
import { SUBSCRIBER_LIST } from "./list-spec";
import { listSubscribers } from "./list-subscribers";

const params = (query: string) => parseListParams(new URLSearchParams(query), SUBSCRIBER_LIST);

let environment: Awaited<ReturnType<typeof createTestEnvironment>>;
let ctx: Awaited<ReturnType<typeof contextFor>>;
let elsewhere: { id: string };

beforeAll(async () => {
  environment = await createTestEnvironment();
  ctx = await contextFor({ role: "auditor", environment });
  const environmentId = environment.id;
  for (let i = 0; i < 120; i++) {
    const number = String(i).padStart(3, "0");
    const email = `person-${number}@example.com`;
    // Names run against the order of creation, and three share each name.
    const lastName = `Name ${String(40 - Math.floor(i / 3)).padStart(2, "0")}`;
    const status = i % 10 === 0 ? "pending" : "confirmed";
    await createSubscriberRow({ environmentId, email, firstName: "Ana", lastName, status });
  }
  const user = await createUserRow({ environmentId });
  const { id } = await createSubscriberRow({
    environmentId,
    firstName: "=Odd, 李",
    email: "odd_1@b.example",
  });
  await db.subscriber.update({ where: { id }, data: { convertedUserId: user.id } });
  elsewhere = await createSubscriberRow({ environmentId: (await createTestEnvironment()).id });
  await createSubscriberRow({ environmentId, kind: "access_request", email: "asks@example.com" });
});

async function everyPage(query: string): Promise<string[]> {
  const emails: string[] = [];
  let cursor = "";
  do {
    const page = await listSubscribers(ctx, "subscriber", params(`${query}${cursor}`));
    emails.push(...page.subscribers.map(({ email }) => email));
    cursor = page.next ? `&cursor=${page.next}` : "";
  } while (cursor);
  return emails;
}

describe("listSubscribers", () => {
  test.each(["sort=-created", "sort=created", "sort=name", "sort=-name", "sort=email", "sort=-email"])(
    "%s: the pages together are all, in order, and back again",
    async (query) => {
      const emails = await everyPage(query);
      expect(emails).toHaveLength(121);
      expect(new Set(emails).size).toBe(121);
      const first = await listSubscribers(ctx, "subscriber", params(query));
      expect(first).toMatchObject({ from: 1, count: 121, isCapped: false, previous: null });
      const second = await listSubscribers(ctx, "subscriber", params(`${query}&cursor=${first.next}`));
      const back = `${query}&cursor=${second.previous}&direction=previous`;
      const again = await listSubscribers(ctx, "subscriber", params(back));
      expect(again.subscribers).toEqual(first.subscribers);
      if (query.endsWith("email")) {
        const sorted = emails.toSorted();
        expect(emails).toEqual(query.includes("-") ? sorted.reverse() : sorted);
      }
    },
  );

  test.each([
    ["q=PERSON-11", 10],
    ["q=ana+name+40", 3],
    ["q=%E6%9D%8E", 1],
    ["q=odd_1", 1],
    ["q=per%25son", 0],
    ["q='; drop table subscriber", 0],
    ["status=pending", 12],
    ["status=converted", 1],
    ["status=pending&status=converted", 13],
    ["created=..2020-01-01", 0],
    ["created=2020-01-01..", 121],
    ["cursor=nonsense", 121],
  ])("%s finds %i", async (query, count) => {
    expect((await listSubscribers(ctx, "subscriber", params(query))).count).toBe(count);
  });

  test("the two lists are apart", async () => {
    const { subscribers } = await listSubscribers(ctx, "access_request", params(""));
    expect(subscribers.map(({ email }) => email)).toEqual(["asks@example.com"]);
  });

  test("the download holds what is shown, harmless in a spreadsheet, and is recorded; not for everybody", async () => {
    const admin = await contextFor({ role: "admin", environment });
    const query = params("status=converted&columns=name,email");
    const text = await new Response(await exportSubscribers(admin, "subscriber", query)).text();
    const [header, row = "", ...rest] = text.trim().split("\r\n");
    expect(header).toBe("ID,First name,Last name,Email");
    expect(row).toContain(`"'=Odd, 李",,odd_1@b.example`);
    expect(rest).toEqual([]);
    const events = await db.auditEvent.findMany({ where: { environmentId: environment.id } });
    expect(events).toMatchObject([{ type: "subscriber.exported", actorId: admin.actor.id }]);
    await expect(exportSubscribers(ctx, "subscriber", query)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("one is not found in another environment", async () => {
    await expect(getSubscriber(ctx, elsewhere.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(getSubscriber(ctx, "nonsense")).rejects.toMatchObject({ code: "not_found" });
    const { subscribers } = await listSubscribers(ctx, "subscriber", params("q=odd_1"));
    expect(await getSubscriber(ctx, subscribers[0]?.id ?? "")).toMatchObject({ status: "converted" });
  });
});
