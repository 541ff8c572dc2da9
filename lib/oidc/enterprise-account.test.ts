import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { createConnectionRow, createEnterpriseUserRow } from "@/prisma/create-connection-row";
import { createApplicationRow, createTestEnvironment } from "@/prisma/factories";
import { ProtocolDriver } from "./protocol-driver";

test("the address of who signs in through a connection is theirs for applications, proven or not", async () => {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const app = await createApplicationRow({ environmentId });
  const connection = await createConnectionRow({ environmentId });
  const known = { environmentId, connectionId: connection.id };
  const profileOf = async (userId: string) => {
    const driver = new ProtocolDriver(environment.key, app);
    const { body } = await driver.signIn(userId);
    return (await driver.profile(body.access_token)).body;
  };
  const ana = await createEnterpriseUserRow({ ...known, subject: "1", value: "ana@harbour.example" });
  expect(await profileOf(ana.id)).toMatchObject({ email: "ana@harbour.example", email_verified: true });
  await db.identity.update({ where: { id: ana.identityId }, data: { verifiedAt: null } });
  expect(await profileOf(ana.id)).toMatchObject({ email: "ana@harbour.example", email_verified: false });
  // What only numbers somebody there is no address, even if it looks like one.
  const ben = await createEnterpriseUserRow({ ...known, subject: "ben@numbers.example" });
  expect((await profileOf(ben.id)).email).toBeUndefined();
});
