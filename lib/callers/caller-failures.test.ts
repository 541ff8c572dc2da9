import { beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { createDesk } from "@/lib/support/test-desk";
import { contextFor, createTeam } from "@/prisma/factories";
import { startCallerCheck } from "./start-caller-check";
import { verifyCaller } from "./verify-caller";

beforeAll(async () => {
  await createTeam();
});

type Desk = Awaited<ReturnType<typeof createDesk>>;

const start = async ({ user, emailId }: Desk, ctx: Context) =>
  (await startCallerCheck(ctx, { userId: user.id, contactId: emailId })).checkId;

async function codeSentAt({ environment }: Desk): Promise<string> {
  const message = await db.outboxMessage.findFirstOrThrow({
    where: { environmentId: environment.id },
    orderBy: { id: "desc" },
  });
  return /\b\d{6}\b/.exec(message.text ?? "")?.[0] ?? "";
}

test("thirty wrong codes a day are all that an agent has, over all callers; another agent goes on", async () => {
  const first = await createDesk();
  const { ctx } = first;
  let wrong = 0;
  for (let callers = 0; callers < 2; callers += 1) {
    // Another desk's user, in reach of the same agent.
    const desk = callers === 0 ? first : { ...(await createDesk()), ctx };
    const here = { ...ctx, environment: desk.environment };
    for (let sent = 0; sent < 3; sent += 1) {
      const checkId = await start(desk, here);
      const code = await codeSentAt(desk);
      for (let tries = 0; tries < 5; tries += 1) {
        const typed = { userId: desk.user.id, checkId, code: code === "000000" ? "000001" : "000000" };
        await expect(verifyCaller(here, typed)).rejects.toMatchObject({ code: "validation" });
        wrong += 1;
      }
    }
  }
  expect(wrong).toBe(30);
  const third = await createDesk();
  const here = { ...ctx, environment: third.environment };
  const refused = {
    code: "rate_limited",
    message: expect.stringMatching(/^30 codes that you have typed within a day were not right/),
  };
  await expect(start(third, here)).rejects.toMatchObject(refused);
  // A code that was sent before is of no use any more either.
  const other = await contextFor({ role: "support", environment: third.environment });
  const checkId = await start(third, other);
  const right = { userId: third.user.id, checkId, code: await codeSentAt(third) };
  await expect(verifyCaller(here, right)).rejects.toMatchObject(refused);
  expect(await verifyCaller(other, right)).toMatchObject({ method: "email" });
});
