import "server-only";
import * as oidc from "openid-client";

export type AnswerFlaw = { kind: "denied" | "unreachable" | "unusable"; code: string };

const NETWORK = /^(E[A-Z]+|OAUTH_TIMEOUT|OAUTH_ABORT|UND_ERR_[A-Z_]+)$/;

/**
 * What went wrong between Gatehouse and an identity provider, in one word for the log. Only codes of the protocol and of the
 * network: what the provider wrote of its own may hold anything.
 */
export function findAnswerFlaw(error: unknown): AnswerFlaw {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof oidc.AuthorizationResponseError) {
      const code = plain(cause.error);
      return { kind: code === "access_denied" ? "denied" : "unusable", code };
    }
    if (cause instanceof oidc.ResponseBodyError) return { kind: "unusable", code: plain(cause.error) };
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
    if (NETWORK.test(code) || cause.name === "TimeoutError") {
      return { kind: "unreachable", code: code === "" ? "timeout" : code };
    }
    if (code !== "" && !(cause.cause instanceof Error)) return { kind: "unusable", code: plain(code) };
  }
  return { kind: "unusable", code: "unusable_answer" };
}

function plain(code: string): string {
  return /^\w{1,80}$/.test(code) ? code : "unusable_answer";
}
