import { KeyRound } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AccessPath, ExplainedPermission } from "@/lib/users/explain-access";

/** Each permission that the user has here, and under it every way by which it came. */
export function ExplainedPermissions({
  environmentKey,
  organization,
  permissions,
}: {
  environmentKey: string;
  organization: string;
  permissions: readonly ExplainedPermission[];
}) {
  const settings = `/${environmentKey}/settings`;
  return (
    <section aria-labelledby="effective-permissions" className="mb-10">
      <h2 id="effective-permissions" className="font-semibold text-lg tracking-tight">
        Effective permissions
      </h2>
      <p className="mt-1 mb-4 text-muted-foreground text-sm">
        Everything this user may do in <bdi>{organization}</bdi>, and where each permission comes from.
      </p>
      {permissions.length === 0 ? (
        <EmptyState
          icon={KeyRound}
          title="No permissions"
          text="No role of this user holds a permission here, and none was given directly."
          className="rounded-xl border"
        />
      ) : (
        <ul aria-label="Effective permissions" className="divide-y rounded-xl border bg-card">
          {permissions.map(({ id, name, key, paths }) => (
            <li key={id} className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[2fr_3fr]">
              <div className="min-w-0">
                <Link href={`${settings}/permissions/${id}`} className="font-medium hover:underline">
                  {name}
                </Link>
                <p className="break-all font-mono text-muted-foreground text-xs">{key}</p>
              </div>
              <ul aria-label={`Paths to ${name}`} className="flex min-w-0 flex-col gap-2 text-sm">
                {paths.map((path) => (
                  <Path key={path.role?.id ?? "direct"} path={path} settings={settings} />
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Path({ path: { role, since, givenBy }, settings }: { path: AccessPath; settings: string }) {
  return (
    <li>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {role ? (
          <span>
            Through the role{" "}
            <Link href={`${settings}/roles/${role.id}`} className="font-medium hover:underline">
              {role.name}
            </Link>
          </span>
        ) : (
          <span>Given directly</span>
        )}
        {role?.isDefault ? <Badge variant="outline">Default role</Badge> : null}
      </p>
      <p className="text-muted-foreground">
        {givenBy ? (
          <>
            Given by <bdi>{givenBy.name}</bdi>
          </>
        ) : (
          "Given automatically"
        )}
        , <RelativeTime value={since} />
      </p>
    </li>
  );
}
