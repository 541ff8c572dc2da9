import type { CopyPreview } from "@/lib/roles/preview-copy";

// More than this would push the rest out of sight.
const few = 8;

type Named = { key: string; name: string; changes?: string[] };

/** What a copy would do, before it is done. */
export function CopyPlan({ preview }: { preview: CopyPreview }) {
  const { target, addedPermissions, addedRoles, changedPermissions, changedRoles, same } = preview;
  const parts = [
    { title: "Permissions to add", rows: addedPermissions },
    { title: "Roles to add", rows: addedRoles },
    { title: "Permissions that differ", rows: changedPermissions },
    { title: "Roles that differ", rows: changedRoles },
  ].filter(({ rows }) => rows.length > 0);
  return (
    <div className="flex flex-col gap-4">
      {parts.map(({ title, rows }) => (
        <Part key={title} title={title} rows={rows} />
      ))}
      <p role="status" className="text-muted-foreground text-sm">
        {parts.length === 0
          ? `${target.name} has all of these already: there is nothing to copy.`
          : same > 0 && `${same} ${same === 1 ? "is" : "are"} the same in both.`}
      </p>
    </div>
  );
}

function Part({ title, rows }: { title: string; rows: readonly Named[] }) {
  return (
    <section aria-label={title}>
      <details open={rows.length <= few}>
        <summary className="cursor-pointer font-medium text-sm">
          {title} <span className="font-normal text-muted-foreground">{rows.length}</span>
        </summary>
        <ul className="mt-2 divide-y rounded-xl border">
          {rows.map(({ key, name, changes }) => (
            <li key={key} className="px-3 py-2 text-sm">
              <span className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="break-words">{name}</span>
                <span className="break-all font-mono text-muted-foreground text-xs">{key}</span>
              </span>
              {changes ? (
                <span className="block break-words text-muted-foreground text-xs">{changes.join("; ")}</span>
              ) : null}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
