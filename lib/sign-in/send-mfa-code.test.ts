import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { chooseMfaMethod } from "./choose-mfa-method";
import type { Flow } from "./find-flow";
import { getMfaPage } from "./get-mfa-page";
import { nextStep } from "./next-step";
import { newestCode, testRequest } from "./test-flow";
import { sendMfa, setUpMfa } from "./test-mfa";

const choose = (flow: Flow, method: "email" | "sms", phone?: string) =>
  chooseMfaMethod(flow, testRequest(), { method, phone });

describe("codes by email and SMS", () => {
  test("email: set up and asked for by a code that works once, in its flow", async () => {
    const { user, enterPassword } = await setUpMfa({ methods: ["email"] });
    const email = user.email ?? "";
    const chosen = await choose(await enterPassword(), "email");
    const code = (await newestCode(email)) ?? "";
    const elsewhere = await choose(await enterPassword(), "email");
    expect(nextStep((await sendMfa(elsewhere, code)).state)).toBe("mfa");
    expect(nextStep((await sendMfa(chosen, code)).state)).toBe("finished");
    const asked = await choose(await enterPassword(), "email");
    expect((await getMfaPage(asked))?.contact).toBe(`${email.charAt(0)}•••@users.example`);
    const right = (await newestCode(email)) ?? "";
    const results = await Promise.all([1, 2, 3].map(() => sendMfa(asked, right)));
    expect(results.filter(({ state }) => nextStep(state) === "finished")).toHaveLength(1);
  });

  test("SMS: to the number that was proven, whatever the user's identities say later", async () => {
    const { environment, user, enterPassword } = await setUpMfa({ methods: ["sms"] });
    const flow = await enterPassword();
    expect((await choose(flow, "sms", "12345")).state.errors.phone).toMatch(/country code/);
    const chosen = await choose(flow, "sms", "+44 (20) 7946-0123");
    const message = await db.outboxMessage.findFirstOrThrow({ where: { environmentId: environment.id } });
    expect(message).toMatchObject({ channel: "sms", recipient: "+442079460123", status: "kept" });
    const code = message.text?.match(/\d{6}/)?.[0] ?? "";
    expect(nextStep((await sendMfa(chosen, code)).state)).toBe("finished");
    await choose(await enterPassword(), "sms", "+49 30 901820");
    const recipients = await db.outboxMessage.findMany({ where: { environmentId: environment.id } });
    expect(recipients.map(({ recipient }) => recipient)).toEqual(["+442079460123", "+442079460123"]);
    expect(await db.mfaFactor.count({ where: { userId: user.id } })).toBe(1);
  });

  test("a number that is named after the code was sent is not proven by it", async () => {
    const { environment, enterPassword } = await setUpMfa({ methods: ["sms"] });
    const first = await choose(await enterPassword(), "sms", "+442079460123");
    const message = await db.outboxMessage.findFirstOrThrow({ where: { environmentId: environment.id } });
    const forged = {
      ...first,
      state: { ...first.state, mfaChoice: { method: "sms" as const, contact: "+4930901820" } },
    };
    expect(nextStep((await sendMfa(forged, message.text?.match(/\d{6}/)?.[0] ?? "")).state)).toBe("mfa");
  });

  test("sending is limited", async () => {
    const { user, enterPassword } = await setUpMfa({ methods: ["email"] });
    let flow = await enterPassword();
    for (let sent = 0; sent < 7; sent++) flow = await choose(flow, "email");
    expect(flow.state.errors.form).toMatch(/Several codes/);
    expect(await db.outboxMessage.count({ where: { recipient: user.email ?? "" } })).toBe(5);
  });
});
