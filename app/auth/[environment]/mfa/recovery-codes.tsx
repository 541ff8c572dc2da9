import { ButtonLink } from "@/components/hosted/button-link";
import { Button } from "@/components/ui/button";
import type { Flow } from "@/lib/sign-in/find-flow";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";

/** New recovery codes, shown this once. */
export function RecoveryCodes({ flow, codes }: { flow: Flow; codes: string[] }) {
  const { key } = flow.environment;
  return (
    <HostedPage
      flow={flow}
      title="Keep your recovery codes"
      description="If you lose your second factor, each of these signs you in once. They are shown only now: download or print them, and keep them where nobody else looks."
    >
      <ol className="grid gap-x-4 gap-y-1 rounded-lg border bg-muted p-4 font-mono text-sm">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <ButtonLink href={flowPath(key, "mfa/codes", flow.id)} variant="outline">
        Download
      </ButtonLink>
      <form method="post" action={flowPath(key, "mfa/keep", flow.id)} className="flex flex-col gap-2">
        <Button type="submit" size="lg">
          I have kept them
        </Button>
        {flow.state.isManagingMethods ? null : (
          <Button type="submit" name="wantsMethods" value="yes" variant="ghost">
            Continue and set up another method
          </Button>
        )}
      </form>
    </HostedPage>
  );
}
