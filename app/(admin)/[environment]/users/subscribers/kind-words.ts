import type { SubscriberKind } from "@/lib/subscribers/schema";

/** The words of the two lists, which are otherwise the same screens. */
export const KIND_WORDS = {
  subscriber: {
    title: "Subscribers",
    description: "People to tell about your business. They stay on this list when you make users of them.",
    add: "Add subscriber",
    added: "Subscriber added",
    remove: "Delete subscriber",
    removed: "Subscriber deleted",
    converted: "Subscriber converted to user",
    search: "Search subscribers",
    none: "No subscribers yet",
    noneText: "Put the subscription form on your site, or add people yourself.",
    form: "Subscription form",
    formText: "A form for your own site. Who fills it in appears in the list of subscribers.",
    button: "Subscribe",
    thanks: "Thank you for subscribing.",
  },
  access_request: {
    title: "Access requests",
    description: "People who asked to use your product. They stay on this list when you make users of them.",
    add: "Add access request",
    added: "Access request added",
    remove: "Delete access request",
    removed: "Access request deleted",
    converted: "Access request converted to user",
    search: "Search access requests",
    none: "No access requests yet",
    noneText: "Put the access request form on your site, or add people yourself.",
    form: "Access request form",
    formText: "A form for your own site. Who fills it in appears in the list of access requests.",
    button: "Request access",
    thanks: "Thank you. We will be in touch.",
  },
} as const satisfies Record<SubscriberKind, Record<string, string>>;
