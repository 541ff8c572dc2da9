import { redirect } from "next/navigation";
import { ownPath } from "@/lib/boundary/own-path";
import { findAdmin } from "@/lib/boundary/session";
import { startSignIn } from "@/lib/boundary/start-sign-in";
import { env } from "@/lib/core/env";
import { isSetUp } from "@/lib/settings/is-set-up";

/** The dashboard's way in: on to the issuer at once, and back to the page that was asked for. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const path = ownPath(searchParams.get("callbackUrl"), env().BASE_URL);
  const error = searchParams.get("error");
  if (error) redirect(`/sign-in/failed?${new URLSearchParams({ error, callbackUrl: path })}`);
  const [isReady, admin] = await Promise.all([isSetUp(), findAdmin()]);
  if (!isReady) redirect("/");
  if (admin) redirect(path);
  return startSignIn(path);
}
