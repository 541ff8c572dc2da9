import type { Metadata } from "next";
import { HostedField } from "@/components/hosted/hosted-field";
import { TextLink } from "@/components/hosted/text-link";
import { Button } from "@/components/ui/button";
import { listConnectionButtons } from "@/lib/connections/find-connections";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { PasskeyForm } from "../passkey-form";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage(props: FlowPageProps) {
  const flow = await requireFlow(props, "sign-in");
  const { key } = flow.environment;
  const { application, values, errors, passkeyOptions } = flow.state;
  const connections = flow.rules.hasConnections ? await listConnectionButtons(flow.environment) : [];
  return (
    <HostedPage
      flow={flow}
      title="Sign in"
      description={application ? `Go on to ${application.name}` : undefined}
      footer={
        flow.rules.isSelfSignUpAllowed ? (
          <>
            New here? <TextLink href={flowPath(key, "sign-up", flow.id)}>Create an account</TextLink>
          </>
        ) : null
      }
    >
      <form method="post" action={flowPath(key, "sign-in/submit", flow.id)} className="flex flex-col gap-4">
        <HostedField
          name="identifier"
          label="Email, username or phone"
          defaultValue={values.identifier}
          error={errors.identifier}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          autoFocus
        />
        <Button type="submit" size="lg">
          Continue
        </Button>
      </form>
      {connections.length > 0 ? (
        <form
          method="post"
          action={flowPath(key, "sign-in/connection", flow.id)}
          className="flex flex-col gap-2 border-t pt-4"
        >
          {connections.map((connection) => (
            <Button
              key={connection.key}
              type="submit"
              name="connection"
              value={connection.key}
              variant="outline"
              size="lg"
              className="w-full"
            >
              <span className="min-w-0 truncate">Continue with {connection.name}</span>
            </Button>
          ))}
        </form>
      ) : null}
      {flow.rules.isPasskeyOffered && !passkeyOptions ? (
        <form method="post" action={flowPath(key, "sign-in/passkey", flow.id)}>
          <Button type="submit" variant="outline" size="lg" className="w-full">
            Sign in with a passkey
          </Button>
        </form>
      ) : null}
      {flow.rules.isPasskeyOffered && passkeyOptions ? (
        <PasskeyForm
          action={flowPath(key, "sign-in/passkey-answer", flow.id)}
          options={passkeyOptions}
          label="Use your passkey"
        />
      ) : null}
    </HostedPage>
  );
}
