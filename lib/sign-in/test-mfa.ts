import { decrypt } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import type { MfaMethod, MfaRequirement } from "@/lib/mfa/schema";
import { totpOf } from "@/lib/mfa/test-totp";
import { createUserRow, type NewUser } from "@/prisma/factories";
import { chooseMfaMethod } from "./choose-mfa-method";
import type { Flow } from "./find-flow";
import { submitIdentifier } from "./submit-identifier";
import { createTestFlow, TEST_PASSWORD, testRequest } from "./test-flow";
import { verifyMfaCode } from "./verify-mfa-code";
import { verifyPassword } from "./verify-password";

/** An environment that asks for a second factor, a user, and a function that signs in as far as to it. */
export async function setUpMfa(
  settings: { requirement?: MfaRequirement; methods?: MfaMethod[]; isRecoveryEnabled?: boolean } = {},
  person: Partial<NewUser> = {},
) {
  const first = await createTestFlow();
  const { requirement = "yes", methods = ["authenticator"], isRecoveryEnabled = false } = settings;
  await db.environment.update({
    where: { id: first.environment.id },
    data: { mfaRequirement: requirement, mfaMethods: methods, isMfaRecoveryEnabled: isRecoveryEnabled },
  });
  const organization = await db.organization.findFirstOrThrow({
    where: { environmentId: first.environment.id, isDefault: true },
  });
  const environment = { ...first.environment, organizationId: organization.id };
  const user = await createUserRow({ environmentId: environment.id, password: TEST_PASSWORD, ...person });
  const enterPassword = async (flow?: Flow) => {
    const begun = flow ?? (await createTestFlow({ environment }));
    const named = await submitIdentifier(begun, testRequest(), { identifier: user.email ?? "" });
    return verifyPassword(named, testRequest(), { password: TEST_PASSWORD });
  };
  return { environment, user, enterPassword };
}

/** Sends a code to the second factor step. */
export function sendMfa(flow: Flow, code: string): Promise<Flow> {
  return verifyMfaCode(flow, testRequest(), { code });
}

/** Sets up an authenticator app; gives its key. The code of now is used up by that: the next one is `totpOf(secret, 1)`. */
export async function enrolApp(flow: Flow): Promise<{ flow: Flow; secret: string }> {
  const chosen = await chooseMfaMethod(flow, testRequest(), { method: "authenticator" });
  const secret = decrypt(chosen.state.mfaChoice?.sealedSecret ?? "");
  return { flow: await sendMfa(chosen, await totpOf(secret)), secret };
}
