import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Button } from "@/components/ui/button";
import { getMfaPage } from "@/lib/sign-in/get-mfa-page";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { type FlowPageProps, requireFlow } from "../require-flow";
import { MfaChallenge } from "./mfa-challenge";
import { MfaChoices } from "./mfa-choices";
import { NewPasskey } from "./mfa-passkey";
import { NewAuthenticator } from "./new-authenticator";
import { NewContact } from "./new-contact";
import { OwnMethods } from "./own-methods";
import { RecoveryCodes } from "./recovery-codes";

export const metadata: Metadata = { title: "Multi-factor authentication" };

export default async function MfaPage(props: FlowPageProps) {
  const flow = await requireFlow(props, "mfa");
  const { key } = flow.environment;
  const page = await getMfaPage(flow);
  if (!page) redirect(flowPath(key, "sign-in", flow.id));
  const { step, codes } = page;
  if (codes) return <RecoveryCodes flow={flow} codes={codes} />;
  if (!step.need) {
    return (
      <HostedPage flow={flow} title="Go on" description="A second proof is not needed any more.">
        <form method="post" action={flowPath(key, "mfa/keep", flow.id)}>
          <Button type="submit" size="lg" className="w-full">
            Continue
          </Button>
        </form>
      </HostedPage>
    );
  }
  const { need, method } = step;
  if (need.kind === "challenge") return <MfaChallenge flow={flow} page={page} need={need} />;
  if (page.methods) return <OwnMethods flow={flow} page={page} need={need} methods={page.methods} />;
  if (method === "authenticator" && page.key)
    return <NewAuthenticator flow={flow} need={need} authenticator={page.key} />;
  if (method === "email" || method === "sms")
    return <NewContact flow={flow} page={page} need={need} method={method} />;
  const { passkeyOptions } = flow.state;
  if (method === "passkey" && passkeyOptions) {
    return <NewPasskey flow={flow} need={need} options={passkeyOptions} />;
  }
  return <MfaChoices flow={flow} need={need} />;
}
