import type { Metadata } from "next";
import { ACCESS_TOKEN_CLAIMS, ID_TOKEN_CLAIMS } from "@/lib/applications/schema";
import { requireApplicationPage } from "../require-application-page";
import { TokensForm } from "./tokens-form";

export const metadata: Metadata = { title: "Tokens" };

type Props = { params: Promise<{ environment: string; applicationId: string }> };

export default async function TokensPage({ params }: Props) {
  const { environment, applicationId } = await params;
  const { application, canChange } = await requireApplicationPage(environment, applicationId);
  const { accessTokenSeconds, idTokenSeconds, refreshTokenSeconds, tokensVersion } = application;
  return (
    <div className="max-w-2xl">
      <TokensForm
        key={tokensVersion}
        environmentKey={environment}
        kind={application.kind}
        canChange={canChange}
        values={{
          applicationId: application.id,
          version: tokensVersion,
          accessTokenSeconds,
          idTokenSeconds,
          refreshTokenSeconds,
          accessTokenClaims: ACCESS_TOKEN_CLAIMS.filter((claim) =>
            application.accessTokenClaims.includes(claim),
          ),
          idTokenClaims: ID_TOKEN_CLAIMS.filter((claim) => application.idTokenClaims.includes(claim)),
        }}
      />
    </div>
  );
}
