import { CircleAlert, CircleCheck, Info, MailWarning } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SignInExplanation } from "@/lib/sign-in/explain-sign-in";
import { isBlocking } from "@/lib/sign-in/sign-in-findings";
import { findingSentence } from "./finding-sentence";

/** Whether the user can sign in, what keeps them out, and what to do about it. */
export function SignInAnswer({
  explanation,
  activityHref,
  organizationChoice,
  actions,
}: {
  explanation: SignInExplanation;
  activityHref: string;
  organizationChoice: ReactNode;
  actions: ReactNode;
}) {
  const { canSignIn, isDeleted, findings, failedMessages, organization } = explanation;
  const where = organization ? ` to ${organization.name}` : "";
  return (
    <section aria-labelledby="sign-in-answer" className="rounded-xl border bg-card">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b px-4 py-3">
        <h2 id="sign-in-answer" className="font-semibold text-lg tracking-tight">
          {canSignIn ? `They can sign in${where}` : `Why can't they sign in${where}?`}
        </h2>
        {organizationChoice}
      </div>
      <ul className="flex flex-col gap-2.5 px-4 py-3 text-sm">
        {isDeleted ? (
          <Line kind="blocks">This user is deleted: nobody can sign in with their identities.</Line>
        ) : null}
        {canSignIn && findings.length === 0 ? (
          <Line kind="fine">Nothing stands in the way: their password is all that is asked for.</Line>
        ) : null}
        {findings.map((code) => (
          <Line key={code} kind={isBlocking(code) ? "blocks" : "asks"}>
            {findingSentence(code, explanation)}
          </Line>
        ))}
        {(["codes-locked", "mfa-locked"] as const)
          // Locks that the next sign-in does not meet, but their holder may.
          .filter((code) => lockOf(code, explanation) && !findings.includes(code))
          .map((code) => (
            <Line key={code} kind="asks">
              {findingSentence(code, explanation)}
            </Line>
          ))}
        {!canSignIn && explanation.canUsePasskey ? (
          <Line kind="fine">With their passkey they get in all the same: Sign in with a passkey.</Line>
        ) : null}
        {explanation.isJoining ? (
          <Line kind="asks">They are no member of {organization?.name} yet, and join it by its policy.</Line>
        ) : null}
        {failedMessages.map(({ recipient, error, at }) => (
          <Line key={recipient} kind="mail">
            The last message to {recipient} did not get out, <RelativeTime value={at} />
            {error ? `: ${error}` : "."}
          </Line>
        ))}
      </ul>
      {actions}
      <Failures failures={explanation.failures} activityHref={activityHref} />
    </section>
  );
}

function lockOf(code: "codes-locked" | "mfa-locked", explanation: SignInExplanation): string | null {
  return code === "codes-locked" ? explanation.codesLockedUntil : explanation.mfaLockedUntil;
}

const ICONS = {
  blocks: { Icon: CircleAlert, className: "text-destructive-text", word: "Keeps them out: " },
  asks: { Icon: Info, className: "text-muted-foreground", word: "Asked of them: " },
  fine: { Icon: CircleCheck, className: "text-success-text", word: "" },
  mail: { Icon: MailWarning, className: "text-warning-text", word: "" },
};

function Line({ kind, children }: { kind: keyof typeof ICONS; children: ReactNode }) {
  const { Icon, className, word } = ICONS[kind];
  return (
    <li className="flex items-start gap-2.5">
      <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${className}`} />
      <span className="min-w-0 break-words">
        {word ? <span className="sr-only">{word}</span> : null}
        {children}
      </span>
    </li>
  );
}

function Failures({
  failures,
  activityHref,
}: {
  failures: SignInExplanation["failures"];
  activityHref: string;
}) {
  if (!failures || failures.length === 0) return null;
  return (
    <div className="border-t px-4 py-3">
      <h3 className="font-medium text-sm">Last failures</h3>
      <ul aria-label="Last failures" className="mt-1 text-muted-foreground text-sm">
        {failures.map(({ id, at, reason, isRefusal }) => (
          <li key={id}>
            <Link
              href={`${activityHref}?event=${id}`}
              prefetch={false}
              className="underline-offset-4 hover:underline"
            >
              {reason ?? (isRefusal ? "Sign-in refused" : "Sign-in failed")}
            </Link>
            , <RelativeTime value={at} />
          </li>
        ))}
      </ul>
    </div>
  );
}
