import type { Metadata } from "next";
import { HoldersPage } from "../../holders-page";

export const metadata: Metadata = { title: "Who has this" };

type Props = {
  params: Promise<{ environment: string; roleId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function RoleHoldersPage({ params, searchParams }: Props) {
  const { environment, roleId } = await params;
  const held = { kind: "role" as const, id: roleId };
  return <HoldersPage environmentKey={environment} held={held} search={await searchParams} />;
}
