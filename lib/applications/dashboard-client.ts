import "server-only";
import { derivedSecret } from "@/lib/core/crypto";
import { env } from "@/lib/core/env";

export const DASHBOARD_CLIENT_ID = "gatehouse-dashboard";
export const DASHBOARD_SIGNED_OUT_PATH = "/signed-out";
const CALLBACK_PATH = "/api/auth/callback/gatehouse";

/** The dashboard's own client secret; derived, so that the database needs to keep only its hash. */
export function dashboardClientSecret(): string {
  return derivedSecret("dashboard client secret").slice(0, 48);
}

/** Where sign-in and sign-out of the dashboard come back to, at the address it has now. */
export function dashboardUrls(): { callbackUrls: string[]; logoutUrls: string[] } {
  const { BASE_URL } = env();
  return {
    callbackUrls: [`${BASE_URL}${CALLBACK_PATH}`],
    logoutUrls: [`${BASE_URL}${DASHBOARD_SIGNED_OUT_PATH}`],
  };
}
