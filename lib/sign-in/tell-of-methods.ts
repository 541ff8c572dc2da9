import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { tellUser } from "@/lib/users/tell-user";

/** Tells a user by mail what was changed about their second factors, in case it was not them. */
export async function tellOfMethods(ctx: Context & { tx: Tx }, userId: string, what: string): Promise<void> {
  const from = await getBusinessName();
  await tellUser(ctx.tx, ctx.environment.id, userId, (deed) => ({
    title: "Your multi-factor authentication was changed",
    paragraphs: [what, `If this was not you, ${deed}: somebody has used your account.`],
    from,
  }));
}
