import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LatestAcceptance } from "@/lib/policy-acceptance/list-acceptances";
import { POLICY_NAMES } from "@/lib/policy-acceptance/schema";
import type { ActivitySummary } from "@/lib/users/find-activity-summary";

const number = new Intl.NumberFormat("en");

/** The user's sign-ins at a glance, and what they accepted last. */
export function ActivitySummaryCards({
  summary,
  acceptances,
}: {
  summary: ActivitySummary;
  acceptances: LatestAcceptance[];
}) {
  const failed = `${number.format(summary.failedSignIns)}${summary.failedSignIns >= 1000 ? "+" : ""}`;
  return (
    <section aria-labelledby="summary" className="mb-8">
      <h2 id="summary" className="mb-3 font-semibold text-lg tracking-tight">
        Summary
      </h2>
      <div className="overflow-hidden rounded-xl border bg-card">
        <dl className="grid grid-cols-2 gap-px bg-border lg:grid-cols-4">
          <Fact label="Sign-ins">{number.format(summary.signIns)}</Fact>
          <Fact label="Last sign-in">
            <RelativeTime value={summary.lastSignInAt} />
          </Fact>
          <Fact label="Failed in 30 days">{failed}</Fact>
          <Fact label="Created">
            <RelativeTime value={summary.createdAt} />
          </Fact>
        </dl>
        {summary.identities.length > 0 ? (
          <ul aria-label="Sign-ins by identity" className="divide-y border-t text-sm">
            {summary.identities.map(({ id, type, value, signIns, lastSignInAt }) => (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2.5"
              >
                <span className="min-w-0 break-all">
                  {value} <span className="text-muted-foreground">{type}</span>
                </span>
                <span className="text-muted-foreground">
                  {signIns === 1 ? "1 sign-in" : `${number.format(signIns)} sign-ins`}
                  {lastSignInAt ? (
                    <>
                      {", last "}
                      <RelativeTime value={lastSignInAt} />
                    </>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        ) : null}
        {acceptances.length > 0 ? (
          <dl className="divide-y border-t text-sm">
            {acceptances.map(({ kind, version, acceptedAt, isCurrent }) => (
              <div
                key={kind}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2.5"
              >
                <dt>{POLICY_NAMES[kind].title} accepted on</dt>
                <dd className="text-muted-foreground">
                  <RelativeTime value={acceptedAt} />, version {version}
                  {isCurrent ? null : ", not the current one"}
                </dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="bg-card px-4 py-3">
      <dt className="text-muted-foreground text-sm">{label}</dt>
      <dd className="mt-0.5 font-semibold text-lg tabular-nums tracking-tight">{children}</dd>
    </div>
  );
}
