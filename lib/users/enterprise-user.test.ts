import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { parseListParams } from "@/lib/core/list-params";
import { createConnectionRow, createEnterpriseUserRow } from "@/prisma/create-connection-row";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { addIdentity } from "./add-identity";
import { deleteIdentity } from "./delete-identity";
import { getUser } from "./get-user";
import { handOverPassword } from "./hand-over-password";
import { USER_LIST } from "./list-spec";
import { listUsers } from "./list-users";
import { makeIdentityPrimary } from "./make-identity-primary";
import { resetPassword } from "./reset-password";
import { setTemporaryPassword } from "./set-temporary-password";

const VALUE = "ana@harbour.example";

async function setUp() {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const connection = await createConnectionRow({ environmentId });
  const user = await createEnterpriseUserRow({
    ...{ environmentId, connectionId: connection.id, subject: "00u-ana", value: VALUE },
  });
  return { environment, connection, user, ctx: await contextFor({ role: "admin", environment }) };
}

const deeds: Record<string, (ctx: Context, userId: string) => Promise<unknown>> = {
  addIdentity: (ctx, userId) =>
    addIdentity(ctx, { userId, type: "email", value: "ana@else.example", country: "" }),
  setTemporaryPassword: (ctx, userId) =>
    setTemporaryPassword(ctx, { userId, password: "kestrel moss window", hours: "24" }),
  resetPassword: (ctx, userId) => resetPassword(ctx, { userId, reason: "" }),
  handOverPassword: (ctx, userId) => handOverPassword(ctx, { userId, hours: "24" }),
};

describe("a user who signs in through a connection", () => {
  it.each(Object.entries(deeds))("%s is refused, and says why", async (_, deed) => {
    const { ctx, user } = await setUp();
    await expect(deed(ctx, user.id)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(
        /^This user signs in through Harbour SSO, (and who|where their password)/,
      ),
    });
    expect(await db.identity.count({ where: { userId: user.id } })).toBe(1);
    expect(await db.password.count({ where: { userId: user.id } })).toBe(0);
    expect(await db.auditEvent.count({ where: { userId: user.id } })).toBe(0);
  });

  it("is shown with the connection, and their address is theirs as contact", async () => {
    const { ctx, user, connection } = await setUp();
    const { identities, email } = await getUser(ctx, user.id);
    expect(email).toBe(VALUE);
    expect(identities).toMatchObject([
      { type: "enterprise", value: VALUE, connection: { id: connection.id, name: "Harbour SSO" } },
    ]);
    const primary = makeIdentityPrimary(ctx, { userId: user.id, identityId: user.identityId });
    await expect(primary).rejects.toMatchObject({ code: "conflict" });
  });

  it("loses the identity like every last one, once it is typed, and can have another then", async () => {
    const { ctx, user } = await setUp();
    const { id: userId, identityId } = user;
    for (const confirmation of ["", "ana"]) {
      const deleted = deleteIdentity(ctx, { userId, identityId, confirmation });
      await expect(deleted).rejects.toMatchObject({ code: "conflict" });
    }
    await deleteIdentity(ctx, { userId, identityId, confirmation: VALUE.toUpperCase() });
    await addIdentity(ctx, { userId, type: "email", value: VALUE, country: "" });
    const left = await db.identity.findMany({ where: { userId } });
    expect(left).toMatchObject([{ type: "email", value: VALUE }]);
  });

  it("is found among those with an enterprise identity, and by their address", async () => {
    const { ctx, environment, user } = await setUp();
    await createUserRow({ environmentId: environment.id });
    const find = async (query: Record<string, string>) =>
      (await listUsers(ctx, parseListParams(query, USER_LIST))).users.map(({ id }) => id);
    expect(await find({ identity: "enterprise" })).toEqual([user.id]);
    expect(await find({ q: "ana@harbour" })).toEqual([user.id]);
  });
});
