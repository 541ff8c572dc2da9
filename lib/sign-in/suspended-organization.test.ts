import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { createOrganizationRow, createUserRow } from "@/prisma/factories";
import { nextStep } from "./next-step";
import { submitIdentifier } from "./submit-identifier";
import { createTestFlow, eventTypes, TEST_PASSWORD, testRequest } from "./test-flow";
import { verifyPassword } from "./verify-password";

async function signIn(place: "suspended alone" | "suspended and open" | "none") {
  const flow = await createTestFlow();
  const environmentId = flow.environment.id;
  const closed = await createOrganizationRow({ environmentId, suspendedAt: new Date() });
  const open = await createOrganizationRow({ environmentId });
  const organizationIds = {
    "suspended alone": [closed.id],
    "suspended and open": [closed.id, open.id],
    none: [],
  }[place];
  const user = await createUserRow({ environmentId, password: TEST_PASSWORD, organizationIds });
  const named = await submitIdentifier(flow, testRequest(), { identifier: user.email ?? "" });
  const { state } = await verifyPassword(named, testRequest(), { password: TEST_PASSWORD });
  return { step: nextStep(state), environmentId, user };
}

test("who belongs to a suspended organization alone is refused, and the log says why", async () => {
  const { step, environmentId, user } = await signIn("suspended alone");
  expect(step).toBe("suspended");
  expect(await eventTypes(environmentId)).toEqual(["authentication.refused"]);
  expect(await db.auditEvent.findFirst({ where: { userId: user.id } })).toMatchObject({
    reason: "The user's organizations are suspended",
  });
  expect(await db.user.findUnique({ where: { id: user.id } })).toMatchObject({ lastSignInAt: null });
});

test.each(["suspended and open", "none"] as const)("with organizations: %s, one signs in", async (place) => {
  expect((await signIn(place)).step).toBe("finished");
});
