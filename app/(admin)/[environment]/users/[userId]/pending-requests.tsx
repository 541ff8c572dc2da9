import { ShieldCheck } from "lucide-react";
import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { listPendingAbout } from "@/lib/approvals/list-pending-about";
import { DEED_KIND_LABELS } from "@/lib/approvals/schema";
import type { Context } from "@/lib/core/context";

/** What has been asked for already and waits for a second person. */
export async function PendingRequests({ ctx, userId }: { ctx: Context; userId: string }) {
  const requests = await listPendingAbout(ctx, userId);
  if (requests.length === 0) return null;
  return (
    <section aria-label="Waiting for approval" className="rounded-xl border bg-card">
      <ul className="divide-y">
        {requests.map(({ id, kind, requestedBy, createdAt, canOpen }) => (
          <li key={id} className="flex items-start gap-2.5 px-4 py-3 text-sm">
            <ShieldCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-brand" />
            <p className="min-w-0 break-words">
              {canOpen ? (
                <Link
                  href={`/${ctx.environment.key}/approvals?request=${id}`}
                  prefetch={false}
                  className="font-medium text-brand underline-offset-4 hover:underline"
                >
                  {DEED_KIND_LABELS[kind]}
                </Link>
              ) : (
                <span className="font-medium">{DEED_KIND_LABELS[kind]}</span>
              )}{" "}
              waits for approval
              <span className="text-muted-foreground">
                {" "}
                · Asked by {requestedBy.name}, <RelativeTime value={createdAt} />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
