import { db } from "@/lib/core/db";
import { newId, randomAlphanumeric } from "@/lib/core/ids";
import { createTestEnvironment, type TestEnvironment } from "@/prisma/factories";
import { type Flow, findFlow } from "./find-flow";
import { type NewFlow, startFlow } from "./start-flow";

export const TEST_PASSWORD = "kestrel moss window";
export const testRequest = () => ({ id: newId(), ip: "203.0.113.9", userAgent: "test" });

/** A flow that has just begun, for tests. */
export async function createTestFlow(
  options: {
    environment?: TestEnvironment;
    isEnumerationProtected?: boolean;
    intent?: "sign-in" | "sign-up";
    /** What the application asked for. */
    asked?: Pick<NewFlow, "orgCode" | "isOrganizationWanted" | "orgName">;
  } = {},
): Promise<Flow> {
  const environment = options.environment ?? (await createTestEnvironment());
  const { isEnumerationProtected = true, intent = "sign-in" } = options;
  await db.environment.update({ where: { id: environment.id }, data: { isEnumerationProtected } });
  const id = randomAlphanumeric(43);
  const expiresAt = new Date(Date.now() + 3_600_000);
  await startFlow({ id, environment, clientId: "none", intent, expiresAt, ...options.asked });
  return readTestFlow(environment.key, id);
}

/** The flow as it is stored. */
export async function readTestFlow(environmentKey: string, id: string): Promise<Flow> {
  const flow = await findFlow(environmentKey, id);
  if (!flow) throw new Error("the flow is gone");
  return flow;
}

/** The code in the newest message to an address, or null. */
export async function newestCode(email: string): Promise<string | null> {
  const message = await db.outboxMessage.findFirst({ where: { recipient: email }, orderBy: { id: "desc" } });
  return message?.text?.match(/^\d{6}$/m)?.[0] ?? null;
}

/** The types of the log's events of an environment, in order. */
export async function eventTypes(environmentId: string): Promise<string[]> {
  const events = await db.auditEvent.findMany({ where: { environmentId }, orderBy: { id: "asc" } });
  return events.map((event) => event.type);
}
