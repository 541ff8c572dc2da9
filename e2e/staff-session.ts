import type { BrowserContext } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { TEAM_ENVIRONMENT } from "@/lib/core/context";
import { derivedSecret } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { createStaff, type StaffRole, type TestStaff } from "@/prisma/factories";

export const SESSION_COOKIE = "next-auth.session-token";

/** A member of the staff who is signed in, as the dashboard's own sign-in would have left them. */
export async function startStaffSession(
  role: StaffRole,
  staff?: TestStaff,
): Promise<{ staff: TestStaff; cookie: string }> {
  const member = staff ?? (await createStaff({ role }));
  const team = await db.environment.findUniqueOrThrow({ where: { key: TEAM_ENVIRONMENT } });
  const sid = newId();
  const expiresAt = new Date(Date.now() + 60 * 60 * 1000);
  await db.oidcArtifact.create({
    data: {
      environmentId: team.id,
      model: "Session",
      id: sid,
      uid: sid,
      userId: member.id,
      payload: {},
      expiresAt,
      // Ahead, so that no request of a test writes when it was last seen.
      lastSeenAt: expiresAt,
    },
  });
  const token = { userId: member.id, sid };
  return { staff: member, cookie: await encode({ token, secret: derivedSecret("dashboard session") }) };
}

/** Gives the browser this session. */
export function addSession(context: BrowserContext, url: string, cookie: string): Promise<void> {
  return context.addCookies([{ name: SESSION_COOKIE, value: cookie, url, httpOnly: true, sameSite: "Lax" }]);
}
