"use client";

import { Download } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { buttonVariants } from "@/components/ui/button";

/** The list as a file: the search, filters, sort and columns of this very address. */
export function DownloadUsers({ environmentKey }: { environmentKey: string }) {
  const search = useSearchParams();
  // A download is no page: the browser must fetch it, not the router.
  return (
    <a
      href={`/${environmentKey}/users/export?${search}`}
      download
      className={buttonVariants({ variant: "outline", size: "sm" })}
    >
      <Download aria-hidden="true" className="text-muted-foreground" />
      <span className="max-sm:sr-only">Download CSV</span>
    </a>
  );
}
