"use client";

import { createContext, type ReactNode, useContext } from "react";
import { NO_POLICIES } from "@/lib/support/no-policies";
import type { SupportDeed, SupportPolicies, SupportPolicy } from "@/lib/support/schema";

type Desk = { policies: SupportPolicies; unapprovable: readonly SupportDeed[] };

const DeskContext = createContext<Desk>({ policies: NO_POLICIES, unapprovable: [] });
const AboutContext = createContext<Record<string, readonly SupportDeed[]>>({});

/** What each guarded deed needs here, for the dialogs of all pages below. The verbs decide for themselves. */
export function SupportPoliciesProvider({
  policies,
  unapprovable,
  children,
}: Desk & { children: ReactNode }) {
  return <DeskContext value={{ policies, unapprovable }}>{children}</DeskContext>;
}

export function useSupportPolicy(deed: SupportDeed): SupportPolicy {
  return useContext(DeskContext).policies[deed];
}

/** Around what is about certain users, for whom it makes a difference who they are: what nobody else could approve of each. */
export function UnapprovableAboutProvider({
  about,
  children,
}: {
  about: Record<string, readonly SupportDeed[]>;
  children: ReactNode;
}) {
  return <AboutContext value={about}>{children}</AboutContext>;
}

/** Whether the reader, who has to ask for this about this user, is the only one who could approve it, if anybody is. */
export function useIsUnapprovable(deed: SupportDeed, userId: string): boolean {
  const { unapprovable } = useContext(DeskContext);
  const about = useContext(AboutContext);
  return (about[userId] ?? unapprovable).includes(deed);
}
