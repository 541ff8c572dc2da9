import { SMTPServer } from "smtp-server";
import { afterAll, expect, test, vi } from "vitest";
import { db } from "@/lib/core/db";
import { createTestEnvironment } from "@/prisma/factories";

const received: string[] = [];
let isRefusing = false;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, _session, done) {
    let text = "";
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    stream.on("end", () => {
      if (isRefusing) return done(new Error("mailbox full"));
      received.push(text);
      done();
    });
  },
});
await new Promise<void>((resolve) => {
  server.listen(0, "127.0.0.1", resolve);
});
const address = server.server.address();
const port = address && typeof address === "object" ? address.port : 0;
process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
// Settings are read once a process: only now, with a mail server among them.
vi.resetModules();
const { deliverMail } = await import("./deliver-mail");

afterAll(() => {
  server.close();
});

async function createQueued() {
  const environment = await createTestEnvironment();
  const id = crypto.randomUUID();
  await db.outboxMessage.create({
    data: {
      id,
      environmentId: environment.id,
      recipient: "ada@example.com",
      subject: "Your code",
      text: "Your code: 123456",
      html: "<p>Your code: 123456</p>",
      status: "queued",
    },
  });
  return id;
}

const read = (id: string) => db.outboxMessage.findUniqueOrThrow({ where: { id } });

test("hands the message over, once, and keeps nothing of what it said", async () => {
  const id = await createQueued();
  await deliverMail(id);
  await deliverMail(id);
  expect(received).toHaveLength(1);
  expect(received[0]).toContain("Your code: 123456");
  expect(await read(id)).toMatchObject({ status: "sent", text: null, html: null, sentAt: expect.any(Date) });
});

test("what the server refuses is kept with its reason, and leaves at the next try", async () => {
  const id = await createQueued();
  isRefusing = true;
  await expect(deliverMail(id)).rejects.toThrow(/mailbox full/);
  expect(await read(id)).toMatchObject({ status: "failed", error: expect.stringContaining("mailbox full") });
  isRefusing = false;
  await deliverMail(id);
  expect(await read(id)).toMatchObject({ status: "sent", error: null, attempts: 2 });
});
