import type { Metadata } from "next";
import { SubscriptionFormPage, type SubscriptionFormProps } from "../subscription-form-page";

export const metadata: Metadata = { title: "Subscription form" };

export default function SubscribersFormPage(props: SubscriptionFormProps) {
  return <SubscriptionFormPage kind="subscriber" {...props} />;
}
