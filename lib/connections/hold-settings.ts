import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";

type Wanted = { emailDomains: readonly string[]; organizationId: string };

const refuse = (fields: Record<string, string>) =>
  new AppError("validation", "Some fields need your attention.", fields);

/**
 * Refuses domains that belong to another connection here, and an organization that is not here; says which organization is
 * meant. The environment's row is held, so that of two connections saved at once one gets the domain.
 */
export async function holdSettings(
  tx: Tx,
  ctx: Context,
  { emailDomains, organizationId }: Wanted,
  ownId?: string,
): Promise<string | null> {
  const environmentId = ctx.environment.id;
  await tx.$queryRaw`SELECT id FROM environment WHERE id = ${environmentId}::uuid FOR NO KEY UPDATE`;
  const taken = await tx.connection.findFirst({
    where: { environmentId, emailDomains: { hasSome: [...emailDomains] }, id: { not: ownId } },
    select: { name: true, emailDomains: true },
  });
  const domain = taken?.emailDomains.find((one) => emailDomains.includes(one));
  if (taken && domain)
    throw refuse({ emailDomains: `${domain} belongs to the connection ${taken.name} already.` });
  if (organizationId === "") return null;
  const [found] = isId(organizationId)
    ? await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM organization
        WHERE id = ${organizationId}::uuid AND environment_id = ${environmentId}::uuid FOR KEY SHARE`
    : [];
  if (!found) throw refuse({ organizationId: "This organization does not exist any more. Choose again." });
  return found.id;
}
