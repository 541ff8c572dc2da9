import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/boundary/auth-options";

type Params = { params: Promise<{ nextauth: string[] }> };

// The options are made on each request, so that building the application needs no settings.
function handle(request: NextRequest, context: Params): Promise<Response> {
  return NextAuth(request, context, authOptions());
}

export { handle as GET, handle as POST };
