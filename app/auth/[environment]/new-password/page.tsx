import type { Metadata } from "next";
import { HostedField } from "@/components/hosted/hosted-field";
import { TextLink } from "@/components/hosted/text-link";
import { Button } from "@/components/ui/button";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "Choose a new password" };

export default async function NewPasswordPage(props: FlowPageProps) {
  const flow = await requireFlow(props, "new-password");
  const { key } = flow.environment;
  const { identifier, errors } = flow.state;
  return (
    <HostedPage
      flow={flow}
      title="Choose a new password"
      description={`for ${identifier}. Setting it signs you out everywhere else.`}
      footer={<TextLink href={flowPath(key, "sign-in", flow.id)}>Use another account</TextLink>}
    >
      <form
        method="post"
        action={flowPath(key, "new-password/submit", flow.id)}
        className="flex flex-col gap-4"
      >
        {/* Tells password managers whose password this is. */}
        <input type="text" autoComplete="username" defaultValue={identifier} readOnly hidden />
        <HostedField
          name="password"
          label="New password"
          type="password"
          error={errors.password}
          hint="9 characters or more. Three or four unrelated words are good."
          autoComplete="new-password"
          maxLength={1000}
          required
        />
        <Button type="submit" size="lg">
          Set new password
        </Button>
      </form>
    </HostedPage>
  );
}
