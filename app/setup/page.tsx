import type { Metadata } from "next";
import { cookies } from "next/headers";
import { ButtonLink } from "@/components/hosted/button-link";
import { HostedField } from "@/components/hosted/hosted-field";
import { HostedShell } from "@/components/layout/hosted-shell";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { isSetUp } from "@/lib/settings/is-set-up";
import { isSetupToken } from "@/lib/settings/is-setup-token";
import { MEMORY_COOKIE, recallForm } from "./form-memory";

export const metadata: Metadata = { title: "Set up" };

type SetupPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SetupPage({ searchParams }: SetupPageProps) {
  const { token } = await searchParams;
  if (typeof token !== "string" || !(await isSetupToken(token))) return <NoSetup isDone={await isSetUp()} />;
  const { values, errors } = recallForm((await cookies()).get(MEMORY_COOKIE)?.value);
  const field = (name: string, label: string) => ({
    name,
    label,
    defaultValue: values[name],
    error: errors[name],
    required: true,
  });
  return (
    <HostedShell title="Set up Gatehouse" description="Name your business and make yourself its first owner.">
      {errors.form ? <Alert variant="destructive">{errors.form}</Alert> : null}
      <form
        method="post"
        action={`/setup/submit?token=${encodeURIComponent(token)}`}
        className="flex flex-col gap-4"
      >
        <HostedField
          {...field("businessName", "Business name")}
          autoComplete="organization"
          maxLength={100}
        />
        <div className="flex gap-3">
          <HostedField {...field("firstName", "First name")} autoComplete="given-name" maxLength={100} />
          <HostedField {...field("lastName", "Last name")} autoComplete="family-name" maxLength={100} />
        </div>
        <HostedField {...field("email", "Email")} type="email" autoComplete="username" maxLength={254} />
        <HostedField
          {...field("password", "Password")}
          type="password"
          hint="9 characters or more. Three or four unrelated words are good."
          autoComplete="new-password"
          maxLength={1000}
        />
        <Button type="submit" size="lg">
          Set up
        </Button>
      </form>
    </HostedShell>
  );
}

function NoSetup({ isDone }: { isDone: boolean }) {
  return isDone ? (
    <HostedShell
      title="Gatehouse is set up"
      description="It has its first owner, so this link does nothing any more."
    >
      <ButtonLink href="/">Sign in</ButtonLink>
    </HostedShell>
  ) : (
    <HostedShell
      title="Use the newest set-up link"
      description="This link is not right, or a newer one was made. Gatehouse prints the newest each time it starts."
    />
  );
}
