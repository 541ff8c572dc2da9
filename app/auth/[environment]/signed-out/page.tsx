import type { Metadata } from "next";
import { HostedPage } from "../hosted-page";

export const metadata: Metadata = { title: "You are signed out" };

export default function SignedOutPage() {
  return (
    <HostedPage
      title="You are signed out"
      description="On a shared computer, close this window too. To come back, sign in from the application."
    />
  );
}
