"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

const load = () => import("@/components/layout/mobile-sidebar-sheet");
const MobileSidebarSheet = lazy(load);

/** The sidebar at phone width: a button that opens it as a sheet, which closes when a page is chosen. */
export function MobileSidebar({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  const isOpen = openAt === pathname;
  useEffect(() => {
    setOpenAt((at) => (at === pathname ? at : null));
  }, [pathname]);
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Open menu"
        aria-expanded={isOpen}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpenAt(pathname)}
        className="-ml-2 lg:hidden"
      >
        <Menu aria-hidden="true" />
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <MobileSidebarSheet onClose={() => setOpenAt(null)}>{children}</MobileSidebarSheet>
        </Suspense>
      ) : null}
    </>
  );
}
