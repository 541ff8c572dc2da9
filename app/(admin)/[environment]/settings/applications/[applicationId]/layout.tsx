import type { Metadata } from "next";
import type { ReactNode } from "react";
import { RecordName } from "@/components/layout/record-name";
import { SideMenu } from "@/components/layout/side-menu";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { PageHeader } from "@/components/ui/page-header";
import { KIND_LABELS } from "@/lib/applications/schema";
import { ApplicationDeeds } from "./application-deeds";
import { requireApplicationPage } from "./require-application-page";

export const metadata: Metadata = { title: "Application" };

type Props = { params: Promise<{ environment: string; applicationId: string }>; children: ReactNode };

export default async function ApplicationLayout({ params, children }: Props) {
  const { environment, applicationId } = await params;
  const { application, canChange } = await requireApplicationPage(environment, applicationId);
  const { id, name, kind } = application;
  const base = `/${environment}/settings/applications/${id}`;
  return (
    <>
      <RecordName id={id} name={name} />
      <PageHeader title={name} badge={<Badge>{KIND_LABELS[kind]}</Badge>}>
        {canChange ? (
          <ApplicationDeeds environmentKey={environment} application={{ id, name, kind }} />
        ) : null}
      </PageHeader>
      {application.isDashboard ? (
        <Alert className="mb-6">
          This is the dashboard's own application. Gatehouse looks after it by itself.
        </Alert>
      ) : null}
      <SideMenu
        label="Application"
        items={[
          { label: "Details", href: base },
          { label: "Tokens", href: `${base}/tokens` },
        ]}
      >
        {children}
      </SideMenu>
    </>
  );
}
