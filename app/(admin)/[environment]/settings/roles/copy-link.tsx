"use client";

import { Copy } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { useDialogUrl } from "../use-dialog-url";

/** The button that opens the dialog in which roles are copied. */
export function CopyLink() {
  const { hrefFor } = useDialogUrl();
  return (
    <Button asChild variant="outline">
      <Link href={hrefFor("copyTo")} scroll={false}>
        <Copy aria-hidden="true" />
        Copy to another environment
      </Link>
    </Button>
  );
}
