import { notFound } from "next/navigation";
import { CopyButton } from "@/components/ui/copy-button";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { env } from "@/lib/core/env";
import { can } from "@/lib/permissions/assert-can";
import { getFormSettings } from "@/lib/subscribers/get-form-settings";
import type { SubscriberKind } from "@/lib/subscribers/schema";
import { embedCode } from "./embed-code";
import { FormSettings } from "./form-settings";
import { KIND_WORDS } from "./kind-words";

export type SubscriptionFormProps = { params: Promise<{ environment: string }> };

/** The form of one of the two lists: where it may stand, how it works, and the code to put there. */
export async function SubscriptionFormPage({
  kind,
  params,
}: SubscriptionFormProps & { kind: SubscriberKind }) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "subscribers:read")) notFound();
  const settings = await getFormSettings(ctx, kind);
  const { key } = ctx.environment;
  const words = KIND_WORDS[kind];
  const code = embedCode({ baseUrl: env().BASE_URL, environmentKey: key, kind });
  return (
    <div className="max-w-3xl">
      <PageHeader title={words.form} description={words.formText} />
      <FormSettings
        // What was changed elsewhere is a new starting point for the form.
        key={JSON.stringify(settings)}
        environmentKey={key}
        kind={kind}
        settings={settings}
        canChange={can(ctx, "settings:write")}
      />
      <section aria-labelledby="embed-code" className="mt-8">
        <div className="mb-3 flex items-center justify-between gap-2">
          <h2 id="embed-code" className="font-semibold text-lg tracking-tight">
            Embed code
          </h2>
          <CopyButton value={code} label="Copy embed code" />
        </div>
        <p className="mb-3 text-muted-foreground text-sm">
          Paste this into your page, and change words and styles as you like. It sets no cookies. A small
          puzzle that the browser solves by itself keeps programs out.
        </p>
        <pre className="whitespace-pre-wrap break-words rounded-xl border bg-muted p-4 font-mono text-xs leading-relaxed">
          <code>{code}</code>
        </pre>
      </section>
    </div>
  );
}
