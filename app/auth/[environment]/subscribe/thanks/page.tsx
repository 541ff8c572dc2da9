import type { Metadata } from "next";
import { HostedPage } from "../../hosted-page";

export const metadata: Metadata = { title: "Thank you" };

export default function ThanksPage() {
  return <HostedPage title="Thank you" description="We have your address." />;
}
