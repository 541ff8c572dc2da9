"use client";

import { createContext, type ReactNode, useContext } from "react";
import {
  NO_POLICIES,
  type SupportDeed,
  type SupportPolicies,
  type SupportPolicy,
} from "@/lib/support/schema";

const PoliciesContext = createContext<SupportPolicies>(NO_POLICIES);

/** What each guarded deed needs here, for the dialogs of all pages below. The verbs decide for themselves. */
export function SupportPoliciesProvider({
  policies,
  children,
}: {
  policies: SupportPolicies;
  children: ReactNode;
}) {
  return <PoliciesContext value={policies}>{children}</PoliciesContext>;
}

export function useSupportPolicy(deed: SupportDeed): SupportPolicy {
  return useContext(PoliciesContext)[deed];
}
