import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Alert } from "@/components/ui/alert";
import { listHomes } from "@/lib/applications/list-homes";
import { findEnvironment } from "@/lib/environments/find-environment";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { isHandOverOpen } from "@/lib/users/open-hand-over";
import { HostedPage } from "../hosted-page";
import { HandOver } from "./hand-over";

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
  const [businessName, homes] = await Promise.all([getBusinessName(), listHomes(environment)]);
  const action = `/auth/${encodeURIComponent(environment.key)}/hand-over/open`;
  return <HandOver {...{ businessName, action, token, homes }} />;
}
