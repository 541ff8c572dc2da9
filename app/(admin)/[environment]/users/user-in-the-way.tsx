import Link from "next/link";
import type { ErrorSubject } from "@/lib/core/errors";

/** Leads to the user who already has what a form asked for. */
export function UserInTheWay({
  environmentKey,
  subject,
}: {
  environmentKey: string;
  subject: ErrorSubject | undefined;
}) {
  if (!subject) return null;
  return (
    <p className="text-sm">
      <Link
        href={`/${environmentKey}/users/${subject.id}`}
        className="font-medium text-brand underline-offset-4 hover:underline"
      >
        Open this user
      </Link>
    </p>
  );
}
