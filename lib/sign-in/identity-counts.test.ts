import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { createUserRow } from "@/prisma/factories";
import { submitIdentifier } from "./submit-identifier";
import { createTestFlow, TEST_PASSWORD, testRequest } from "./test-flow";
import { verifyPassword } from "./verify-password";

const USERNAME = "RosyRose";
const PHONE = "+442079460018";

async function userWithThree() {
  const flow = await createTestFlow();
  // An attempt counts as failed until it has proven right, so with fewer some of many at once would be turned away.
  await db.environment.update({ where: { id: flow.environment.id }, data: { lockoutMaxAttempts: 100 } });
  const user = await createUserRow({
    environmentId: flow.environment.id,
    username: USERNAME,
    phone: PHONE,
    password: TEST_PASSWORD,
  });
  const signIn = async (identifier: string) => {
    const own = await createTestFlow({ environment: { ...flow.environment, organizationId: "" } });
    const named = await submitIdentifier(own, testRequest(), { identifier });
    return verifyPassword(named, testRequest(), { password: TEST_PASSWORD });
  };
  const identities = async () => {
    const found = await db.identity.findMany({ where: { userId: user.id } });
    return new Map(found.map((identity) => [identity.type, identity]));
  };
  return { user, signIn, identities };
}

test.each([
  ["username", "rosyrosE"],
  ["phone", "+44 (0)20 7946 0018"],
  ["phone", "0044 20 7946 0018"],
] as const)("a user signs in by %s, typed as %s, and that identity alone counts it", async (type, typed) => {
  const { signIn, identities } = await userWithThree();
  expect((await signIn(typed)).state.isCompleted).toBe(true);
  for (const [kind, identity] of await identities()) {
    expect(identity.signInCount, kind).toBe(kind === type ? 1 : 0);
    expect(identity.lastSignInAt === null, kind).toBe(kind !== type);
  }
});

test("50 sign-ins at once count 50", async () => {
  const { user, signIn, identities } = await userWithThree();
  const before = new Date();
  const flows = await Promise.all(Array.from({ length: 50 }, () => signIn(user.email ?? "")));
  expect(flows.filter((flow) => flow.state.isCompleted)).toHaveLength(50);
  const email = (await identities()).get("email");
  expect(email?.signInCount).toBe(50);
  expect(email?.lastSignInAt?.getTime()).toBeGreaterThanOrEqual(before.getTime());
});
