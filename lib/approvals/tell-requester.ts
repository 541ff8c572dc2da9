import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { composeMail } from "@/lib/mail/compose-mail";
import { sendMail } from "@/lib/mail/send-mail";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { DEED_KIND_LABELS, type DeedKind } from "./schema";

export type Told =
  | { state: "approved" }
  | { state: "failed"; failure: string }
  | { state: "refused"; decisionReason: string }
  | { state: "expired" };

const WORDS = {
  approved: "was approved, and is done",
  failed: "was approved, but could not be done",
  refused: "was refused",
  expired: "has expired",
} as const;

/** Tells who asked for an approval, by mail, how their request has ended; nobody who may not sign in any more. */
export async function tellRequester(
  tx: Tx,
  environment: EnvironmentRef,
  request: { id: string; requestedById: string; kind: DeedKind },
  end: Told,
): Promise<void> {
  const requester = await tx.user.findUnique({
    where: { id: request.requestedById },
    select: { email: true, environmentId: true, status: true },
  });
  if (!requester?.email || requester.status !== "active") return;
  const title = `Your request ${WORDS[end.state]}`;
  const message = composeMail(requester.email, title, {
    title,
    paragraphs: [
      `You asked for this in ${environment.name}: ${DEED_KIND_LABELS[request.kind]}.`,
      ...("failure" in end ? [end.failure] : []),
      ...("decisionReason" in end ? [`The reason: ${end.decisionReason}`] : []),
      ...(end.state === "expired"
        ? ["Nobody decided about it in time. Nothing was done; ask again if need be."]
        : []),
      ...(request.kind === "hand_over_password" && end.state === "approved"
        ? ["Who approved it has the link, and gives it to the user."]
        : []),
    ],
    link: {
      label: "Open the request",
      url: `${env().BASE_URL}/${environment.key}/approvals?request=${request.id}`,
    },
    from: await getBusinessName(tx),
  });
  await sendMail(tx, requester.environmentId, message);
}
