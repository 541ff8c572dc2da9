import type { Metadata } from "next";
import { TextLink } from "@/components/hosted/text-link";
import { BackToApplication } from "../back-to-application";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "Your account is suspended" };

export default async function SuspendedPage(props: FlowPageProps) {
  const flow = await requireFlow(props, "suspended");
  return (
    <HostedPage
      title="Your account is suspended"
      description="You cannot sign in for now. The people who run this service can tell you why, and lift it."
      footer={
        <TextLink href={flowPath(flow.environment.key, "sign-in", flow.id)}>Use another account</TextLink>
      }
    >
      <BackToApplication flow={flow} />
    </HostedPage>
  );
}
