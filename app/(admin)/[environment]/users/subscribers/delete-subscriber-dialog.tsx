"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import type { SubscriberRow } from "@/lib/subscribers/list-subscribers";
import type { SubscriberKind } from "@/lib/subscribers/schema";
import { deleteSubscriberAction } from "./actions";
import { KIND_WORDS } from "./kind-words";
import { subscriberName } from "./subscriber-columns";

type Props = {
  environmentKey: string;
  kind: SubscriberKind;
  subscriber: SubscriberRow;
  onClose: () => void;
};

export default function DeleteSubscriberDialog({ environmentKey, kind, subscriber, onClose }: Props) {
  const words = KIND_WORDS[kind];
  const stays = subscriber.convertedUserId ? " The user made of it stays." : "";
  return (
    <ConfirmDialog
      title={`${words.remove}?`}
      description={`${subscriberName(subscriber)} is removed from this list for good.${stays}`}
      deed={words.remove}
      action={(input) => deleteSubscriberAction(environmentKey, input)}
      input={{ subscriberId: subscriber.id }}
      success={words.removed}
      onClose={onClose}
    />
  );
}
