import { Button } from "@/components/ui/button";
import type { MfaNeed } from "@/lib/mfa/mfa-rules";
import type { Flow } from "@/lib/sign-in/find-flow";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { MethodButtons } from "./method-buttons";

/** Which second factor to set up, or where it is only offered, whether. */
export function MfaChoices({ flow, need }: { flow: Flow; need: MfaNeed }) {
  const { key } = flow.environment;
  const isOffer = need.kind === "offer";
  return (
    <HostedPage
      flow={flow}
      title={isOffer ? "Protect your account better?" : "Set up multi-factor authentication"}
      description={
        isOffer
          ? "Besides your password, we can ask for something that only you have."
          : "Besides your password, you need something that only you have. Choose what."
      }
    >
      <MethodButtons flow={flow} methods={need.methods} />
      {isOffer ? (
        <form method="post" action={flowPath(key, "mfa/skip", flow.id)}>
          <Button type="submit" variant="ghost" size="lg" className="w-full">
            Not now
          </Button>
        </form>
      ) : null}
    </HostedPage>
  );
}
