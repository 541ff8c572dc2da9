import { HostedField } from "@/components/hosted/hosted-field";
import { Button } from "@/components/ui/button";
import type { MfaNeed } from "@/lib/mfa/mfa-rules";
import type { Flow } from "@/lib/sign-in/find-flow";
import type { MfaPage } from "@/lib/sign-in/get-mfa-page";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { CodeForm } from "./code-form";
import { OtherMethods } from "./other-methods";
import { wayBack } from "./way-back";

/** Sets up codes by email or SMS: where they go, then a first one to prove it. */
export function NewContact({
  flow,
  page,
  need,
  method,
}: {
  flow: Flow;
  page: MfaPage;
  need: MfaNeed;
  method: "email" | "sms";
}) {
  const isPhone = method === "sms";
  const another = wayBack(need);
  if (page.isSent) {
    const resend = isPhone ? [] : [{ value: method, label: "Send a new code" }];
    return (
      <HostedPage
        flow={flow}
        title={isPhone ? "Confirm your phone" : "Confirm your email"}
        description={`We sent a code to ${page.contact}. It may take a minute to arrive.`}
      >
        <CodeForm flow={flow} label="6-digit code" />
        <OtherMethods flow={flow} methods={[...resend, another]} />
      </HostedPage>
    );
  }
  return (
    <HostedPage flow={flow} title="Codes by SMS" description="At each sign-in we send a code to this number.">
      <form
        method="post"
        action={flowPath(flow.environment.key, "mfa/choose", flow.id)}
        className="flex flex-col gap-4"
      >
        <input type="hidden" name="method" value="sms" />
        <HostedField
          name="phone"
          label="Phone number"
          type="tel"
          autoComplete="tel"
          hint="With the country code, such as +44 20 7946 0123."
          error={flow.state.errors.phone}
          maxLength={40}
          required
        />
        <Button type="submit" size="lg">
          Send a code
        </Button>
      </form>
      <OtherMethods flow={flow} methods={[another]} />
    </HostedPage>
  );
}
