import { ShieldCheck } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { can } from "@/lib/permissions/assert-can";
import { getUserMfa } from "@/lib/users/get-user-mfa";
import { userName } from "@/lib/users/user-name";
import { requireUser } from "../require-user";
import { MfaSections } from "./mfa-sections";

export const metadata: Metadata = { title: "Multi-factor auth" };

type Props = { params: Promise<{ environment: string; userId: string }> };

export default async function UserMfaPage({ params }: Props) {
  const { environment, userId } = await params;
  const { ctx, user } = await requireUser(environment, userId);
  const { sections, recoveryCodes } = await getUserMfa(ctx, user.id);
  if (sections.length === 0) {
    return (
      <EmptyState
        icon={ShieldCheck}
        className="rounded-xl border"
        title="No multi-factor auth"
        text="Neither this environment nor an organization of this user asks for it, and the user has set up none."
      />
    );
  }
  return (
    <MfaSections
      environmentKey={environment}
      user={{ id: user.id, name: userName(user) }}
      sections={sections}
      recoveryCodes={recoveryCodes}
      canReset={can(ctx, "users:reset_mfa") && ctx.actor.id !== user.id && user.status !== "deleted"}
    />
  );
}
