import type { Metadata } from "next";
import { ButtonLink } from "@/components/hosted/button-link";
import { TextLink } from "@/components/hosted/text-link";
import { durationInWords } from "@/lib/core/duration-in-words";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "Too many attempts" };

export default async function LockedPage(props: FlowPageProps) {
  const flow = await requireFlow(props, "locked");
  const { key } = flow.environment;
  const until = new Date(flow.state.lockedUntil ?? 0).getTime();
  const time = durationInWords(Math.max(1, Math.ceil((until - Date.now()) / 60_000)), "minute");
  // The same words for everybody: they must not tell whether there is an account.
  if (flow.state.lockOf === "reset-codes") {
    return (
      <HostedPage
        title="Too many wrong codes"
        description={`To keep this account safe, no codes for a new password are taken for ${time}. This does not lock the password: if you know it, sign in with it.`}
        footer={<TextLink href={flowPath(key, "code", flow.id)}>Try a code again</TextLink>}
      >
        <ButtonLink href={flowPath(key, "sign-in", flow.id)} variant="outline">
          Sign in with the password
        </ButtonLink>
      </HostedPage>
    );
  }
  const isSecondFactors = flow.state.lockOf === "second-factors";
  // A new password opens the lock of wrong passwords alone, and only where there can be an account.
  const isPasswordHelp = !isSecondFactors && flow.state.intent === "sign-in";
  const shut = isSecondFactors ? "no second factors are taken" : "nobody can sign in to it";
  return (
    <HostedPage
      title="Too many attempts"
      description={`To keep this account safe, ${shut} for ${time}. Then you can try again.`}
      footer={
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {isPasswordHelp ? (
            <TextLink href={flowPath(key, "forgot-password", flow.id)}>Forgot password?</TextLink>
          ) : null}
          <TextLink href={flowPath(key, "sign-in", flow.id)}>Use another account</TextLink>
        </div>
      }
    >
      <ButtonLink href={flowPath(key, "password", flow.id)} variant="outline">
        Try again
      </ButtonLink>
    </HostedPage>
  );
}
