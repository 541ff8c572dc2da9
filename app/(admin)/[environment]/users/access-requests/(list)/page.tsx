import type { Metadata } from "next";
import { SubscriberListPage, type SubscriberListProps } from "../../subscribers/subscriber-list-page";

export const metadata: Metadata = { title: "Access requests" };

export default function AccessRequestsPage(props: SubscriberListProps) {
  return <SubscriberListPage kind="access_request" {...props} />;
}
