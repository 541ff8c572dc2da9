import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";

const FLAGS = [
  {
    key: "new_checkout",
    name: "New checkout",
    description: "The checkout on one page, tried out with a few customers.",
    type: "bool",
    allowOverrideLevel: "usr",
    defaultValue: "false",
  },
  {
    key: "beta_reports",
    name: "Beta reports",
    description: "Reports by month and region.",
    type: "bool",
    allowOverrideLevel: "usr",
    defaultValue: "false",
    environmentValue: "true",
  },
  {
    key: "seats",
    name: "Seats",
    description: "How many people an organization may invite.",
    type: "int",
    allowOverrideLevel: "org",
    defaultValue: "5",
    environmentValue: "25",
  },
  {
    key: "theme",
    name: "Theme",
    description: "The look of the shop.",
    type: "str",
    allowOverrideLevel: "org",
    defaultValue: "harbour",
  },
  {
    key: "maintenance_mode",
    name: "Maintenance mode",
    description: "Orders can be seen and not changed.",
    type: "bool",
    allowOverrideLevel: "env",
    defaultValue: "false",
  },
] as const;

/** Feature flags of each type, with other values for some organizations and users, and an application that reads them. */
export async function createFeatureFlags(
  tx: Tx,
  owners: { environmentId: string; applicationId: string; organizationIds: string[]; userIds: string[] },
): Promise<void> {
  const { environmentId, applicationId, organizationIds, userIds } = owners;
  const flags = FLAGS.map((flag) => ({ ...flag, id: newId(), environmentId }));
  await tx.featureFlag.createMany({ data: flags });
  const values = { new_checkout: "true", beta_reports: "false", seats: "250", theme: "orchard" };
  const overrides = flags.flatMap(({ id, key, type }) =>
    key === "maintenance_mode" ? [] : [{ flagId: id, key, type, value: values[key] }],
  );
  await tx.organizationFeatureFlag.createMany({
    data: organizationIds.flatMap((organizationId, place) =>
      overrides.slice(0, 1 + (place % 4)).map(({ key: _, ...row }) => ({ organizationId, ...row })),
    ),
  });
  await tx.userFeatureFlag.createMany({
    data: userIds.flatMap((userId) =>
      overrides
        .filter(({ key }) => key === "new_checkout" || key === "beta_reports")
        .map(({ key: _, ...row }) => ({ userId, ...row })),
    ),
  });
  await tx.application.update({
    where: { id: applicationId },
    data: { accessTokenClaims: ["feature_flags", "org_name", "roles"] },
  });
}
