import type { Metadata } from "next";
import { HostedField } from "@/components/hosted/hosted-field";
import { TextLink } from "@/components/hosted/text-link";
import { Button } from "@/components/ui/button";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "Forgot password?" };

export default async function ForgotPasswordPage(props: FlowPageProps) {
  const flow = await requireFlow(props, "forgot-password");
  const { key } = flow.environment;
  const { values, errors } = flow.state;
  return (
    <HostedPage
      flow={flow}
      title="Forgot password?"
      description="We send a code to the email address of your account. With it you choose a new password."
      footer={<TextLink href={flowPath(key, "sign-in", flow.id)}>Back to sign-in</TextLink>}
    >
      <form
        method="post"
        action={flowPath(key, "forgot-password/submit", flow.id)}
        className="flex flex-col gap-4"
      >
        <HostedField
          name="identifier"
          label="Email, username or phone"
          defaultValue={values.identifier}
          error={errors.identifier}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          autoFocus
        />
        <Button type="submit" size="lg">
          Send code
        </Button>
      </form>
    </HostedPage>
  );
}
