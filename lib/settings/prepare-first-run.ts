import "server-only";
import { ensureDashboardApplication } from "@/lib/applications/ensure-dashboard-application";
import { tokenHash } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { newId, randomAlphanumeric } from "@/lib/core/ids";
import { setUpBusiness } from "./set-up-business";
import { syncStaffRoles } from "./sync-staff-roles";

/**
 * What a start does before it serves: while there is no owner it makes a new set-up link, or, with the owner's
 * variables set, the whole set-up. Any number of processes may do this at once.
 */
export async function prepareFirstRun(): Promise<{ setupUrl: string | null }> {
  await db.business.createMany({ data: { id: 1, name: "" }, skipDuplicates: true });
  const business = await db.business.findUniqueOrThrow({ where: { id: 1 }, select: { setUpAt: true } });
  if (business.setUpAt) {
    await syncStaffRoles();
    await ensureDashboardApplication();
    return { setupUrl: null };
  }
  if (await setUpFromVariables()) return { setupUrl: null };

  const token = randomAlphanumeric(40);
  const { count } = await db.business.updateMany({
    where: { id: 1, setUpAt: null },
    data: { setupTokenHash: tokenHash(token) },
  });
  return { setupUrl: count === 0 ? null : `${env().BASE_URL}/setup?token=${token}` };
}

async function setUpFromVariables(): Promise<boolean> {
  const {
    GATEHOUSE_OWNER_EMAIL: email,
    GATEHOUSE_OWNER_PASSWORD: password,
    GATEHOUSE_BUSINESS_NAME: name,
  } = env();
  if (!email || !password) return false;
  const request = { id: newId(), ip: null, userAgent: null };
  const [firstName = "Owner"] = email.split("@");
  try {
    const owner = { businessName: name ?? "My business", firstName, lastName: "", email, password };
    await setUpBusiness(request, owner, null);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Another process was quicker: the set-up is done.
    if (error.code === "conflict") return true;
    throw new Error(`GATEHOUSE_OWNER_PASSWORD: ${error.fields?.password ?? error.message}`);
  }
  return true;
}
