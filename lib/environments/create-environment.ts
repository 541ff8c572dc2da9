import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context, EnvironmentRef } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { newId, newOrganizationCode } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";

export type NewEnvironment = {
  key: string;
  name: string;
  isSelfSignUpAllowed?: boolean;
  defaultOrganizationName?: string;
};

/** Adds an environment with its default organization. */
export async function createEnvironment(
  ctx: Context,
  { key, name, isSelfSignUpAllowed = true, defaultOrganizationName = "Default organization" }: NewEnvironment,
): Promise<EnvironmentRef & { organizationId: string }> {
  assertCan(ctx, "environments:write");
  return inTransaction(ctx, async (tx: Tx) => {
    const environment = { id: newId(), key, name };
    const { count } = await tx.environment.createMany({
      data: { ...environment, isSelfSignUpAllowed },
      skipDuplicates: true,
    });
    if (count === 0) {
      const message = `An environment with the key ${key} exists already.`;
      throw new AppError("conflict", message, { key: message });
    }
    const organizationId = newId();
    await tx.organization.create({
      data: {
        id: organizationId,
        environmentId: environment.id,
        code: newOrganizationCode(),
        name: defaultOrganizationName,
        isDefault: true,
      },
      select: { id: true },
    });
    await recordEvents(tx, { ...ctx, environment }, [
      {
        type: "environment.created",
        target: { type: "environment", id: environment.id },
        after: { key, name, isSelfSignUpAllowed },
      },
      {
        type: "organization.created",
        target: { type: "organization", id: organizationId },
        organizationId,
        after: { name: defaultOrganizationName },
      },
    ]);
    return { ...environment, organizationId };
  });
}
