import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/boundary/auth-options";

type Params = { params: Promise<{ nextauth: string[] }> };

/** The way back from the issuer alone: next-auth's own pages and endpoints are no part of the dashboard. */
export async function GET(request: NextRequest, context: Params): Promise<Response> {
  const { nextauth } = await context.params;
  if (nextauth.join("/") !== "callback/gatehouse") return new Response("Not found", { status: 404 });
  // The options are made on each request, so that building the application needs no settings.
  return NextAuth(request, context, authOptions());
}
