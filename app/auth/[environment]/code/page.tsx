import type { Metadata } from "next";
import { HostedField } from "@/components/hosted/hosted-field";
import { TextLink } from "@/components/hosted/text-link";
import { Button } from "@/components/ui/button";
import type { Flow } from "@/lib/sign-in/find-flow";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "Enter your code" };

export default async function CodePage(props: FlowPageProps) {
  const flow = await requireFlow(props, "code");
  const { key } = flow.environment;
  const { errors } = flow.state;
  return (
    <HostedPage flow={flow} {...wordsOf(flow)}>
      <form method="post" action={flowPath(key, "code/submit", flow.id)} className="flex flex-col gap-4">
        <HostedField
          name="code"
          label="6-digit code"
          error={errors.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          required
          autoFocus
        />
        <Button type="submit" size="lg">
          Continue
        </Button>
      </form>
      <form method="post" action={flowPath(key, "code/resend", flow.id)}>
        <Button type="submit" variant="outline" size="lg" className="w-full">
          Send a new code
        </Button>
      </form>
    </HostedPage>
  );
}

function wordsOf(flow: Flow) {
  const { key } = flow.environment;
  const { intent, identifier, values, application } = flow.state;
  if (intent !== "recover") {
    return {
      title: "Confirm your email",
      description: `We sent a code to ${values.codeSentTo ?? "your address"}. It may take a minute to arrive.`,
      footer: <TextLink href={flowPath(key, intent, flow.id)}>Use another address</TextLink>,
    };
  }
  // The same words for everybody: they must not tell whether there is an account.
  return {
    title: "Check your email",
    description: `If there is an account for ${identifier}, we sent a code to its email address. It may take a minute to arrive.`,
    footer: (
      <>
        No code? Ask the administrator or the support of {application?.name ?? "this service"}, or{" "}
        <TextLink href={flowPath(key, "forgot-password", flow.id)}>use another account</TextLink>.
      </>
    ),
  };
}
