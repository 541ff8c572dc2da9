import type { Metadata } from "next";
import { findFlow } from "@/lib/sign-in/find-flow";
import { BackToApplication } from "../back-to-application";
import { HostedPage } from "../hosted-page";
import type { FlowPageProps } from "../require-flow";

export const metadata: Metadata = { title: "This sign-in is over" };

export default async function ExpiredPage({ params, searchParams }: FlowPageProps) {
  const { environment } = await params;
  const { flow: id } = await searchParams;
  const flow = typeof id === "string" ? await findFlow(environment, id) : null;
  return (
    <HostedPage
      title="This sign-in is over"
      description="It took a while, or it was finished in another tab. No harm done: go back to the application and sign in from there."
    >
      <BackToApplication flow={flow} />
    </HostedPage>
  );
}
