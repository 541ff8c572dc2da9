import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { parseListParams } from "@/lib/core/list-params";
import { composeMail } from "@/lib/mail/compose-mail";
import { sendMail } from "@/lib/mail/send-mail";
import { contextFor, createTestEnvironment } from "@/prisma/factories";
import { findMessage } from "./find-message";
import { listMessages } from "./list-messages";
import { outboxListSpec } from "./schema";

const at = (query: string) => parseListParams(new URLSearchParams(query), outboxListSpec);
const message = (to: string) =>
  composeMail(to, "Hello", { title: "<b>Hello</b>", paragraphs: ["Text & more"], from: "Harbour Tea" });

describe("the outbox", () => {
  test("keeps what was sent without a mail server, for owners alone", async () => {
    const environment = await createTestEnvironment();
    await db.$transaction((tx) => sendMail(tx, environment.id, message("ada@example.com")));
    const owner = await contextFor({ role: "owner", environment });
    const { rows, next, previous } = await listMessages(owner, at(""));
    expect(rows).toMatchObject([{ recipient: "ada@example.com", subject: "Hello", status: "kept" }]);
    expect([next, previous]).toEqual([null, null]);
    const found = await findMessage(owner, rows[0]?.id ?? "");
    expect(found?.html).toContain("&#60;b&#62;Hello");
    expect(found?.text).toContain("Text & more");

    const elsewhere = await contextFor({ role: "owner", environment: await createTestEnvironment() });
    expect(await findMessage(elsewhere, rows[0]?.id ?? "")).toBeNull();
    expect(await findMessage(owner, "'; drop")).toBeNull();
    const admin = await contextFor({ role: "admin", environment });
    await expect(listMessages(admin, at(""))).rejects.toMatchObject({ code: "forbidden" });
    await expect(findMessage(admin, rows[0]?.id ?? "")).rejects.toMatchObject({ code: "forbidden" });
  });

  test("goes on and back by cursor without losing or repeating a row", async () => {
    const environment = await createTestEnvironment();
    const owner = await contextFor({ role: "owner", environment });
    await db.outboxMessage.createMany({
      data: Array.from({ length: 120 }, (_, index) => ({
        id: newId(new Date(1_700_000_000_000 + index * 1000)),
        environmentId: environment.id,
        recipient: `user-${index}@example.com`,
        subject: "Hello",
        status: "kept" as const,
      })),
    });
    const seen: string[] = [];
    let page = await listMessages(owner, at(""));
    seen.push(...page.rows.map((row) => row.recipient));
    while (page.next) {
      page = await listMessages(owner, at(`cursor=${page.next}`));
      seen.push(...page.rows.map((row) => row.recipient));
    }
    expect(new Set(seen).size).toBe(120);
    expect(seen[0]).toBe("user-119@example.com");
    const back = await listMessages(owner, at(`cursor=${page.previous}&direction=previous`));
    expect(back.rows.map((row) => row.recipient)).toEqual(seen.slice(50, 100));
  });
});
