import { Button } from "@/components/ui/button";
import { MFA_METHOD_LABELS, type MfaMethod } from "@/lib/mfa/schema";
import type { Flow } from "@/lib/sign-in/find-flow";
import { flowPath } from "../flow-path";

const NOTES: Record<MfaMethod, string> = {
  authenticator: "A code from an app on your phone",
  email: "A code sent to your email address",
  sms: "A code sent to your phone",
  passkey: "Your fingerprint, face or device PIN",
};

/** The methods that may be set up, each a button. */
export function MethodButtons({ flow, methods }: { flow: Flow; methods: readonly MfaMethod[] }) {
  return (
    <form
      method="post"
      action={flowPath(flow.environment.key, "mfa/choose", flow.id)}
      className="flex flex-col gap-2"
    >
      {methods.map((method) => (
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
  );
}
