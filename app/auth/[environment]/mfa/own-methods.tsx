import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { MfaNeed } from "@/lib/mfa/mfa-rules";
import { MFA_METHOD_LABELS } from "@/lib/mfa/schema";
import type { Flow } from "@/lib/sign-in/find-flow";
import type { MfaPage, OwnMethod } from "@/lib/sign-in/get-mfa-page";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { MethodButtons } from "./method-buttons";

/** A user's own second factors, for who has just proven one: add, remove, and new recovery codes. */
export function OwnMethods({
  flow,
  page,
  need,
  methods,
}: {
  flow: Flow;
  page: MfaPage;
  need: MfaNeed;
  methods: OwnMethod[];
}) {
  const { key } = flow.environment;
  const { facts } = page.step;
  const application = flow.state.application?.name;
  return (
    <HostedPage
      flow={flow}
      title="Your methods"
      description="What you confirm with that it is you. With a second one you are not locked out if you lose the first."
    >
      <ul className="divide-y rounded-lg border">
        {methods.map((method) => (
          <MethodRow key={method.id} flow={flow} method={method} />
        ))}
      </ul>
      {need.methods.length > 0 ? (
        <section aria-labelledby="add-method" className="flex flex-col gap-2">
          <h2 id="add-method" className="font-medium text-sm">
            Add a method
          </h2>
          <MethodButtons flow={flow} methods={need.methods} />
        </section>
      ) : null}
      {facts.isRecoveryEnabled && methods.length > 0 ? (
        <section aria-labelledby="recovery" className="flex flex-wrap items-center justify-between gap-2">
          <div className="text-sm">
            <h2 id="recovery" className="font-medium">
              Recovery codes
            </h2>
            <p className="text-muted-foreground">{facts.recoveryCodes} left</p>
          </div>
          <form method="post" action={flowPath(key, "mfa/renew-codes", flow.id)}>
            <Button type="submit" variant="outline">
              Get new codes
            </Button>
          </form>
        </section>
      ) : null}
      <form method="post" action={flowPath(key, "mfa/done", flow.id)}>
        <Button type="submit" size="lg" className="w-full">
          {application ? `Continue to ${application}` : "Continue"}
        </Button>
      </form>
    </HostedPage>
  );
}

// The second click stands in for a question, as a page without a script can ask none.
function MethodRow({ flow, method: { id, method, contact, createdAt } }: { flow: Flow; method: OwnMethod }) {
  const label = MFA_METHOD_LABELS[method];
  return (
    <li className="px-3 py-2.5 text-sm">
      <details className="group">
        <summary className="flex cursor-pointer list-none items-center gap-3 rounded-sm focus-visible:outline-2 focus-visible:outline-ring [&::-webkit-details-marker]:hidden">
          <span className="min-w-0 flex-1">
            <span className="block font-medium">{label}</span>
            <span className="block text-muted-foreground">
              {contact ? <span className="break-all">{contact} · </span> : null}set up{" "}
              <RelativeTime value={createdAt} />
            </span>
          </span>
          <span className="font-medium text-brand underline underline-offset-4">
            Remove<span className="sr-only"> {label}</span>
          </span>
        </summary>
        <form
          method="post"
          action={flowPath(flow.environment.key, "mfa/remove", flow.id)}
          className="mt-3 flex flex-col gap-2"
        >
          <p className="text-muted-foreground">You will not be able to confirm with it any more.</p>
          <input type="hidden" name="factorId" value={id} />
          <Button type="submit" variant="destructive">
            Remove this method
          </Button>
        </form>
      </details>
    </li>
  );
}
