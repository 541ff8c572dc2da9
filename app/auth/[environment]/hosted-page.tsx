import type { ReactNode } from "react";
import { HostedShell } from "@/components/layout/hosted-shell";
import { Alert } from "@/components/ui/alert";
import { getBusinessName } from "@/lib/settings/get-business-name";
import type { Flow } from "@/lib/sign-in/find-flow";

type HostedPageProps = {
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  /** Its message about the whole form is shown above the fields. */
  flow?: Flow;
  children?: ReactNode;
};

/** A hosted page in the name of the business. */
export async function HostedPage({ title, description, footer, flow, children }: HostedPageProps) {
  const businessName = await getBusinessName();
  const message = flow?.state.errors.form;
  const notice = flow?.state.notice;
  return (
    <HostedShell businessName={businessName} title={title} description={description} footer={footer}>
      {message || notice || children ? (
        <>
          {message ? <Alert variant="destructive">{message}</Alert> : null}
          {notice ? <Alert variant="success">{notice}</Alert> : null}
          {children}
        </>
      ) : null}
    </HostedShell>
  );
}
