import Link from "next/link";
import { buttonVariants } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata = { title: "User not found" };

export default function UserNotFound() {
  return (
    <div className="rounded-xl border">
      <EmptyState
        isPage
        title="User not found"
        text="There is no such user in this environment. They may have been removed, or the address is incomplete."
      >
        {/* Relative to nothing: the environment of the reader is not known here, the start page finds it. */}
        <Link href="/" className={buttonVariants({ variant: "outline" })}>
          Go to the start page
        </Link>
      </EmptyState>
    </div>
  );
}
