"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PolicyAcceptanceSettings } from "@/lib/policy-acceptance/get-policy-acceptance";
import { POLICY_KINDS, POLICY_NAMES, type PolicyKind } from "@/lib/policy-acceptance/schema";

const PublishPolicyDialog = lazy(() => import("./publish-policy-dialog"));

/** The version of each policy that holds now, with the deed that makes the next one. */
export function CurrentPolicies({
  environmentKey,
  current,
  isShown,
  canChange,
}: Pick<PolicyAcceptanceSettings, "current" | "isShown"> & { environmentKey: string; canChange: boolean }) {
  const [published, setPublished] = useState<PolicyKind | null>(null);
  const policies = POLICY_KINDS.flatMap((kind) => current[kind] ?? []);
  const asked = published && current[published];
  if (policies.length === 0) return null;
  return (
    <section aria-labelledby="current-versions">
      <h2 id="current-versions" className="mb-3 font-semibold text-lg tracking-tight">
        Current versions
      </h2>
      <ul className="divide-y rounded-xl border bg-card">
        {policies.map(({ id, kind, version, url, publishedAt, publishedBy }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
            <div className="min-w-0">
              <h3 className="font-medium text-sm">
                {POLICY_NAMES[kind].title}, version {version}
              </h3>
              <p className="mt-0.5 text-muted-foreground text-sm">
                Published <RelativeTime value={publishedAt} />
                {publishedBy ? <> by {publishedBy}</> : null}.{" "}
                <a
                  href={url}
                  target="_blank"
                  rel="noopener noreferrer"
                  className="break-all text-brand underline underline-offset-4"
                >
                  {url}
                </a>
              </p>
            </div>
            {canChange ? (
              <Button
                variant="outline"
                aria-label={`Publish a new version of the ${POLICY_NAMES[kind].inText}`}
                onClick={() => setPublished(kind)}
              >
                Publish a new version
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {asked ? (
          <PublishPolicyDialog
            environmentKey={environmentKey}
            policy={asked}
            isShown={isShown}
            onClose={() => setPublished(null)}
          />
        ) : null}
      </Suspense>
    </section>
  );
}
