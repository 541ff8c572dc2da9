"use client";

import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { MenuButton } from "@/components/ui/menu-button";
import type { DeedUser } from "../say-results";
import { useUserDeeds } from "../use-user-deeds";
import type { UserRights } from "../user-rights";

/** What can be done to the user whose record this is. */
export function UserActions({
  environmentKey,
  user,
  rights,
}: {
  environmentKey: string;
  user: DeedUser;
  rights: UserRights;
}) {
  const router = useRouter();
  const deeds = useUserDeeds(environmentKey, rights, {
    // The record is gone, so Back must not lead to it.
    onRecordDeleted: () => router.replace(`/${environmentKey}/users`),
  });
  const entries = deeds.entries(user, { isOnRecord: true });
  if (entries.length === 0) return null;
  return (
    <>
      <MenuButton variant="outline" entries={entries}>
        Actions
        <ChevronDown aria-hidden="true" className="text-muted-foreground" />
      </MenuButton>
      {deeds.dialog}
    </>
  );
}
