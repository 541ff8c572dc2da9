import type { Metadata } from "next";
import { HostedPage } from "../../hosted-page";

export const metadata: Metadata = { title: "Check your mail" };

export default function CheckMailPage() {
  return (
    <HostedPage
      title="Check your mail"
      description="Thank you. One step is left: please open the link in the mail that we send you, to confirm your address."
    />
  );
}
