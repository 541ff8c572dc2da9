import Link from "next/link";
import { notFound } from "next/navigation";
import { RecordName } from "@/components/layout/record-name";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { AppError } from "@/lib/core/errors";
import { parseListParams } from "@/lib/core/list-params";
import { can } from "@/lib/permissions/assert-can";
import { namedListSpec } from "@/lib/permissions/schema";
import type { HeldThing } from "@/lib/users/holder-queries";
import { listHolders } from "@/lib/users/list-holders";
import { HoldersTable } from "./holders-table";

type Search = Record<string, string | string[] | undefined>;

/** Everyone who has a role or a permission: the same page for both. */
export async function HoldersPage({
  environmentKey,
  held,
  search,
}: {
  environmentKey: string;
  held: HeldThing;
  search: Search;
}) {
  const ctx = await requireAdmin(environmentKey);
  if (!can(ctx, "roles:read") || !can(ctx, "users:read")) notFound();
  const { thing, roles, holders, page } = await orNotFound(
    listHolders(ctx, held, parseListParams(search, namedListSpec)),
  );
  return (
    <>
      <RecordName id={thing.id} name={thing.name} />
      <PageHeader
        title={<bdi>{thing.name}</bdi>}
        description={<span className="break-all font-mono text-xs">{thing.key}</span>}
      />
      <section aria-labelledby="holders">
        <h2 id="holders" className="font-semibold text-lg tracking-tight">
          Who has this
        </h2>
        <p className="mt-1 mb-3 text-muted-foreground text-sm">
          {held.kind === "role"
            ? "Every user who has this role in some organization, the newest user first."
            : "Every user who has this permission in some organization, directly or through a role; the newest user first."}
        </p>
        {roles.length > 0 ? (
          <p className="mb-3 text-sm">
            Held by the roles{" "}
            {roles.map(({ id, name }, index) => (
              <span key={id}>
                {index > 0 ? ", " : null}
                <Link
                  href={`/${environmentKey}/settings/roles/${id}`}
                  className="font-medium hover:underline"
                >
                  {name}
                </Link>
              </span>
            ))}
          </p>
        ) : null}
        <HoldersTable environmentKey={environmentKey} kind={held.kind} rows={holders} page={page} />
      </section>
    </>
  );
}

async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
