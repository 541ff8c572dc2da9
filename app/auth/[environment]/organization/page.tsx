import type { Metadata } from "next";
import { TextLink } from "@/components/hosted/text-link";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { findJoinable } from "@/lib/organizations/join-by-policy";
import type { Flow } from "@/lib/sign-in/find-flow";
import { CHOICES_ON_A_PAGE, listOrganizationChoices } from "@/lib/sign-in/list-organization-choices";
import { BackToApplication } from "../back-to-application";
import { flowPath } from "../flow-path";
import { HostedPage } from "../hosted-page";
import { type FlowPageProps, requireFlow } from "../require-flow";

export const metadata: Metadata = { title: "Choose an organization" };

// Fewer are seen at a glance.
const FEW = 8;

export default async function OrganizationPage(props: FlowPageProps) {
  const flow = await requireFlow(props, "organization");
  const joinable = await findAskedToJoin(flow);
  if (joinable) return <JoinPage flow={flow} organization={joinable} />;
  const { q } = await props.searchParams;
  const search = typeof q === "string" ? q : "";
  const { organizations, hasMore } = await listOrganizationChoices(flow, search);
  const { application } = flow.state;
  return (
    <HostedPage
      flow={flow}
      title="Choose an organization"
      description={application ? `Which one do you want to use ${application.name} with?` : undefined}
      footer={<OtherAccount flow={flow} />}
    >
      {search || organizations.length > FEW ? (
        <search>
          <form method="get" className="flex gap-2">
            <input type="hidden" name="flow" value={flow.id} />
            <Input
              type="search"
              name="q"
              aria-label="Search organizations"
              placeholder="Search organizations"
              defaultValue={search}
              maxLength={100}
            />
            <Button type="submit" variant="outline">
              Search
            </Button>
          </form>
        </search>
      ) : null}
      {organizations.length > 0 ? (
        <form method="post" action={flowPath(flow.environment.key, "organization/submit", flow.id)}>
          <ul className="flex flex-col gap-2">
            {organizations.map(({ code, name }) => (
              <li key={code}>
                <Button
                  type="submit"
                  name="organization"
                  value={code}
                  variant="outline"
                  size="lg"
                  className="h-auto min-h-11 w-full justify-start whitespace-normal py-2 text-left"
                >
                  <bdi className="min-w-0 break-words">{name}</bdi>
                </Button>
              </li>
            ))}
          </ul>
        </form>
      ) : (
        <p role="status" className="text-muted-foreground text-sm">
          {search ? "Nothing matches." : "None of your organizations is open at the moment."}
        </p>
      )}
      {hasMore ? (
        <p className="text-muted-foreground text-sm">
          The first {CHOICES_ON_A_PAGE} are shown. Search to find another one.
        </p>
      ) : null}
    </HostedPage>
  );
}

function JoinPage({ flow, organization }: { flow: Flow; organization: { code: string; name: string } }) {
  return (
    <HostedPage
      flow={flow}
      title={
        <>
          Join <bdi>{organization.name}</bdi>?
        </>
      }
      description="You are not a member of this organization yet. It is open to you: join it to go on."
      footer={<OtherAccount flow={flow} />}
    >
      <form method="post" action={flowPath(flow.environment.key, "organization/submit", flow.id)}>
        <Button type="submit" name="organization" value={organization.code} size="lg" className="w-full">
          Join organization
        </Button>
      </form>
      <BackToApplication flow={flow} />
    </HostedPage>
  );
}

function OtherAccount({ flow }: { flow: Flow }) {
  return <TextLink href={flowPath(flow.environment.key, "sign-in", flow.id)}>Use another account</TextLink>;
}

async function findAskedToJoin({ environment, userId, state: { intent, orgCode } }: Flow) {
  if (intent !== "organization" || !userId || !orgCode) return null;
  const found = await findJoinable(environment, { userId, code: orgCode });
  return found.kind === "joinable" ? found.organization : null;
}
