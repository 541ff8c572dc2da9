import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "@/lib/core/errors";
import { createUser } from "@/lib/users/create-user";
import { restoreUser } from "@/lib/users/restore-user";
import { suspendUser } from "@/lib/users/suspend-user";
import { systemContext } from "@/prisma/factories";

// A process that does deeds without end, four at once, until somebody kills it; it says so after each round of one lane.
const { environment, organizationId } = JSON.parse(process.argv[2] ?? "{}");
const ctx = systemContext(environment);
const names = { firstName: "Kiri", lastName: "Busy", username: "", phone: "" };

async function lane(number: number): Promise<never> {
  for (let index = 0; ; index += 1) {
    const email = `busy-${process.pid}-${number}-${index}@users.example`;
    const { userId } = await createUser(ctx, { ...names, email, organizationIds: [organizationId] });
    const suspensions = [1, 2].map(() =>
      suspendUser(ctx, { userId, reason: "Fault test" }).catch(ignoreConflict),
    );
    await Promise.all(suspensions);
    if (index % 2 === 0) await restoreUser(ctx, { userId });
    console.log("done");
    await delay(0);
  }
}

function ignoreConflict(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== "conflict") throw error;
}

await Promise.all([1, 2, 3, 4].map(lane));
