"use client";

import { RotateCcw } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { RowMenu } from "@/components/data-table/row-menu";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { MFA_METHOD_LABELS } from "@/lib/mfa/schema";
import type { MfaSection } from "@/lib/users/get-user-mfa";
import type { MfaTarget } from "./reset-mfa-dialog";

const ResetMfaDialog = lazy(() => import("./reset-mfa-dialog"));

/** The second factors of a user, a section for the environment and for each organization that sets its own. */
export function MfaSections({
  environmentKey,
  user,
  sections,
  recoveryCodes,
  canReset,
}: {
  environmentKey: string;
  user: { id: string; name: string };
  sections: MfaSection[];
  recoveryCodes: number | null;
  canReset: boolean;
}) {
  const [target, setTarget] = useState<MfaTarget | null>(null);
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      {sections.map((section) => (
        <section key={section.organizationId} aria-labelledby={`mfa-${section.organizationId}`}>
          <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2
              id={`mfa-${section.organizationId}`}
              className="min-w-0 break-words font-semibold text-lg tracking-tight"
            >
              <bdi>{section.name}</bdi>
            </h2>
            <span className="text-muted-foreground text-sm">
              {section.organizationId ? "Organization" : "Environment"}
            </span>
            <Requirement section={section} />
          </div>
          <ul className="divide-y rounded-xl border bg-card">
            <SectionRows section={section} onReset={canReset ? setTarget : null} />
          </ul>
        </section>
      ))}
      {recoveryCodes === null ? null : (
        <p className="text-muted-foreground text-sm">
          {recoveryCodes === 0
            ? "This user has no recovery codes left."
            : recoveryCodes === 1
              ? "This user has 1 recovery code left."
              : `This user has ${recoveryCodes} recovery codes left.`}
        </p>
      )}
      <Suspense fallback={null}>
        {target ? (
          <ResetMfaDialog
            environmentKey={environmentKey}
            user={user}
            target={target}
            onClose={() => setTarget(null)}
          />
        ) : null}
      </Suspense>
    </div>
  );
}

function Requirement({ section: { requirement, factors } }: { section: MfaSection }) {
  if (requirement === "optional") return <Badge variant="secondary">Optional</Badge>;
  if (requirement === "no") return <Badge variant="outline">Not asked for</Badge>;
  return factors.length > 0 ? (
    <Badge variant="success">Required</Badge>
  ) : (
    <Badge variant="warning">Required, not set up</Badge>
  );
}

function SectionRows({
  section: { factors, optedOutAt, organizationId, name },
  onReset,
}: {
  section: MfaSection;
  onReset: ((target: MfaTarget) => void) | null;
}) {
  if (factors.length === 0 && !optedOutAt) {
    return <li className="px-4 py-3 text-muted-foreground text-sm">Nothing is set up here.</li>;
  }
  const scope = organizationId ? { organization: name } : {};
  return (
    <>
      {optedOutAt ? (
        <Row
          label="Declined"
          note={
            <>
              The user opted out <RelativeTime value={optedOutAt} /> and is not asked again.
            </>
          }
          onReset={onReset && (() => onReset({ factorId: null, label: "Declined" }))}
        />
      ) : null}
      {factors.map(({ id, method, contact, createdAt, lastUsedAt }) => (
        <Row
          key={id}
          label={MFA_METHOD_LABELS[method]}
          note={
            <>
              {contact ? <span className="break-all">{contact} · </span> : null}Set up{" "}
              <RelativeTime value={createdAt} />
              {lastUsedAt ? (
                <>
                  , last used <RelativeTime value={lastUsedAt} />
                </>
              ) : null}
            </>
          }
          onReset={onReset && (() => onReset({ factorId: id, label: MFA_METHOD_LABELS[method], ...scope }))}
        />
      ))}
    </>
  );
}

function Row({ label, note, onReset }: { label: string; note: ReactNode; onReset: (() => void) | null }) {
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <span className="font-medium text-sm">{label}</span>
        <p className="mt-0.5 text-muted-foreground text-sm">{note}</p>
      </div>
      {onReset ? (
        <RowMenu
          name={label}
          entries={[
            { label: "Reset multi-factor auth", icon: RotateCcw, isDestructive: true, onSelect: onReset },
          ]}
        />
      ) : null}
    </li>
  );
}
