import { TextLink } from "@/components/hosted/text-link";
import { Button } from "@/components/ui/button";
import type { MfaNeed } from "@/lib/mfa/mfa-rules";
import { MFA_METHOD_LABELS } from "@/lib/mfa/schema";
import type { Flow } from "@/lib/sign-in/find-flow";
import type { MfaPage } from "@/lib/sign-in/get-mfa-page";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { PasskeyForm } from "../passkey-form";
import { CodeForm } from "./code-form";
import { OtherMethods } from "./other-methods";

/** Asks for a second factor that is set up, and offers the others. */
export function MfaChallenge({ flow, page, need }: { flow: Flow; page: MfaPage; need: MfaNeed }) {
  const { method, facts } = page.step;
  const hasCodes = facts.isRecoveryEnabled && facts.recoveryCodes > 0;
  const others = [
    ...need.enrolled
      .filter((enrolled) => enrolled !== method)
      .map((value) => ({ value: String(value), label: `Use ${inWords(MFA_METHOD_LABELS[value])}` })),
    ...(hasCodes && method !== "recovery_code"
      ? [{ value: "recovery_code", label: "Use a recovery code" }]
      : []),
  ];
  const isSending = method === "email" || method === "sms";
  const { isManagingMethods } = flow.state;
  const manage = isManagingMethods ? [] : [{ value: "manage", label: "Change my methods" }];
  const resend = isSending && page.isSent ? [{ value: method, label: "Send a new code" }] : [];
  return (
    <HostedPage
      flow={flow}
      title={method === "recovery_code" ? "Use a recovery code" : "Confirm that it is you"}
      description={descriptionOf(page)}
      footer={
        <TextLink href={flowPath(flow.environment.key, "sign-in", flow.id)}>Use another account</TextLink>
      }
    >
      {isManagingMethods ? (
        <p className="text-muted-foreground text-sm">
          After that you can add or remove methods and get new recovery codes.
        </p>
      ) : null}
      <Proof flow={flow} page={page} />
      <OtherMethods flow={flow} methods={[...resend, ...others, ...manage]} />
    </HostedPage>
  );
}

function Proof({ flow, page }: { flow: Flow; page: MfaPage }) {
  const { method } = page.step;
  const { key } = flow.environment;
  const { passkeyOptions } = flow.state;
  if (method === "passkey" && passkeyOptions) {
    const action = flowPath(key, "mfa/passkey", flow.id);
    return <PasskeyForm action={action} options={passkeyOptions} label="Use your passkey" />;
  }
  if (method === "passkey" || ((method === "email" || method === "sms") && !page.isSent)) {
    return (
      <form method="post" action={flowPath(key, "mfa/choose", flow.id)}>
        <Button type="submit" name="method" value={method} size="lg" className="w-full">
          {method === "passkey" ? "Use your passkey" : "Send a code"}
        </Button>
      </form>
    );
  }
  const isRecovery = method === "recovery_code";
  const label = isRecovery ? "Recovery code" : "6-digit code";
  return <CodeForm flow={flow} label={label} isRecovery={isRecovery} />;
}

function descriptionOf({ step, contact, isSent }: MfaPage): string {
  if (step.method === "recovery_code") {
    const { recoveryCodes } = step.facts;
    return `Each of them works once. You have ${recoveryCodes === 1 ? "one" : recoveryCodes} left.`;
  }
  if (step.method === "passkey") return "Use your fingerprint, face or device PIN, or your security key.";
  if (step.method === "authenticator") return "Enter the code that your authenticator app shows.";
  return isSent
    ? `We sent a code to ${contact}. It may take a minute to arrive.`
    : `We can send a code to ${contact}.`;
}

const inWords = (label: string) => (label === "SMS" ? label : label.charAt(0).toLowerCase() + label.slice(1));
