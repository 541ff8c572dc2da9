"use client";

import type { ReactNode } from "react";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";

/** The sheet that `MobileSidebar` loads. */
export default function MobileSidebarSheet({
  onClose,
  children,
}: {
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Sheet open onOpenChange={(isOpen) => isOpen || onClose()}>
      <SheetContent side="left" className="bg-sidebar">
        <SheetTitle className="sr-only">Menu</SheetTitle>
        <SheetDescription className="sr-only">The pages of the dashboard</SheetDescription>
        {children}
      </SheetContent>
    </Sheet>
  );
}
