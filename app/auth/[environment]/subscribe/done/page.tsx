import type { Metadata } from "next";
import { HostedPage } from "../../hosted-page";

export const metadata: Metadata = { title: "Your address is confirmed" };

export default function ConfirmedPage() {
  return <HostedPage title="Your address is confirmed" description="Thank you. You can close this window." />;
}
