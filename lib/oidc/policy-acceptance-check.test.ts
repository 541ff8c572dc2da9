import { expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { publishPolicy } from "@/lib/policy-acceptance/publish-policy";
import { updatePolicyAcceptance } from "@/lib/policy-acceptance/update-policy-acceptance";
import { contextFor, createApplicationRow, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { ProtocolDriver } from "./protocol-driver";

it("a session that stands opens nothing more once a policy has a new version, until that is accepted", async () => {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const app = await createApplicationRow({ environmentId });
  const user = await createUserRow({ environmentId });
  const driver = new ProtocolDriver(environment.key, app);
  const silently = () => driver.authorize(null, { prompt: "none" });
  const accept = async () => {
    const { termsVersionId } = await db.environment.findUniqueOrThrow({ where: { id: environmentId } });
    const accepted = { userId: user.id, policyVersionId: termsVersionId ?? "", acceptedAt: new Date() };
    await db.policyAcceptance.create({ data: accepted });
  };
  const { body } = await driver.signIn(user.id);
  expect((await silently()).code).not.toBeNull();

  const admin = await contextFor({ role: "admin", environment });
  await updatePolicyAcceptance(admin, {
    ...{ termsUrl: "https://example.com/terms", privacyUrl: "", isShown: true },
    seen: { terms: 0, privacy: 0, isShown: false },
  });
  expect(await silently()).toMatchObject({ code: null, error: "login_required" });
  const asked = await driver.authorize(null);
  expect(asked.code).toBeNull();
  expect(asked.target).toContain("/sign-in?flow=");
  // What an application holds already goes on until its user comes back.
  expect((await driver.refresh(body.refresh_token)).status).toBe(200);

  await accept();
  expect((await silently()).code).not.toBeNull();
  await publishPolicy(admin, { kind: "terms", seenVersion: 1 });
  expect((await silently()).error).toBe("login_required");
  await accept();
  expect((await silently()).code).not.toBeNull();
});
