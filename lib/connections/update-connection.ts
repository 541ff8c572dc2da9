import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import { assertUnchanged } from "@/lib/core/assert-unchanged";
import type { Context } from "@/lib/core/context";
import { encrypt } from "@/lib/core/crypto";
import { db, inTransaction, type Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertIssuer } from "./assert-issuer";
import { holdSettings } from "./hold-settings";
import { assertMayConnect } from "./may-connect";
import { requireConnection } from "./require-connection";
import { CONNECTION_LABELS, type updateConnectionInput } from "./schema";

const CHANGEABLE = [
  "name",
  "issuer",
  "clientId",
  "emailDomains",
  "isShown",
  "isJustInTime",
  "isLinking",
  "organizationId",
] as const;

type Input = z.output<typeof updateConnectionInput>;

/** Changes a connection; holds from the next sign-in on. Another issuer needs its own secret, and is refused once users sign in through it. */
export async function updateConnection(
  ctx: Context,
  { connectionId, clientSecret, version, seen, ...given }: Input,
): Promise<void> {
  assertMayConnect(ctx);
  const issuer = await findIssuer(ctx, connectionId, { ...given, clientSecret });
  await inTransaction(ctx, async (tx) => {
    const before = await requireConnection(tx, ctx, connectionId);
    if (before.version !== version) {
      if (seen) assertSeen(before, seen);
      throw new AppError(
        "conflict",
        "Someone else changed this connection while you had it open. Nothing was saved. Reload to go on.",
      );
    }
    const organizationId = await holdSettings(tx, ctx, given, before.id);
    const after = { ...given, issuer, organizationId };
    const changed = CHANGEABLE.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
    if (changed.length === 0 && clientSecret === "") return;
    if (changed.includes("issuer")) await assertNobodyComes(tx, before.id);
    await tx.connection.update({
      where: { id: before.id },
      data: {
        ...after,
        ...(clientSecret !== "" && { clientSecret: encrypt(clientSecret) }),
        version: { increment: 1 },
      },
      select: { id: true },
    });
    await recordEvent(tx, ctx, {
      type: "connection.updated",
      target: { type: "connection", id: before.id },
      before: Object.fromEntries(changed.map((name) => [name, before[name]])),
      after: {
        ...Object.fromEntries(changed.map((name) => [name, after[name]])),
        ...(clientSecret !== "" && { isSecretReplaced: true }),
      },
    });
  });
}

// The issuer is asked only when it is another one: a name can be mended while the provider is down.
async function findIssuer(
  ctx: Context,
  id: string,
  given: Pick<Input, "issuer" | "clientId" | "clientSecret">,
): Promise<string> {
  const kept = isId(id)
    ? await db.connection.findFirst({
        where: { id, environmentId: ctx.environment.id },
        select: { issuer: true },
      })
    : null;
  if (!kept) throw notFoundError("connection");
  if (kept.issuer === given.issuer) return kept.issuer;
  if (given.clientSecret === "") {
    // The kept one would be sent to a server that it was not given for.
    throw new AppError("validation", "Some fields need your attention.", {
      clientSecret: "Enter the client secret of the new issuer: the kept one is sent to no other server.",
    });
  }
  return assertIssuer(given);
}

/** Who somebody is at one issuer says nothing of who they are at another: a number there may be anybody here. */
async function assertNobodyComes(tx: Tx, connectionId: string): Promise<void> {
  if ((await tx.identity.findFirst({ where: { connectionId }, select: { id: true } })) === null) return;
  throw new AppError("validation", "Some fields need your attention.", {
    issuer:
      "Users sign in through this issuer already, so it cannot become another one. Add a new connection instead.",
  });
}

type Kept = Awaited<ReturnType<typeof requireConnection>>;

function assertSeen(before: Kept, seen: NonNullable<Input["seen"]>): void {
  assertUnchanged([
    { label: "the name", now: before.name, seen: seen.name },
    { label: "the issuer", now: before.issuer, seen: seen.issuer },
    { label: "the client ID", now: before.clientId, seen: seen.clientId },
    {
      label: "the list of email domains",
      now: before.emailDomains.join("\n"),
      seen: seen.emailDomains.join("\n"),
    },
    ...(["isShown", "isJustInTime", "isLinking"] as const).map((name) => ({
      label: `“${CONNECTION_LABELS[name]}”`,
      now: before[name],
      seen: seen[name],
    })),
  ]);
}
