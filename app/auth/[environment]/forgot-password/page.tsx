import type { Metadata } from "next";
import { ButtonLink } from "@/components/hosted/button-link";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "Forgot password?" };

export default async function ForgotPasswordPage(props: FlowPageProps) {
  const flow = await requireFlow(props, null);
  const { key } = flow.environment;
  const application = flow.state.application?.name;
  return (
    <HostedPage
      title="Forgot password?"
      description={`Ask the administrator or the support ${application ? `of ${application}` : "of this service"} to reset it. They look after the accounts and can let you in again.`}
    >
      <ButtonLink
        href={flowPath(key, flow.state.identifier ? "password" : "sign-in", flow.id)}
        variant="outline"
      >
        Back to sign-in
      </ButtonLink>
    </HostedPage>
  );
}
