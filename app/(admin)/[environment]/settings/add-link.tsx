"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useDialogUrl } from "./use-dialog-url";

/** The button that opens the dialog for a new entry of the list. */
export function AddLink({ children }: { children: ReactNode }) {
  const { hrefFor } = useDialogUrl();
  return (
    <Button asChild>
      <Link href={hrefFor("add")} scroll={false}>
        <Plus aria-hidden="true" />
        {children}
      </Link>
    </Button>
  );
}
