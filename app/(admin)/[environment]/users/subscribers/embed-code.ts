import { KIND_PATHS, type SubscriberKind } from "@/lib/subscribers/schema";
import { KIND_WORDS } from "./kind-words";

// Said with double opt-in, on either list. The script says the same in pages that were pasted without it.
const CONFIRM = "Thank you. Please open the link in the mail that we send you, to confirm your address.";

/** What a site puts into its page to have the form: plain HTML, its styles, and our script. */
export function embedCode({
  baseUrl,
  environmentKey,
  kind,
}: {
  baseUrl: string;
  environmentKey: string;
  kind: SubscriberKind;
}): string {
  const { button, thanks } = KIND_WORDS[kind];
  const action = `${baseUrl}/api/subscribe/${environmentKey}/${KIND_PATHS[kind]}`;
  return `<form
  class="gatehouse-form"
  data-gatehouse-form
  data-thanks="${thanks}"
  data-confirm="${CONFIRM}"
  method="post"
  action="${action}"
>
  <label>First name <input name="firstName" autocomplete="given-name" maxlength="100"></label>
  <label>Last name <input name="lastName" autocomplete="family-name" maxlength="100"></label>
  <label>Email <input name="email" type="email" autocomplete="email" required></label>
  <div class="gatehouse-form-trap" aria-hidden="true">
    <label>Leave this empty <input name="website" tabindex="-1" autocomplete="off"></label>
  </div>
  <button type="submit">${button}</button>
  <p role="status"></p>
  <noscript>This form needs JavaScript.</noscript>
</form>
<style>
  .gatehouse-form { display: grid; gap: 12px; max-width: 360px; }
  .gatehouse-form, .gatehouse-form * { font: 16px/1.4 system-ui, sans-serif; }
  .gatehouse-form label { display: grid; gap: 4px; }
  .gatehouse-form input { padding: 8px 10px; border: 1px solid #8a8a94; border-radius: 6px; }
  .gatehouse-form button { padding: 10px 14px; border: 0; border-radius: 6px; }
  .gatehouse-form button { background: #1d1e24; color: #fff; cursor: pointer; }
  .gatehouse-form p { min-height: 1.4em; margin: 0; }
  .gatehouse-form-trap { position: absolute; left: -9999px; }
</style>
<script src="${baseUrl}/subscribe.js" defer></script>
`;
}
