import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { createUserRow } from "@/prisma/factories";
import { nextStep } from "./next-step";
import { saveFlow } from "./save-flow";
import { submitIdentifier } from "./submit-identifier";
import { createTestFlow, readTestFlow, TEST_PASSWORD, testRequest } from "./test-flow";
import { verifyPassword } from "./verify-password";

async function signedIn() {
  const flow = await createTestFlow();
  const environmentId = flow.environment.id;
  const user = await createUserRow({ environmentId, password: TEST_PASSWORD });
  const named = await submitIdentifier(flow, testRequest(), { identifier: user.email ?? "" });
  const done = await verifyPassword(named, testRequest(), { password: TEST_PASSWORD });
  return { flow: done, environmentId };
}

test("a completed flow is stored as it is answered", async () => {
  const { flow } = await signedIn();
  const stored = await readTestFlow(flow.environment.key, flow.id);
  expect(nextStep(flow.state)).toBe("finished");
  const { settled, ...kept } = flow;
  expect(stored).toEqual(kept);
  expect(settled).toMatchObject({ organization: { code: kept.state.chosenOrgCode }, sessionsEndedAt: null });
});

test("what one account has completed opens nothing for the next one of the same flow", async () => {
  const { flow, environmentId } = await signedIn();
  const other = await createUserRow({ environmentId, password: TEST_PASSWORD });
  const named = await submitIdentifier(flow, testRequest(), { identifier: other.email ?? "" });
  expect(nextStep(named.state)).toBe("password");
  // Even a state that kept more than it should does not carry over.
  const forged = await saveFlow(named, { isCompleted: true });
  expect(nextStep(forged.state)).toBe("password");
  await db.user.update({ where: { id: other.id }, data: { status: "suspended" } });
  const { state } = await verifyPassword(forged, testRequest(), { password: TEST_PASSWORD });
  expect(nextStep(state)).toBe("suspended");
  expect(state.isCompleted).toBeUndefined();
});
