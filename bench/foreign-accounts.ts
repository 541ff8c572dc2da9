import { hash as hashBcrypt } from "@node-rs/bcrypt";
import { db } from "@/lib/core/db";
import { countPasswordForms } from "@/lib/sign-in/count-password-forms";
import { createApplicationRow, createTestEnvironment, createUserRow } from "@/prisma/factories";

const BCRYPT_COST = 10;

/** An environment of its own in which three of ten accounts have still the hash that another system has made. */
export async function createForeignAccounts(count: number) {
  const made = await createTestEnvironment();
  const environmentId = made.id;
  const { clientId } = await createApplicationRow({ environmentId, kind: "frontend" });
  const hash = await hashBcrypt("quiet-meadow-telescope-41", BCRYPT_COST);
  const emails: string[] = [];
  const foreign: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const user = await createUserRow({ environmentId, password: "quiet-meadow-telescope-41" });
    emails.push(user.email ?? "");
    if (index % 10 < 3) foreign.push(user.id);
  }
  await db.password.updateMany({ where: { userId: { in: foreign } }, data: { hash } });
  await countPasswordForms();
  const environment = { environmentId, key: made.key, clientId, callback: "http://localhost:3999/callback" };
  return { environment, emails };
}
