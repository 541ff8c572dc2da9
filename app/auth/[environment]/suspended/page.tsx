import type { Metadata } from "next";
import { TextLink } from "@/components/hosted/text-link";
import type { Refusal } from "@/lib/sign-in/sign-in-rules";
import { BackToApplication } from "../back-to-application";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { type FlowPageProps, requireFlow } from "../require-flow";

const ACCOUNT = {
  title: "Your account is suspended",
  description: "You cannot sign in for now. The people who run this service can tell you why, and lift it.",
};

const WORDS: Record<Refusal, { title: string; description: string }> = {
  "user-suspended": ACCOUNT,
  "organizations-suspended": {
    title: "Your organization is suspended",
    description:
      "Nobody can sign in to it for now. The people who run this service can tell you why, and lift it.",
  },
  "organization-suspended": {
    title: "This organization is suspended",
    description:
      "Nobody can sign in to it for now. The people who run this service can tell you why, and lift it.",
  },
  // The same for one that does not exist: anyone can type a code.
  "no-membership": {
    title: "You have no access to this organization",
    description:
      "This account is not one of its members. Ask the people who run it to add you, or use another account.",
  },
};

export const metadata: Metadata = { title: "You cannot sign in" };

export default async function SuspendedPage(props: FlowPageProps) {
  const flow = await requireFlow(props, "suspended");
  const { refusal } = flow.state;
  const { title, description } = refusal ? WORDS[refusal] : ACCOUNT;
  return (
    <HostedPage
      title={title}
      description={description}
      footer={
        <TextLink href={flowPath(flow.environment.key, "sign-in", flow.id)}>Use another account</TextLink>
      }
    >
      <BackToApplication flow={flow} />
    </HostedPage>
  );
}
