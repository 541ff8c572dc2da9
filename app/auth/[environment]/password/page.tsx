import type { Metadata } from "next";
import { HostedField } from "@/components/hosted/hosted-field";
import { TextLink } from "@/components/hosted/text-link";
import { Button } from "@/components/ui/button";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "Password" };

export default async function PasswordPage(props: FlowPageProps) {
  const flow = await requireFlow(props, "password");
  const { key } = flow.environment;
  const { identifier, errors } = flow.state;
  return (
    <HostedPage
      flow={flow}
      title="Enter your password"
      description={
        <>
          for <bdi>{identifier}</bdi> (<TextLink href={flowPath(key, "sign-in", flow.id)}>change</TextLink>)
        </>
      }
      footer={<TextLink href={flowPath(key, "forgot-password", flow.id)}>Forgot password?</TextLink>}
    >
      <form method="post" action={flowPath(key, "password/submit", flow.id)} className="flex flex-col gap-4">
        {/* Tells password managers whose password this is. */}
        <input type="text" autoComplete="username" defaultValue={identifier} readOnly hidden />
        <HostedField
          name="password"
          label="Password"
          type="password"
          error={errors.password}
          autoComplete="current-password"
          maxLength={1000}
          required
          autoFocus
        />
        <Button type="submit" size="lg">
          Sign in
        </Button>
      </form>
    </HostedPage>
  );
}
