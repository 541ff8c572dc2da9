import type { Metadata } from "next";
import { ButtonLink } from "@/components/hosted/button-link";
import { HostedField } from "@/components/hosted/hosted-field";
import { TextLink } from "@/components/hosted/text-link";
import { Button } from "@/components/ui/button";
import { findCurrentPolicies } from "@/lib/policy-acceptance/find-current-policies";
import { findSignUpVerdict } from "@/lib/sign-in/find-sign-up-verdict";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { PolicyCheckbox } from "../policy-checkbox";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage(props: FlowPageProps) {
  const flow = await requireFlow(props, "sign-up");
  const { key } = flow.environment;
  const { application, orgName, values, errors } = flow.state;
  const signInPath = flowPath(key, "sign-in", flow.id);
  if (!flow.rules.isSelfSignUpAllowed) {
    return (
      <HostedPage
        title="New accounts are by invitation"
        description="You cannot create an account here yourself. Ask the people who run this service to add you."
      >
        <ButtonLink href={signInPath}>Sign in</ButtonLink>
      </HostedPage>
    );
  }
  const verdict = await findSignUpVerdict(flow, null);
  if (verdict.kind === "refused") {
    return (
      <HostedPage title="You cannot create an account here" description={verdict.message}>
        <ButtonLink href={signInPath}>Sign in</ButtonLink>
      </HostedPage>
    );
  }
  const { isOrganizationCreated } = verdict;
  const policies = await findCurrentPolicies(flow.environment.id);
  return (
    <HostedPage
      flow={flow}
      title="Create an account"
      description={leadOf(application?.name, isOrganizationCreated ? orgName : undefined)}
      footer={
        <>
          Have an account? <TextLink href={signInPath}>Sign in</TextLink>
        </>
      }
    >
      <form method="post" action={flowPath(key, "sign-up/submit", flow.id)} className="flex flex-col gap-4">
        <div className="flex gap-3">
          <HostedField
            name="firstName"
            label="First name"
            defaultValue={values.firstName}
            error={errors.firstName}
            autoComplete="given-name"
            maxLength={100}
            required
          />
          <HostedField
            name="lastName"
            label="Last name"
            defaultValue={values.lastName}
            error={errors.lastName}
            autoComplete="family-name"
            maxLength={100}
            required
          />
        </div>
        {isOrganizationCreated && !orgName ? (
          <HostedField
            name="organizationName"
            label="Organization name"
            defaultValue={values.organizationName}
            error={errors.organizationName}
            autoComplete="organization"
            maxLength={100}
            required
          />
        ) : null}
        <HostedField
          name="email"
          label="Email"
          type="email"
          defaultValue={values.email}
          error={errors.email}
          autoComplete="email"
          maxLength={254}
          required
        />
        <HostedField
          name="password"
          label="Password"
          type="password"
          error={errors.password}
          hint="9 characters or more. Three or four unrelated words are good."
          autoComplete="new-password"
          maxLength={1000}
          required
        />
        <PolicyCheckbox policies={policies} error={errors.policies} />
        <Button type="submit" size="lg">
          Create account
        </Button>
      </form>
    </HostedPage>
  );
}

function leadOf(
  applicationName: string | undefined,
  newOrganization: string | undefined,
): string | undefined {
  const sentences = [
    applicationName ? `Go on to ${applicationName}` : "",
    newOrganization ? `The organization ${newOrganization} is created with your account` : "",
  ].filter(Boolean);
  return sentences.length > 1 ? `${sentences.join(". ")}.` : sentences[0];
}
