import "server-only";
import { homeOf } from "@/lib/applications/home-of";
import { findConnection } from "@/lib/connections/find-connections";
import type { EnvironmentRef } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { organizationName } from "@/lib/organizations/schema";
import { CLOSED_CONNECTION } from "./choose-connection";
import { judgeConnection } from "./connection-rules";
import type { FlowState } from "./flow-state";
import { nextStep } from "./next-step";

export type NewFlow = {
  /** The interaction's uid. */
  id: string;
  environment: EnvironmentRef;
  clientId: string;
  intent: FlowState["intent"];
  loginHint?: string;
  /** Parameters of the request: the organization to sign in or up to, or the wish for a new one. */
  orgCode?: string;
  /** Who is signed in already and only asks for another organization. */
  userId?: string;
  isOrganizationWanted?: boolean;
  orgName?: string;
  /** The connection that the application wants the sign-in to go through. */
  connectionKey?: string;
  expiresAt: Date;
};

// What can be no code is kept as one that no organization has: it is refused, not forgotten.
const NO_CODE = "org_";

/** Begins the flow of an interaction; showing its first page again, in a second tab, changes nothing. */
export async function startFlow({
  id,
  environment,
  clientId,
  intent,
  loginHint,
  orgCode,
  userId,
  isOrganizationWanted,
  orgName,
  connectionKey,
  expiresAt,
}: NewFlow): Promise<void> {
  const application = await db.application.findFirst({
    where: { clientId, environmentId: environment.id },
    select: { id: true, name: true, callbackUrls: true },
  });
  const hint = loginHint && !/\p{Cc}/u.test(loginHint) ? loginHint.trim().slice(0, 254).toWellFormed() : "";
  const isAsked = connectionKey !== undefined && intent !== "organization";
  const asked = isAsked ? await findConnection(environment, connectionKey) : null;
  const connection = asked && judgeConnection(asked) === "open" ? asked : null;
  const state: FlowState = {
    // A first sign-in through a connection is a sign-up too.
    intent: connection ? "sign-in" : intent,
    ...(connection && {
      connection: { id: connection.id, key: connection.key, name: connection.name },
      ...(hint !== "" && { identifier: hint }),
    }),
    values: hint === "" ? {} : { identifier: hint, ...(hint.includes("@") && { email: hint }) },
    errors: isAsked && !connection ? { form: CLOSED_CONNECTION } : {},
    application: application ? { name: application.name, url: homeOf(application.callbackUrls) } : undefined,
    ...(orgCode && { orgCode: /^\w{1,100}$/.test(orgCode) ? orgCode : NO_CODE }),
    ...(isOrganizationWanted && {
      isOrganizationWanted,
      // A name that cannot be one is asked for at the form.
      orgName: organizationName.safeParse(orgName ?? "").data,
    }),
  };
  await db.signInFlow.createMany({
    data: {
      id,
      environmentId: environment.id,
      applicationId: application?.id ?? null,
      userId: userId ?? null,
      step: nextStep(state),
      state: JSON.parse(JSON.stringify(state)),
      expiresAt,
    },
    skipDuplicates: true,
  });
}
