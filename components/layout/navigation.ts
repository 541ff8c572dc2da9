import type { ReactNode } from "react";

/** One line of the sidebar; the icon is an element, so that a server component can give it. */
export type NavigationItem = {
  label: string;
  href: string;
  icon?: ReactNode;
  /** Belongs to the line above: set in under its words. */
  isNested?: boolean;
  /** How many things wait there, with the word that says so to who cannot see the place. */
  count?: number;
  countLabel?: string;
};

/** Lines that belong together, with a quiet title above unless they need none. */
export type NavigationGroup = { label?: string; items: readonly NavigationItem[] };
