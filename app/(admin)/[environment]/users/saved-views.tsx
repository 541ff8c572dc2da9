"use client";

import { Bookmark } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { MenuButton, type MenuEntry } from "@/components/ui/menu-button";
import { changeListQuery } from "@/lib/core/list-params";
import type { SavedView } from "@/lib/saved-views/list-saved-views";

const SaveViewDialog = lazy(() => import("./save-view-dialog"));
const ManageViewsDialog = lazy(() => import("./manage-views-dialog"));

/** The views that the team has saved, and the way to save the one that is shown. */
export function SavedViews({
  environmentKey,
  views,
  canShare,
}: {
  environmentKey: string;
  views: readonly SavedView[];
  canShare: boolean;
}) {
  const [open, setOpen] = useState<"save" | "manage" | null>(null);
  const search = useSearchParams();
  // As it is saved: without the page.
  const query = changeListQuery(new URLSearchParams(search), { cursor: null }).slice(1);
  const entries: MenuEntry[] = views.map((view) => ({
    label: view.name,
    href: `/${environmentKey}/users${view.query ? `?${view.query}` : ""}`,
    isCurrent: new URLSearchParams(view.query).toString() === new URLSearchParams(query).toString(),
  }));
  if (canShare) {
    entries.push({ label: "Save this view", startsGroup: views.length > 0, onSelect: () => setOpen("save") });
    if (views.length > 0) entries.push({ label: "Delete views", onSelect: () => setOpen("manage") });
  }
  if (entries.length === 0) return null;
  const close = () => setOpen(null);
  return (
    <>
      <MenuButton variant="outline" size="sm" entries={entries}>
        <Bookmark aria-hidden="true" className="text-muted-foreground" />
        <span className="max-sm:sr-only">Views</span>
      </MenuButton>
      <Suspense fallback={null}>
        {open === "save" ? <SaveViewDialog {...{ environmentKey, query }} onClose={close} /> : null}
        {open === "manage" ? <ManageViewsDialog {...{ environmentKey, views }} onClose={close} /> : null}
      </Suspense>
    </>
  );
}
