"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { deleteApplicationAction } from "../actions";

type Props = { environmentKey: string; application: { id: string; name: string }; onClose: () => void };

export default function DeleteApplicationDialog({ environmentKey, application, onClose }: Props) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title="Delete application?"
      description={`Nobody can sign in to ${application.name} any more, and its tokens stop working at once. Its users stay.`}
      deed="Delete application"
      action={(input) => deleteApplicationAction(environmentKey, input)}
      input={{ applicationId: application.id }}
      success="Application deleted"
      onDone={() => router.replace(`/${environmentKey}/settings/applications`)}
      onClose={onClose}
    />
  );
}
