import type { Metadata } from "next";
import { HostedField } from "@/components/hosted/hosted-field";
import { TextLink } from "@/components/hosted/text-link";
import { Button } from "@/components/ui/button";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "Confirm your email" };

export default async function CodePage(props: FlowPageProps) {
  const flow = await requireFlow(props, "code");
  const { key } = flow.environment;
  const { intent, values, errors } = flow.state;
  return (
    <HostedPage
      flow={flow}
      title="Confirm your email"
      description={`We sent a code to ${values.codeSentTo ?? "your address"}. It may take a minute to arrive.`}
      footer={<TextLink href={flowPath(key, intent, flow.id)}>Use another address</TextLink>}
    >
      <form method="post" action={flowPath(key, "code/submit", flow.id)} className="flex flex-col gap-4">
        <HostedField
          name="code"
          label="6-digit code"
          error={errors.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          required
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
