import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { PolicyVersionRow } from "@/lib/policy-acceptance/get-policy-acceptance";
import { POLICY_NAMES } from "@/lib/policy-acceptance/schema";

/** What was published before; the audit log has the rest. */
export function PolicyVersions({ versions }: { versions: PolicyVersionRow[] }) {
  if (versions.every(({ isCurrent }) => isCurrent)) return null;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="mb-3 font-semibold text-lg tracking-tight">
        Published versions
      </h2>
      <div className="overflow-hidden rounded-xl border bg-card">
        <Table aria-labelledby="versions">
          <TableHeader>
            <TableRow>
              <TableHead>Policy</TableHead>
              <TableHead>Version</TableHead>
              <TableHead>Published</TableHead>
              <TableHead>By</TableHead>
              <TableHead>URL</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {versions.map(({ id, kind, version, url, publishedAt, publishedBy, isCurrent }) => (
              <TableRow key={id}>
                <TableCell className="whitespace-nowrap">{POLICY_NAMES[kind].title}</TableCell>
                <TableCell className="whitespace-nowrap">
                  {version} {isCurrent ? <Badge variant="success">Current</Badge> : null}
                </TableCell>
                <TableCell className="whitespace-nowrap">
                  <RelativeTime value={publishedAt} />
                </TableCell>
                <TableCell>{publishedBy ?? "–"}</TableCell>
                <TableCell className="break-all text-muted-foreground">{url}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </section>
  );
}
