import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { findEnvironment } from "@/lib/environments/find-environment";
import { isHandOverOpen } from "@/lib/users/open-hand-over";
import { HostedPage } from "../hosted-page";

export const metadata: Metadata = { title: "Your temporary password", robots: { index: false } };

type HandOverPageProps = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Opening the link shows nothing yet: programs that look through mail open links too, but press no buttons. */
export default async function HandOverPage({ params, searchParams }: HandOverPageProps) {
  const [{ environment: key }, { token }] = await Promise.all([params, searchParams]);
  const environment = await findEnvironment(key);
  if (!environment) notFound();
  if (typeof token !== "string" || !(await isHandOverOpen(environment, token))) {
    return (
      <HostedPage title="This link is no longer good">
        <Alert>
          It was opened already, or has expired. If it was not you who opened it, tell the people who sent it:
          they can see when it was opened, and give you a new one.
        </Alert>
      </HostedPage>
    );
  }
  return (
    <HostedPage
      title="Your temporary password"
      description="It can be shown once. Have the page where you sign in ready, or paper and pencil."
    >
      <form method="post" action={`/auth/${encodeURIComponent(environment.key)}/hand-over/open`}>
        <input type="hidden" name="token" value={token} />
        <Button type="submit" size="lg" className="w-full">
          Show password
        </Button>
      </form>
    </HostedPage>
  );
}
