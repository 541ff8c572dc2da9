import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RecordName } from "@/components/layout/record-name";
import { Alert } from "@/components/ui/alert";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { requireAdmin } from "@/lib/boundary/session";
import { findMessage } from "@/lib/outbox/find-message";
import { can } from "@/lib/permissions/assert-can";
import { MessageStatus } from "../message-status";

export const metadata: Metadata = { title: "Message" };

type Props = { params: Promise<{ environment: string; messageId: string }> };

export default async function MessagePage({ params }: Props) {
  const { environment, messageId } = await params;
  const ctx = await requireAdmin(environment);
  const message = can(ctx, "outbox:read") ? await findMessage(ctx, messageId) : null;
  if (!message) notFound();
  return (
    <>
      <RecordName id={messageId} name={message.subject} />
      <PageHeader
        title={message.subject}
        badge={<MessageStatus status={message.status} />}
        description={
          <>
            {message.channel === "sms" ? "SMS to" : "To"} {message.recipient}, written{" "}
            <RelativeTime value={message.at} />
            {message.sentAt ? (
              <>
                , sent <RelativeTime value={message.sentAt} />
              </>
            ) : null}
          </>
        }
      />
      {message.error ? (
        <Alert
          variant="destructive"
          title={message.channel === "sms" ? "The provider refused it" : "The mail server refused it"}
          className="mb-4"
        >
          {message.error}
        </Alert>
      ) : null}
      {message.html ? (
        // Sandboxed whole: no script, no form, no origin of ours.
        <iframe
          title="Message"
          sandbox=""
          srcDoc={message.html}
          referrerPolicy="no-referrer"
          className="h-[32rem] w-full rounded-xl border bg-white"
        />
      ) : message.text ? (
        <pre className="whitespace-pre-wrap rounded-xl border p-5 font-sans">{message.text}</pre>
      ) : (
        <p className="text-muted-foreground">What was sent is not kept: it may hold codes and names.</p>
      )}
    </>
  );
}
