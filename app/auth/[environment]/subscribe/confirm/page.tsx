import type { Metadata } from "next";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { HostedPage } from "../../hosted-page";

export const metadata: Metadata = { title: "Confirm your address" };

type ConfirmPageProps = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Opening the link does nothing yet: programs that look through mail open links too, but press no buttons. */
export default async function ConfirmPage({ params, searchParams }: ConfirmPageProps) {
  const { environment } = await params;
  const { token, state } = await searchParams;
  if (typeof token !== "string" || state === "expired") {
    return (
      <HostedPage title="This link is no longer good">
        <Alert>It was used already, or has expired. If you have confirmed, all is done.</Alert>
      </HostedPage>
    );
  }
  return (
    <HostedPage title="Confirm your address" description="One click, and your address is on the list.">
      <form method="post" action={`/auth/${encodeURIComponent(environment)}/subscribe/confirm/submit`}>
        <input type="hidden" name="token" value={token} />
        <Button type="submit" size="lg" className="w-full">
          Confirm
        </Button>
      </form>
    </HostedPage>
  );
}
