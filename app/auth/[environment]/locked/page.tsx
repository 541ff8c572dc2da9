import type { Metadata } from "next";
import { ButtonLink } from "@/components/hosted/button-link";
import { TextLink } from "@/components/hosted/text-link";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "Too many attempts" };

export default async function LockedPage(props: FlowPageProps) {
  const flow = await requireFlow(props, "locked");
  const { key } = flow.environment;
  const until = new Date(flow.state.lockedUntil ?? 0).getTime();
  const minutes = Math.max(1, Math.ceil((until - Date.now()) / 60_000));
  return (
    <HostedPage
      title="Too many attempts"
      description={`To keep this account safe, nobody can sign in to it for ${minutes === 1 ? "a minute" : `${minutes} minutes`}. Then you can try again.`}
      footer={
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          <TextLink href={flowPath(key, "forgot-password", flow.id)}>Forgot password?</TextLink>
          <TextLink href={flowPath(key, "sign-in", flow.id)}>Use another account</TextLink>
        </div>
      }
    >
      <ButtonLink href={flowPath(key, "password", flow.id)} variant="outline">
        Try again
      </ButtonLink>
    </HostedPage>
  );
}
