import Link from "next/link";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AdminActor } from "@/lib/boundary/session";
import type { Context } from "@/lib/core/context";
import { can } from "@/lib/permissions/assert-can";
import { getPasswordState } from "@/lib/users/get-password-state";
import type { UserProfile } from "@/lib/users/get-user";
import { userName } from "@/lib/users/user-name";
import { userRights } from "../user-rights";
import { AdminActions } from "./admin-actions";
import { findCaller } from "./find-caller";
import { Identities } from "./identities";
import { PendingRequests } from "./pending-requests";
import { ProfileForm } from "./profile-form";
import { requireUser } from "./require-user";
import { SignInPanel } from "./sign-in-panel";
import { VerifyCallerArea } from "./verify-caller-area";

type Props = {
  params: Promise<{ environment: string; userId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ProfilePage({ params, searchParams }: Props) {
  const { environment, userId } = await params;
  const [{ ctx, user }, search] = await Promise.all([requireUser(environment, userId), searchParams]);
  const canChange = userRights(ctx).canUpdate && user.status !== "deleted";
  const { id, firstName, lastName } = user;
  const connection = user.identities.find((identity) => identity.connection)?.connection;
  return (
    <div className="flex max-w-3xl flex-col gap-8">
      <SignInPanel ctx={ctx} user={{ id, name: userName(user) }} organizationId={search.organization} />
      <PendingRequests ctx={ctx} userId={id} />
      <Section title="Profile">
        <ProfileForm
          // A name that was changed elsewhere is a new starting point for the form.
          key={`${firstName}\n${lastName}`}
          environmentKey={environment}
          user={{ id, firstName, lastName }}
          canChange={canChange}
          syncedFrom={user.isProfileSynced ? connection?.name : undefined}
        />
      </Section>
      <Identities
        environmentKey={environment}
        userId={id}
        identities={user.identities}
        canChange={canChange}
      />
      <Organizations
        user={user}
        base={can(ctx, "organizations:read") ? `/${environment}/organizations` : null}
      />
      <Facts user={user} />
      <AdminArea ctx={ctx} user={user} connectionName={connection?.name} />
    </div>
  );
}

type AdminAreaProps = {
  ctx: Context & { actor: AdminActor };
  user: UserProfile;
  connectionName: string | undefined;
};

/** Reads what it needs by itself, beside what the areas above it read. */
async function AdminArea({ ctx, user, connectionName }: AdminAreaProps) {
  const { id } = user;
  const environmentKey = ctx.environment.key;
  const isAdministered = userRights(ctx).canResetPassword && user.status === "active";
  const [password, caller] = await Promise.all([
    isAdministered ? getPasswordState(ctx, id) : null,
    user.status === "deleted" ? null : findCaller(ctx, id),
  ]);
  if (!password && !caller) return null;
  return (
    <Section title="Admin actions">
      <div className="divide-y">
        {caller ? (
          <VerifyCallerArea
            environmentKey={environmentKey}
            userId={id}
            isVerified={caller.verified !== null}
          />
        ) : null}
        {password ? (
          <AdminActions
            environmentKey={environmentKey}
            user={{ id, name: userName(user) }}
            password={password}
            hasVerifiedEmail={user.identities.some(({ type, verifiedAt }) => type === "email" && verifiedAt)}
            isSelf={ctx.actor.id === id}
            connectionName={connectionName}
          />
        ) : null}
      </div>
    </Section>
  );
}

function Organizations({ user, base }: { user: UserProfile; base: string | null }) {
  const { organizations, organizationCount } = user;
  return (
    <Section title="Organizations">
      {organizations.length === 0 ? (
        <p className="px-4 py-3 text-muted-foreground text-sm">This user belongs to no organization.</p>
      ) : (
        <ul className="divide-y">
          {organizations.map(({ id, name, code }) => (
            <li key={id} className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 px-4 py-1.5">
              <span className="min-w-0 break-words text-sm">
                {base ? (
                  <Link href={`${base}/${id}`} prefetch={false} className="font-medium hover:underline">
                    {name}
                  </Link>
                ) : (
                  name
                )}
              </span>
              <Code value={code} label={`Copy the code of ${name}`} />
            </li>
          ))}
        </ul>
      )}
      {organizationCount > organizations.length ? (
        <p className="border-t px-4 py-3 text-muted-foreground text-sm">
          And {organizationCount - organizations.length} more.
        </p>
      ) : null}
    </Section>
  );
}

function Facts({ user }: { user: UserProfile }) {
  const facts: [string, ReactNode][] = [
    ["User ID", <Code key="id" value={user.id} label="Copy user ID" />],
    ["Created", <RelativeTime key="created" value={user.createdAt} />],
    ["Last sign-in", <RelativeTime key="last" value={user.lastSignInAt} />],
  ];
  if (user.suspendedAt) facts.push(["Suspended", <RelativeTime key="suspended" value={user.suspendedAt} />]);
  if (user.deletedAt) facts.push(["Deleted", <RelativeTime key="deleted" value={user.deletedAt} />]);
  return (
    <Section title="Details">
      <dl className="divide-y">
        {facts.map(([label, value]) => (
          <div key={label} className="flex min-h-11 flex-wrap items-center gap-x-4 px-4 py-1.5 text-sm">
            <dt className="w-28 text-muted-foreground">{label}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Code({ value, label }: { value: string; label: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="break-all font-mono text-sm">{value}</span>
      <CopyButton value={value} label={label} />
    </span>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = title.toLowerCase().replaceAll(" ", "-");
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-3 font-semibold text-lg tracking-tight">
        {title}
      </h2>
      <div className="rounded-xl border bg-card">{children}</div>
    </section>
  );
}
