import type { Metadata } from "next";
import { HoldersPage } from "../../holders-page";

export const metadata: Metadata = { title: "Who has this" };

type Props = {
  params: Promise<{ environment: string; permissionId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function PermissionHoldersPage({ params, searchParams }: Props) {
  const { environment, permissionId } = await params;
  const held = { kind: "permission" as const, id: permissionId };
  return <HoldersPage environmentKey={environment} held={held} search={await searchParams} />;
}
