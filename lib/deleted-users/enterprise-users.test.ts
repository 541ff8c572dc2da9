import { expect, test } from "vitest";
import { deleteConnection } from "@/lib/connections/delete-connection";
import { db } from "@/lib/core/db";
import { deleteUser } from "@/lib/users/delete-user";
import { createConnectionRow, createEnterpriseUserRow } from "@/prisma/create-connection-row";
import { contextFor, createTestEnvironment } from "@/prisma/factories";
import { eraseUser } from "./erase-user";
import { recoverUser } from "./recover-user";

const VALUE = "ana@harbour.example";

async function setUp() {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const connection = await createConnectionRow({ environmentId });
  const known = { environmentId, connectionId: connection.id, subject: "00u-ana", value: VALUE };
  const user = await createEnterpriseUserRow(known);
  const ctx = await contextFor({ role: "owner", environment });
  const identities = () => db.identity.findMany({ where: { userId: user.id } });
  const remove = () => deleteUser(ctx, { userId: user.id, extent: "record", reason: "" });
  return { ctx, connection, known, user, identities, remove };
}

test("a user who signs in through a connection comes back with that", async () => {
  const { ctx, connection, user, identities, remove } = await setUp();
  const before = await identities();
  await remove();
  expect(await identities()).toEqual([]);
  const { takenIdentities, leftOut } = await recoverUser(ctx, { userId: user.id });
  expect({ takenIdentities, leftOut }).toEqual({ takenIdentities: [], leftOut: 0 });
  expect(await identities()).toEqual(before);
  expect(before).toMatchObject([{ connectionId: connection.id, claim: `${connection.id}:00u-ana` }]);
  expect(await db.user.findUnique({ where: { id: user.id } })).toMatchObject({ email: VALUE });
});

test("what is gone or another's meanwhile stays out: the connection, or who they are there", async () => {
  const gone = await setUp();
  await gone.remove();
  // Nobody is left who would lose a way in.
  await deleteConnection(gone.ctx, { connectionId: gone.connection.id, confirmation: "" });
  expect(await recoverUser(gone.ctx, { userId: gone.user.id })).toMatchObject({ takenIdentities: [VALUE] });
  expect(await gone.identities()).toEqual([]);

  const taken = await setUp();
  await taken.remove();
  const again = await createEnterpriseUserRow(taken.known);
  expect(await recoverUser(taken.ctx, { userId: taken.user.id })).toMatchObject({ takenIdentities: [VALUE] });
  expect(await db.identity.findMany({ where: { connectionId: taken.connection.id } })).toMatchObject([
    { userId: again.id },
  ]);
});

test("an erased one is nowhere any more, and may come as somebody new", async () => {
  const { ctx, known, user, remove } = await setUp();
  await remove();
  await eraseUser(ctx, { userId: user.id, confirmation: VALUE });
  const left = await db.$queryRaw<unknown[]>`
    SELECT FROM audit_event WHERE (before::text || after::text || reason) LIKE ${`%${VALUE}%`}`;
  expect(left).toEqual([]);
  expect((await createEnterpriseUserRow(known)).id).not.toBe(user.id);
});
