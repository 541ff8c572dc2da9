import type { Metadata } from "next";
import { SubscriptionFormPage, type SubscriptionFormProps } from "../../subscribers/subscription-form-page";

export const metadata: Metadata = { title: "Access request form" };

export default function AccessRequestsFormPage(props: SubscriptionFormProps) {
  return <SubscriptionFormPage kind="access_request" {...props} />;
}
