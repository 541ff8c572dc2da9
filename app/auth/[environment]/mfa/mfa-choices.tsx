import { Button } from "@/components/ui/button";
import type { MfaNeed } from "@/lib/mfa/mfa-rules";
import { MFA_METHOD_LABELS, type MfaMethod } from "@/lib/mfa/schema";
import type { Flow } from "@/lib/sign-in/find-flow";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";

const NOTES: Record<MfaMethod, string> = {
  authenticator: "A code from an app on your phone",
  email: "A code sent to your email address",
  sms: "A code sent to your phone",
  passkey: "Your fingerprint, face or device PIN",
};

/** Which second factor to set up, or where it is only offered, whether. */
export function MfaChoices({ flow, need }: { flow: Flow; need: MfaNeed }) {
  const { key } = flow.environment;
  const isOffer = need.kind === "offer";
  return (
    <HostedPage
      flow={flow}
      title={isOffer ? "Protect your account better?" : "Set up multi-factor authentication"}
      description={
        isOffer
          ? "Besides your password, we can ask for something that only you have."
          : "Besides your password, you need something that only you have. Choose what."
      }
    >
      <form method="post" action={flowPath(key, "mfa/choose", flow.id)} className="flex flex-col gap-2">
        {need.methods.map((method) => (
          <Button
            key={method}
            type="submit"
            name="method"
            value={method}
            variant="outline"
            className="h-auto w-full flex-col items-start gap-0 whitespace-normal py-2.5 text-left"
          >
            <span className="font-medium text-base">{MFA_METHOD_LABELS[method]}</span>
            <span className="text-muted-foreground text-sm">{NOTES[method]}</span>
          </Button>
        ))}
      </form>
      {isOffer ? (
        <form method="post" action={flowPath(key, "mfa/skip", flow.id)}>
          <Button type="submit" variant="ghost" size="lg" className="w-full">
            Not now
          </Button>
        </form>
      ) : null}
    </HostedPage>
  );
}
