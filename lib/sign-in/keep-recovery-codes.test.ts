import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { chooseMfaMethod } from "./choose-mfa-method";
import type { Flow } from "./find-flow";
import { getMfaPage } from "./get-mfa-page";
import { keepRecoveryCodes } from "./keep-recovery-codes";
import { nextStep } from "./next-step";
import { readRecoveryCodes } from "./read-recovery-codes";
import { renewRecoveryCodes } from "./renew-recovery-codes";
import { eventTypes, readTestFlow, testRequest } from "./test-flow";
import { enrolApp, sendMfa, setUpMfa } from "./test-mfa";

const choose = (flow: Flow, method: "recovery_code") => chooseMfaMethod(flow, testRequest(), { method });

describe("recovery codes", () => {
  test("are shown once after setting up, work once each, and are replaced when none is left", async () => {
    const { environment, user, enterPassword } = await setUpMfa({ isRecoveryEnabled: true });
    const { flow } = await enrolApp(await enterPassword());
    expect(nextStep(flow.state)).toBe("mfa");
    const codes = readRecoveryCodes(flow) ?? [];
    expect(new Set(codes).size).toBe(10);
    expect((await getMfaPage(flow))?.codes).toEqual(codes);
    const kept = await keepRecoveryCodes(flow, testRequest(), { wantsMethods: false });
    expect(nextStep(kept.state)).toBe("finished");
    expect(readRecoveryCodes(await readTestFlow(environment.key, flow.id))).toBeNull();
    const rows = JSON.stringify(await db.recoveryCode.findMany({ where: { userId: user.id } }));
    for (const code of codes) expect(rows).not.toContain(code);

    const asked = await choose(await enterPassword(), "recovery_code");
    const lax = (codes[0] ?? "").toLowerCase().replaceAll("-", " ");
    const used = await sendMfa(asked, lax);
    expect(nextStep(used.state)).toBe("finished");
    expect(used.state.mfaProof?.by).toBe("recovery_code");
    const replay = await sendMfa(await choose(await enterPassword(), "recovery_code"), codes[0] ?? "");
    expect(replay.state.errors.code).toMatch(/used already/);

    await db.recoveryCode.updateMany({
      where: { userId: user.id, codeHash: { not: "" } },
      data: { usedAt: new Date() },
    });
    const types = await eventTypes(environment.id);
    expect(types.filter((type) => type === "user.recovery_code_used")).toHaveLength(1);
    expect((await choose(await enterPassword(), "recovery_code")).state.mfaChoice).toBeUndefined();
  });

  test("one code in a race opens one sign-in; new ones end the old", async () => {
    const { enterPassword } = await setUpMfa({ isRecoveryEnabled: true });
    const { flow } = await enrolApp(await enterPassword());
    const [code = "", other = ""] = readRecoveryCodes(flow) ?? [];
    const flows = await Promise.all(
      [1, 2, 3].map(async () => {
        const wishing = await chooseMfaMethod(await enterPassword(), testRequest(), { method: "manage" });
        return choose(wishing, "recovery_code");
      }),
    );
    const results = await Promise.all(flows.map((one) => sendMfa(one, code)));
    const through = results.filter(({ state }) => state.mfaProof);
    expect(through).toHaveLength(1);
    expect(readRecoveryCodes(await renewRecoveryCodes(through[0] ?? flow, testRequest()))).toHaveLength(10);
    const late = await sendMfa(await choose(await enterPassword(), "recovery_code"), other);
    expect(late.state.errors.code).toBeDefined();
  });

  test("are neither made nor taken where they are switched off", async () => {
    const { environment, user, enterPassword } = await setUpMfa({ isRecoveryEnabled: true });
    const { flow } = await enrolApp(await enterPassword());
    const [code = ""] = readRecoveryCodes(flow) ?? [];
    await db.environment.update({ where: { id: environment.id }, data: { isMfaRecoveryEnabled: false } });
    const asked = await choose(await enterPassword(), "recovery_code");
    expect(nextStep((await sendMfa(asked, code)).state)).toBe("mfa");
    expect(await db.recoveryCode.count({ where: { userId: user.id, usedAt: null } })).toBe(10);
  });
});
