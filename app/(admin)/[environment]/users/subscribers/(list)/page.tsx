import type { Metadata } from "next";
import { SubscriberListPage, type SubscriberListProps } from "../subscriber-list-page";

export const metadata: Metadata = { title: "Subscribers" };

export default function SubscribersPage(props: SubscriberListProps) {
  return <SubscriberListPage kind="subscriber" {...props} />;
}
