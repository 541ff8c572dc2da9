import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { composeMail } from "@/lib/mail/compose-mail";
import { sendMail } from "@/lib/mail/send-mail";
import { getBusinessName } from "@/lib/settings/get-business-name";
import type { PendingRequest } from "./require-request";
import { DEED_KIND_LABELS } from "./schema";

type End =
  | { state: "approved" }
  | { state: "failed"; failure: string }
  | { state: "refused"; decisionReason: string }
  | { state: "cancelled" };

/** Ends a request that the caller holds; the hash of a temporary password goes with it. Who asked is told by mail. */
export async function endRequest(tx: Tx, ctx: Context, request: PendingRequest, end: End): Promise<void> {
  const decidedById = ctx.actor.type === "admin" ? ctx.actor.id : null;
  await tx.approvalRequest.update({
    where: { id: request.id },
    data: {
      state: end.state,
      ...{ decidedById, decidedAt: new Date(), passwordHash: null, slot: null },
      failure: "failure" in end ? end.failure : null,
      decisionReason: "decisionReason" in end ? end.decisionReason : null,
    },
    select: { id: true },
  });
  if (end.state !== "cancelled") await tellRequester(tx, ctx, request, end);
}

async function tellRequester(tx: Tx, ctx: Context, request: PendingRequest, end: End): Promise<void> {
  const { id, kept, requestedById } = request;
  const requester = await tx.user.findUnique({
    where: { id: requestedById },
    select: { email: true, environmentId: true, status: true },
  });
  if (!requester?.email || requester.status !== "active") return;
  const from = await getBusinessName(tx);
  const deed = DEED_KIND_LABELS[kept.kind];
  const words = {
    approved: "was approved, and is done",
    failed: "was approved, but could not be done",
    refused: "was refused",
    cancelled: "was cancelled",
  };
  const title = `Your request ${words[end.state]}`;
  const message = composeMail(requester.email, title, {
    title,
    paragraphs: [
      `You asked for this in ${ctx.environment.name}: ${deed}.`,
      ...("failure" in end ? [end.failure] : []),
      ...("decisionReason" in end ? [`The reason: ${end.decisionReason}`] : []),
      ...(kept.kind === "hand_over_password" && end.state === "approved"
        ? ["Who approved it has the link, and gives it to the user."]
        : []),
    ],
    link: {
      label: "Open the request",
      url: `${env().BASE_URL}/${ctx.environment.key}/approvals?request=${id}`,
    },
    from,
  });
  await sendMail(tx, requester.environmentId, message);
}
