"use client";

import { Download } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { buttonVariants } from "@/components/ui/button";
import { KIND_PATHS, type SubscriberKind } from "@/lib/subscribers/schema";

/** The list as a file: the search, filters, sort and columns of this very address. */
export function DownloadSubscribers(props: { environmentKey: string; kind: SubscriberKind }) {
  const search = useSearchParams();
  // A download is no page: the browser must fetch it, not the router.
  return (
    <a
      href={`/${props.environmentKey}/users/${KIND_PATHS[props.kind]}/export?${search}`}
      download
      className={buttonVariants({ variant: "outline", size: "sm" })}
    >
      <Download aria-hidden="true" className="text-muted-foreground" />
      <span className="max-sm:sr-only">Download CSV</span>
    </a>
  );
}
