"use client";

import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { MenuButton } from "@/components/ui/menu-button";
import { type DeedOrganization, useOrganizationDeeds } from "../use-organization-deeds";

/** What can be done to the organization whose record this is. */
export function OrganizationActions({
  environmentKey,
  organization,
  canWrite,
}: {
  environmentKey: string;
  organization: DeedOrganization;
  canWrite: boolean;
}) {
  const router = useRouter();
  const deeds = useOrganizationDeeds(environmentKey, canWrite, {
    // The record is gone, so Back must not lead to it.
    onDeleted: () => router.replace(`/${environmentKey}/organizations`),
  });
  const entries = deeds.entries(organization, { isOnRecord: true });
  return (
    <>
      {entries.length > 0 ? (
        <MenuButton variant="outline" entries={entries}>
          Actions
          <ChevronDown aria-hidden="true" className="text-muted-foreground" />
        </MenuButton>
      ) : null}
      {deeds.dialog}
    </>
  );
}
