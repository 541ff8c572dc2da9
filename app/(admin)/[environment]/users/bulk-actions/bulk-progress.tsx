import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import { Card, CardContent } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BulkJobDetails } from "@/lib/bulk/get-bulk-job";

const number = (value: number) => value.toLocaleString("en");

/** How far a bulk action is, and what it is about. */
export function BulkProgress({ job, environmentKey }: { job: BulkJobDetails; environmentKey: string }) {
  const { total, done, deed } = job;
  const text = total === null ? "Finding the users" : `${number(done)} of ${number(total)} users`;
  return (
    <Card className="mb-6">
      <CardContent className="flex flex-col gap-4">
        {job.failure ? (
          <Alert variant="destructive" title="Stopped before its end">
            <p>{job.failure}</p>
          </Alert>
        ) : null}
        <div>
          <p id="bulk-progress" className="mb-2 font-medium tabular-nums">
            {text}
          </p>
          <progress
            aria-labelledby="bulk-progress"
            value={total === null ? undefined : done}
            max={total || 1}
            className="h-2 w-full appearance-none overflow-hidden rounded-full bg-muted [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-muted [&::-webkit-progress-value]:bg-brand"
          />
        </div>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm sm:grid-cols-4">
          <Fact label="Changed">{number(job.changed)}</Fact>
          <Fact label="Refused">{number(job.refused)}</Fact>
          <Fact label="Skipped">{number(job.skipped)}</Fact>
          <Fact label="Not done">{total === null ? "…" : number(total - done)}</Fact>
          <Fact label="Users">
            {job.query === null ? (
              "Selected one by one"
            ) : (
              <Link
                href={`/${environmentKey}/users${job.query && `?${job.query}`}`}
                className="text-brand underline underline-offset-2"
              >
                {job.query ? "All that match this filter" : "All users"}
              </Link>
            )}
          </Fact>
          {"organizationId" in deed ? (
            <Fact label="Organization">{job.organizationName ?? "Deleted organization"}</Fact>
          ) : null}
          {"roleId" in deed ? <Fact label="Role">{job.roleName ?? "Deleted role"}</Fact> : null}
          {deed.kind === "delete" ? (
            <Fact label="Deleted">{deed.extent === "access" ? "Access, profile kept" : "User record"}</Fact>
          ) : null}
          {"reason" in deed && deed.reason ? <Fact label="Reason">{deed.reason}</Fact> : null}
          <Fact label="Started by">
            <bdi>{job.startedBy}</bdi>
          </Fact>
          <Fact label="Started">
            <RelativeTime value={job.createdAt} />
          </Fact>
          {job.finishedAt ? (
            <Fact label="Ended">
              <RelativeTime value={job.finishedAt} />
            </Fact>
          ) : null}
        </dl>
      </CardContent>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="break-words tabular-nums">{children}</dd>
    </div>
  );
}
