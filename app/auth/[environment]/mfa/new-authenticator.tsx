import type { MfaNeed } from "@/lib/mfa/mfa-rules";
import type { Flow } from "@/lib/sign-in/find-flow";
import { HostedPage } from "../hosted-page";
import { CodeForm } from "./code-form";
import { OtherMethods } from "./other-methods";
import { QrCode } from "./qr-code";
import { wayBack } from "./way-back";

/** Sets up an authenticator app: the key as a picture and as text, then a first code to prove it. */
export function NewAuthenticator({
  flow,
  need,
  authenticator,
}: {
  flow: Flow;
  need: MfaNeed;
  authenticator: { secret: string; uri: string };
}) {
  const key = authenticator.secret.replace(/(.{4})(?=.)/g, "$1 ");
  return (
    <HostedPage
      flow={flow}
      title="Set up your authenticator app"
      description="Scan this with an app such as Google Authenticator or 1Password, then enter the code that it shows."
    >
      <QrCode text={authenticator.uri} label="QR code with the key for your authenticator app" />
      <div className="text-sm">
        <p className="text-muted-foreground">Cannot scan it? Enter this key in the app:</p>
        <p data-testid="mfa-key" className="mt-1 break-words font-mono">
          {key}
        </p>
      </div>
      <CodeForm flow={flow} label="6-digit code" />
      <OtherMethods flow={flow} methods={[wayBack(need)]} />
    </HostedPage>
  );
}
