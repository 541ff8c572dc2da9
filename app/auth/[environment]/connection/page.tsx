import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ButtonLink } from "@/components/hosted/button-link";
import { TextLink } from "@/components/hosted/text-link";
import { BackToApplication } from "../back-to-application";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "You were not signed in" };

/** Where a sign-in through a connection stands that did not come about; any other goes on to its provider. */
export default async function ConnectionPage(props: FlowPageProps) {
  const flow = await requireFlow(props, "connection");
  const { key } = flow.environment;
  if (!flow.state.errors.form) redirect(flowPath(key, "connection/start", flow.id));
  return (
    <HostedPage
      flow={flow}
      title="You were not signed in"
      footer={<TextLink href={flowPath(key, "sign-in", flow.id)}>Sign in another way</TextLink>}
    >
      <ButtonLink href={flowPath(key, "connection/start", flow.id)}>Try again</ButtonLink>
      <BackToApplication flow={flow} />
    </HostedPage>
  );
}
