import { describe, expect, test } from "vitest";
import { getMfaPage } from "./get-mfa-page";
import { nextStep } from "./next-step";
import { skipMfa } from "./skip-mfa";
import { eventTypes, testRequest } from "./test-flow";
import { enrolApp, setUpMfa } from "./test-mfa";

describe("optional", () => {
  test("asks once and remembers", async () => {
    const { environment, enterPassword } = await setUpMfa({ requirement: "optional" });
    const flow = await enterPassword();
    expect((await getMfaPage(flow))?.step.need?.kind).toBe("offer");
    expect(nextStep((await skipMfa(flow, testRequest())).state)).toBe("finished");
    expect(nextStep((await enterPassword()).state)).toBe("finished");
    expect(await eventTypes(environment.id)).toContain("user.mfa_opted_out");
  });

  test("whoever accepts is asked for it from then on, and cannot skip it", async () => {
    const { enterPassword } = await setUpMfa({ requirement: "optional" });
    await enrolApp(await enterPassword());
    const flow = await enterPassword();
    expect(nextStep((await skipMfa(flow, testRequest())).state)).toBe("mfa");
  });
});
