import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { STAFF_PERMISSIONS } from "@/lib/permissions/staff-permissions";
import { isSetupToken } from "./is-setup-token";
import { prepareFirstRun } from "./prepare-first-run";
import { setUpBusiness } from "./set-up-business";

const owner = {
  businessName: "Harbour Tea",
  firstName: "Mere",
  lastName: "Tane",
  email: "Mere@Harbour.example",
  password: "kestrel moss window",
};
const request = () => ({ id: newId(), ip: null, userAgent: null });

async function newToken(): Promise<string> {
  const { setupUrl } = await prepareFirstRun();
  return new URL(setupUrl ?? "http://none").searchParams.get("token") ?? "";
}

// The installation is one: each test begins with an empty one.
beforeEach(async () => {
  await db.$executeRaw`TRUNCATE business, environment, app_user CASCADE`;
});

describe("setUpBusiness", () => {
  test("makes the business, its environments, the staff roles and the owner", async () => {
    await setUpBusiness(request(), owner, await newToken());
    const environments = await db.environment.findMany({
      orderBy: { id: "asc" },
      include: { organizations: true },
    });
    expect(environments.map(({ key, isSelfSignUpAllowed }) => [key, isSelfSignUpAllowed])).toEqual([
      ["team", false],
      ["production", true],
    ]);
    expect(environments.every(({ organizations }) => organizations[0]?.isDefault)).toBe(true);
    const user = await db.user.findFirstOrThrow({
      include: {
        identities: true,
        memberships: { include: { roles: { include: { role: { include: { permissions: true } } } } } },
      },
    });
    expect(user.identities[0]).toMatchObject({ claim: "mere@harbour.example", verifiedAt: expect.any(Date) });
    const role = user.memberships[0]?.roles[0]?.role;
    expect(role?.key).toBe("owner");
    expect(role?.permissions).toHaveLength(Object.keys(STAFF_PERMISSIONS).length);
    expect((await prepareFirstRun()).setupUrl).toBeNull();
  });

  test("twice at once: one wins, and the other leaves nothing behind", async () => {
    const token = await newToken();
    const results = await Promise.allSettled([1, 2, 3].map(() => setUpBusiness(request(), owner, token)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.environment.count()).toBe(2);
    expect(await db.user.count()).toBe(1);
  });

  test("refuses a wrong link, an older one and a used one", async () => {
    const old = await newToken();
    const token = await newToken();
    expect(await isSetupToken(old)).toBe(false);
    expect(await isSetupToken("")).toBe(false);
    await expect(setUpBusiness(request(), owner, old)).rejects.toMatchObject({ code: "conflict" });
    await setUpBusiness(request(), owner, token);
    await expect(setUpBusiness(request(), owner, token)).rejects.toMatchObject({ code: "conflict" });
    expect(await isSetupToken(token)).toBe(false);
  });

  test("refuses a password that is the business's name", async () => {
    const weak = { ...owner, password: "harbourtea1" };
    await expect(setUpBusiness(request(), weak, await newToken())).rejects.toMatchObject({
      fields: { password: expect.any(String) },
    });
    expect(await db.environment.count()).toBe(0);
  });

  test("a start gives owners the permissions that they lack", async () => {
    await setUpBusiness(request(), owner, await newToken());
    await db.permission.deleteMany({ where: { key: "outbox:read" } });
    await prepareFirstRun();
    expect(await db.rolePermission.count({ where: { role: { key: "owner" } } })).toBe(
      Object.keys(STAFF_PERMISSIONS).length,
    );
  });
});
