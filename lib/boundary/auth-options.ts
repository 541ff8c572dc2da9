import "server-only";
import type { NextAuthOptions } from "next-auth";
import { DASHBOARD_CLIENT_ID, dashboardClientSecret } from "@/lib/applications/dashboard-client";
import { TEAM_ENVIRONMENT } from "@/lib/core/context";
import { derivedSecret } from "@/lib/core/crypto";
import { env } from "@/lib/core/env";

declare module "next-auth/jwt" {
  interface JWT {
    userId?: string;
    /** The issuer's session (`sid` claim): when it ends, so does the dashboard's. */
    sid?: string;
    idToken?: string;
  }
}

/** next-auth as a plain OpenID Connect client of our own issuer, environment `team`. */
export function authOptions(): NextAuthOptions {
  const { BASE_URL, PORT } = env();
  // next-auth reads its own address from this variable alone.
  process.env.NEXTAUTH_URL = BASE_URL;
  const issuer = `${BASE_URL}/auth/${TEAM_ENVIRONMENT}`;
  // The server calls itself on the loopback address: BASE_URL may be reachable only from outside.
  const internal = `http://127.0.0.1:${PORT}/auth/${TEAM_ENVIRONMENT}`;
  return {
    secret: derivedSecret("dashboard session"),
    session: { strategy: "jwt", maxAge: 12 * 60 * 60 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      {
        id: "gatehouse",
        name: "Gatehouse",
        type: "oauth",
        idToken: true,
        checks: ["pkce", "state", "nonce"],
        issuer,
        authorization: { url: `${issuer}/oauth2/auth`, params: { scope: "openid profile email" } },
        token: `${internal}/oauth2/token`,
        jwks_endpoint: `${internal}/.well-known/jwks`,
        clientId: DASHBOARD_CLIENT_ID,
        clientSecret: dashboardClientSecret(),
        profile: (claims: { sub: string }) => ({ id: claims.sub }),
      },
    ],
    callbacks: {
      jwt({ token, account, profile }) {
        if (!account) return token;
        const sid = profile && "sid" in profile && typeof profile.sid === "string" ? profile.sid : undefined;
        return { userId: account.providerAccountId, sid, idToken: account.id_token };
      },
    },
  };
}
