import Link from "next/link";
import { NoRecordName } from "@/components/layout/record-name";
import { buttonVariants } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** In place of a record that is not there: within the dashboard's frame, with a way on. */
export function RecordNotFound({ title, text }: { title: string; text: string }) {
  return (
    <div className="rounded-xl border">
      <NoRecordName />
      <EmptyState isPage title={title} text={text}>
        {/* The environment of the reader is not known here; the start page finds it. */}
        <Link href="/" className={buttonVariants({ variant: "outline" })}>
          Go to the start page
        </Link>
      </EmptyState>
    </div>
  );
}
