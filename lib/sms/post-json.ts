import "server-only";
import { requestOutside } from "@/lib/core/outbound-request";

type Options = { token?: string; allowsInner: boolean };

/** Posts JSON and answers when it was taken (2xx); anything else throws. */
export async function postJson(url: string, body: unknown, { token, allowsInner }: Options): Promise<void> {
  const { status } = await requestOutside(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
    allowsInner,
  });
  if (status < 200 || status > 299) throw new Error(`The provider answered ${status}.`);
}
