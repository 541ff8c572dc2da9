import { createServer } from "node:http";
import { afterAll, expect, test, vi } from "vitest";
import { db } from "@/lib/core/db";
import { createTestEnvironment } from "@/prisma/factories";

const received: string[] = [];
let isRefusing = false;
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => {
    body += chunk.toString("utf8");
  });
  request.on("end", () => {
    if (!isRefusing) received.push(body);
    response.writeHead(isRefusing ? 503 : 200).end();
  });
});
await new Promise<void>((resolve) => {
  server.listen(0, "127.0.0.1", resolve);
});
const address = server.address();
process.env.SMS_URL = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}/messages`;
process.env.SMS_TOKEN = "a-token-for-tests";
process.env.SMS_ALLOW_PRIVATE_ADDRESS = "true";
// Settings are read once a process: only now, with a provider among them.
vi.resetModules();
const { deliverSms } = await import("./deliver-sms");
const { sendSms } = await import("./send-sms");

afterAll(() => {
  server.close();
});

const read = (id: string) => db.outboxMessage.findUniqueOrThrow({ where: { id } });

async function queue() {
  const environment = await createTestEnvironment();
  const message = { to: "+442079460123", subject: "Your code", text: "123456 is your code." };
  return db.$transaction((tx) => sendSms(tx, environment.id, message));
}

test("hands the message to the provider, once, and keeps nothing of what it said", async () => {
  const id = await queue();
  expect(await read(id)).toMatchObject({ channel: "sms", status: "queued" });
  await deliverSms(id);
  await deliverSms(id);
  expect(received.map((body) => JSON.parse(body))).toEqual([
    { id, to: "+442079460123", text: "123456 is your code." },
  ]);
  expect(await read(id)).toMatchObject({ status: "sent", text: null, sentAt: expect.any(Date) });
});

test("what the provider refuses is kept with its reason, and leaves at the next try", async () => {
  const id = await queue();
  isRefusing = true;
  await expect(deliverSms(id)).rejects.toThrow(/503/);
  expect(await read(id)).toMatchObject({ status: "failed", error: "The provider answered 503." });
  isRefusing = false;
  await deliverSms(id);
  expect(await read(id)).toMatchObject({ status: "sent", error: null, attempts: 2 });
});
