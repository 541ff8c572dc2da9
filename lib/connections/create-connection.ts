import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { encrypt } from "@/lib/core/crypto";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { Prisma } from "@/prisma/generated/client";
import { assertIssuer } from "./assert-issuer";
import { holdSettings } from "./hold-settings";
import { assertMayConnect } from "./may-connect";
import type { createConnectionInput } from "./schema";

/** Adds a connection to an identity provider, once its discovery document could be read. It is enabled at once. */
export async function createConnection(
  ctx: Context,
  input: z.output<typeof createConnectionInput>,
): Promise<{ id: string }> {
  assertMayConnect(ctx);
  const { clientSecret, ...given } = input;
  // Asking the issuer takes its time, which no transaction should wait for.
  const issuer = await assertIssuer(input);
  const id = newId();
  try {
    await inTransaction(ctx, async (tx) => {
      const organizationId = await holdSettings(tx, ctx, given);
      const settings = { ...given, issuer, organizationId };
      await tx.connection.create({
        data: { ...settings, id, environmentId: ctx.environment.id, clientSecret: encrypt(clientSecret) },
        select: { id: true },
      });
      await recordEvent(tx, ctx, {
        type: "connection.created",
        target: { type: "connection", id },
        after: settings,
      });
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new AppError("conflict", "This connection was added already.");
    }
    throw error;
  }
  return { id };
}
