import { Alert } from "@/components/ui/alert";
import { CopyButton } from "@/components/ui/copy-button";
import type { TokenPreview } from "@/lib/oidc/preview-access-token";

/** What the user's next access token says, as an application will read it. */
export function NextToken({ preview }: { preview: TokenPreview }) {
  return (
    <section aria-labelledby="next-token">
      <h2 id="next-token" className="font-semibold text-lg tracking-tight">
        Next access token
      </h2>
      <p className="mt-1 mb-4 text-muted-foreground text-sm">
        What an application reads about this user's access, from the next sign-in or refresh on.
      </p>
      {"refusal" in preview ? (
        <Alert variant="warning">{preview.refusal}</Alert>
      ) : (
        <>
          <Claims label="Copy claims" claims={preview.claims} />
          <details className="mt-3 text-sm">
            <summary className="mb-3 cursor-pointer">With every optional claim</summary>
            <Claims label="Copy all claims" claims={preview.fullClaims} />
          </details>
        </>
      )}
    </section>
  );
}

function Claims({ label, claims }: { label: string; claims: object }) {
  const json = JSON.stringify(claims, null, 2);
  return (
    <div className="relative rounded-xl border bg-muted">
      <CopyButton value={json} label={label} className="absolute top-2 right-2" />
      <pre className="whitespace-pre-wrap break-all p-4 pr-12 font-mono text-xs leading-relaxed">{json}</pre>
    </div>
  );
}
