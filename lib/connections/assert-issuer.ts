import "server-only";
import { AppError } from "@/lib/core/errors";
import { InnerAddressError } from "@/lib/core/outbound-request";
import { OtherIssuerError, openIssuer, UnusableIssuerError } from "./open-issuer";

/**
 * Reads an issuer's discovery document before a connection to it is kept, and says what the issuer calls itself, to the
 * letter. What is wrong is a sentence on the field; what the address answered stays out of it.
 */
export async function assertIssuer(client: {
  issuer: string;
  clientId: string;
  clientSecret: string;
}): Promise<string> {
  try {
    return (await openIssuer(client)).serverMetadata().issuer;
  } catch (error) {
    throw new AppError("validation", "Some fields need your attention.", { issuer: flawOf(error) });
  }
}

function flawOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof InnerAddressError) {
      return "This address lies inside a private network, where Gatehouse does not go unless its settings allow it.";
    }
    if (cause instanceof OtherIssuerError || codeOf(cause) === "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED") {
      return "The document at this address speaks of another issuer. Enter the issuer of your own tenant, exactly as it calls itself.";
    }
    if (cause instanceof UnusableIssuerError)
      return "The document at this address names no usable endpoints.";
    const code = codeOf(cause);
    if (code === "OAUTH_HTTP_REQUEST_FORBIDDEN") return "The issuer must be reached by https.";
    if (code === "ENOTFOUND" || code === "EAI_AGAIN")
      return "There is no such host. Check the URL for a typing mistake.";
    if (cause.name === "TimeoutError" || code === "OAUTH_TIMEOUT") {
      return "The issuer did not answer within ten seconds. Try again, or check the URL.";
    }
    if (
      code === "ECONNREFUSED" ||
      code === "ECONNRESET" ||
      code?.startsWith("ERR_TLS") ||
      isCertificate(code)
    ) {
      return "No secure connection to this host could be made.";
    }
  }
  return "There is no OpenID Connect discovery document below this address (/.well-known/openid-configuration).";
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function isCertificate(code: string | undefined): boolean {
  return code?.includes("CERT") === true || code?.includes("SELF_SIGNED") === true;
}
