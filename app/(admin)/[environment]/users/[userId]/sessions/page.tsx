import type { Metadata } from "next";
import { listSessions } from "@/lib/sessions/list-sessions";
import { userName } from "@/lib/users/user-name";
import { userRights } from "../../user-rights";
import { requireUser } from "../require-user";
import { SessionsTable } from "./sessions-table";

export const metadata: Metadata = { title: "Sessions" };

type Props = { params: Promise<{ environment: string; userId: string }> };

export default async function SessionsPage({ params }: Props) {
  const { environment, userId } = await params;
  const { ctx, user } = await requireUser(environment, userId);
  const { rows, ...count } = await listSessions(ctx, user.id);
  return (
    <SessionsTable
      environmentKey={environment}
      user={{ id: user.id, name: userName(user) }}
      rows={rows}
      page={{ ...count, from: 1, next: null, previous: null }}
      canEnd={userRights(ctx).canSuspend}
      isSelf={ctx.actor.id === user.id}
    />
  );
}
