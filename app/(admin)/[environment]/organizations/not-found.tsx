import Link from "next/link";
import { buttonVariants } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata = { title: "Organization not found" };

export default function OrganizationNotFound() {
  return (
    <div className="rounded-xl border">
      <EmptyState
        isPage
        title="Organization not found"
        text="There is no such organization in this environment. It may have been deleted, or the address is incomplete."
      >
        {/* The environment of the reader is not known here; the start page finds it. */}
        <Link href="/" className={buttonVariants({ variant: "outline" })}>
          Go to the start page
        </Link>
      </EmptyState>
    </div>
  );
}
