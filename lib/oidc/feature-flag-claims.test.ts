import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { FLAG_LEVELS, FLAG_TYPES, type FlagType } from "@/lib/feature-flags/schema";
import { listUserFeatureFlags } from "@/lib/users/list-user-feature-flags";
import { createFeatureFlagRow, overrideFlag } from "@/prisma/create-feature-flag-row";
import {
  contextFor,
  createApplicationRow,
  createOrganizationRow,
  createTestEnvironment,
  createUserRow,
} from "@/prisma/factories";
import { findTokenFacts } from "./find-token-claims";
import { ProtocolDriver } from "./protocol-driver";

const VALUES: Record<FlagType, [string, string, string, string]> = {
  bool: ["false", "true", "false", "true"],
  int: ["1", "-22", "333", "9007199254740991"],
  str: ["", "two", "“three”", '{"four": 4}'],
};

/** An environment with a flag of each type at each level, once for each combination of where it is set. */
async function createEveryFlag() {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const organization = await createOrganizationRow({ environmentId });
  const other = await createOrganizationRow({ environmentId });
  const user = await createUserRow({ environmentId, organizationIds: [organization.id, other.id] });
  const neighbour = await createUserRow({ environmentId, organizationIds: [organization.id] });
  for (const type of FLAG_TYPES) {
    for (const allowOverrideLevel of FLAG_LEVELS) {
      for (let where = 0; where < 8; where++) {
        const [defaultValue, environmentValue, organizationValue, userValue] = VALUES[type];
        const flag = await createFeatureFlagRow({
          ...{ environmentId, key: `${type}-${allowOverrideLevel}-${where}`, type, allowOverrideLevel },
          ...{ defaultValue, ...(where & 1 && { environmentValue }) },
        });
        if (where & 2) await overrideFlag(flag, { organizationId: organization.id }, organizationValue);
        if (where & 4) await overrideFlag(flag, { userId: user.id }, userValue);
      }
    }
  }
  return { environment, organization, other, user, neighbour };
}

describe("the claim feature_flags", () => {
  it("is what the user's page shows, in every combination of type, level and overrides", async () => {
    const { environment, organization, other, user, neighbour } = await createEveryFlag();
    const ctx = await contextFor({ role: "auditor", environment });
    const [claimed, shown]: unknown[][] = [[], []];
    for (const [{ id: userId }, place] of [
      [user, organization],
      [user, other],
      [neighbour, organization],
    ] as const) {
      const facts = await findTokenFacts(environment.id, userId, place.code, true);
      claimed?.push(facts?.featureFlags);
      const flags = await listUserFeatureFlags(ctx, { userId, organizationId: place.id });
      shown?.push(
        Object.fromEntries(
          flags.map(({ key, type, own, inherited }) => {
            const value = own ?? inherited.value;
            const v = type === "bool" ? value === "true" : type === "int" ? Number(value) : value;
            return [key, { t: type.charAt(0), v }];
          }),
        ),
      );
    }
    expect(claimed).toEqual(shown);
    const distinct = new Set(claimed?.map((flags) => JSON.stringify(flags)));
    expect(distinct.size).toBe(3);
    expect(claimed?.[0]).toMatchObject({
      "bool-usr-7": { t: "b", v: true },
      "int-usr-3": { t: "i", v: 333 },
      "str-env-7": { t: "s", v: "two" },
      "int-usr-4": { t: "i", v: 9007199254740991 },
      "str-org-0": { t: "s", v: "" },
    });
  });

  it("comes only where the application asks for it, and anew with each refresh", async () => {
    const environment = await createTestEnvironment();
    const environmentId = environment.id;
    const app = await createApplicationRow({ environmentId });
    const user = await createUserRow({ environmentId });
    const flag = await createFeatureFlagRow({ environmentId, key: "beta" });
    const foreign = await createTestEnvironment();
    await createFeatureFlagRow({ environmentId: foreign.id, key: "foreign" });
    const driver = new ProtocolDriver(environment.key, app);
    const { body } = await driver.signIn(user.id);
    expect(decodeJwt(String(body.access_token))).not.toHaveProperty("feature_flags");

    await db.application.update({ where: { id: app.id }, data: { accessTokenClaims: ["feature_flags"] } });
    const first = await driver.refresh(body.refresh_token);
    const flagsOf = (token: unknown) => decodeJwt(String(token)).feature_flags;
    expect(flagsOf(first.body.access_token)).toEqual({ beta: { t: "b", v: false } });
    await overrideFlag(flag, { userId: user.id }, "true");
    const second = await driver.refresh(first.body.refresh_token);
    expect(flagsOf(second.body.access_token)).toEqual({ beta: { t: "b", v: true } });
    await db.featureFlag.delete({ where: { id: flag.id } });
    const third = await driver.refresh(second.body.refresh_token);
    expect(flagsOf(third.body.access_token)).toEqual({});
    expect(decodeJwt(String(third.body.id_token))).not.toHaveProperty("feature_flags");
  });
});
