import type { Metadata } from "next";
import { TextLink } from "@/components/hosted/text-link";
import { Button } from "@/components/ui/button";
import { findAskedPolicies } from "@/lib/sign-in/find-asked-policies";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { PolicyCheckbox } from "../policy-checkbox";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "Before you go on" };

export default async function AcceptPoliciesPage(props: FlowPageProps) {
  const flow = await requireFlow(props, "accept-policies");
  const policies = await findAskedPolicies(flow);
  const { environment, id, state } = flow;
  const { application, errors } = state;
  return (
    <HostedPage
      flow={flow}
      title="Before you go on"
      description={`Read and accept what holds for ${application?.name ?? "this service"} now.`}
      footer={<TextLink href={flowPath(environment.key, "sign-in", id)}>Use another account</TextLink>}
    >
      <form
        method="post"
        action={flowPath(environment.key, "accept-policies/submit", id)}
        className="flex flex-col gap-4"
      >
        <PolicyCheckbox policies={policies} error={errors.policies} />
        <Button type="submit" size="lg">
          Continue
        </Button>
      </form>
      <form method="post" action={flowPath(environment.key, "accept-policies/decline", id)}>
        <Button type="submit" variant="outline" size="lg" className="w-full">
          {application ? `Decline and go back to ${application.name}` : "Decline"}
        </Button>
      </form>
    </HostedPage>
  );
}
