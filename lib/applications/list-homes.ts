import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { homeOf } from "./home-of";

const MOST = 5;

export type ApplicationHome = { name: string; url: string };

/** Where one can begin to sign in, when it is not known for which application: the front pages of the first few. */
export async function listHomes(environment: EnvironmentRef): Promise<ApplicationHome[]> {
  const applications = await db.application.findMany({
    where: { environmentId: environment.id, kind: { not: "machine" } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST,
    select: { name: true, callbackUrls: true },
  });
  return applications.flatMap(({ name, callbackUrls }) => {
    const url = homeOf(callbackUrls);
    return url ? [{ name, url }] : [];
  });
}
