import { db } from "@/lib/core/db";
import { recycleUsers } from "@/lib/users/recycle-users";
import { createUserRow, systemContext, type TestEnvironment } from "./factories";

/** A user in the recycle bin, as the removal of the record leaves them; gives the id. */
export async function createDeletedUser(
  environment: TestEnvironment,
  options: Omit<Parameters<typeof createUserRow>[0], "environmentId"> = {},
): Promise<string> {
  const { id } = await createUserRow({ ...options, environmentId: environment.id });
  await db.$transaction(async (tx) => {
    await recycleUsers(tx, systemContext(environment), [id]);
    await tx.user.delete({ where: { id } });
  });
  return id;
}
