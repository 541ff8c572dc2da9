import type { MfaNeed } from "@/lib/mfa/mfa-rules";
import type { Flow } from "@/lib/sign-in/find-flow";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { PasskeyForm } from "../passkey-form";
import { OtherMethods } from "./other-methods";
import { wayBack } from "./way-back";

/** Sets up a passkey, once the browser was asked for one. */
export function NewPasskey({ flow, need, options }: { flow: Flow; need: MfaNeed; options: string }) {
  return (
    <HostedPage
      flow={flow}
      title="Set up a passkey"
      description="Your browser asks for your fingerprint, face or device PIN, or for a security key."
    >
      <PasskeyForm
        action={flowPath(flow.environment.key, "mfa/passkey", flow.id)}
        options={options}
        isNew
        label="Set up a passkey"
      />
      <OtherMethods
        flow={flow}
        methods={need.methods.length > 1 || need.kind !== "enrol" ? [wayBack(need)] : []}
      />
    </HostedPage>
  );
}
