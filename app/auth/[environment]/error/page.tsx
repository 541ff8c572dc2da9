import type { Metadata } from "next";
import { HostedPage } from "../hosted-page";

export const metadata: Metadata = { title: "This did not work" };

export default function ErrorPage() {
  return (
    <HostedPage
      title="This did not work"
      description="The application asked for something that cannot be done. Go back to it and try again; if it stays, tell the people who run it."
    />
  );
}
