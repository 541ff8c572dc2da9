"use client";

import { createContext, type ReactNode, useContext } from "react";
import {
  NO_POLICIES,
  type SupportDeed,
  type SupportPolicies,
  type SupportPolicy,
} from "@/lib/support/schema";

type Desk = { policies: SupportPolicies; unapprovable: readonly SupportDeed[] };

const DeskContext = createContext<Desk>({ policies: NO_POLICIES, unapprovable: [] });

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

/** Whether the reader, who has to ask for this, is the only one who could approve it, if anybody is. */
export function useIsUnapprovable(deed: SupportDeed): boolean {
  return useContext(DeskContext).unapprovable.includes(deed);
}
