import type { Context } from "@/lib/core/context";
import { can } from "@/lib/permissions/assert-can";
import { explainSignIn, type SignInExplanation } from "@/lib/sign-in/explain-sign-in";
import { findOrNull } from "../../settings/find-or-null";
import { userRights } from "../user-rights";
import { findCaller } from "./find-caller";
import { SignInActions } from "./sign-in-actions";
import { SignInAnswer } from "./sign-in-answer";
import { signInDeeds } from "./sign-in-deeds";
import { SignInOrganization } from "./sign-in-organization";

type Props = { ctx: Context; user: { id: string; name: string }; organizationId: unknown };

/** Answers why a user cannot sign in, first of all on their record. */
export async function SignInPanel({ ctx, user, organizationId }: Props) {
  const userId = user.id;
  const explanation =
    // An organization that is gone asks the question for any.
    (await findOrNull(organizationId, (id) => explainSignIn(ctx, { userId, organizationId: id }))) ??
    (await explainSignIn(ctx, { userId }));
  const caller = await findCaller(ctx, userId);
  const environmentKey = ctx.environment.key;
  const base = `/${environmentKey}/users/${userId}`;
  const isSelf = "id" in ctx.actor && ctx.actor.id === userId;
  return (
    <SignInAnswer
      explanation={explanation}
      activityHref={`${base}/activity`}
      organizationChoice={
        can(ctx, "organizations:read") && !explanation.isDeleted ? (
          <SignInOrganization {...{ environmentKey, userId }} chosen={explanation.organization} />
        ) : null
      }
      actions={
        <SignInActions
          environmentKey={environmentKey}
          user={user}
          deeds={signInDeeds(explanation, userRights(ctx), isSelf)}
          links={linksOf(ctx, base, explanation)}
          isCallerVerified={caller?.verified != null}
        />
      }
    />
  );
}

/** Where what was found is mended, of the pages that the reader may open. */
function linksOf(ctx: Context, base: string, { findings, connection }: SignInExplanation) {
  const links: { label: string; href: string; isMfaReset?: boolean }[] = [];
  if (findings.includes("mfa-challenge") && can(ctx, "users:reset_mfa")) {
    links.push({ label: "Reset multi-factor auth", href: `${base}/multi-factor-auth`, isMfaReset: true });
  }
  if (connection && findings.some((code) => code.startsWith("connection-")) && can(ctx, "settings:read")) {
    links.push({
      label: "Open connection",
      href: `/${ctx.environment.key}/settings/connections/${connection.id}`,
    });
  }
  const isAboutOrganizations = findings.some(
    (code) => code.startsWith("organization") || code === "no-membership",
  );
  if (isAboutOrganizations && can(ctx, "organizations:read")) {
    links.push({ label: "Change organizations", href: `${base}/organizations` });
  }
  return links;
}
