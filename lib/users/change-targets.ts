import "server-only";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import type { UserStatus } from "@/prisma/generated/client";
import { lockOwners } from "./guard-target";
import { stateConflict } from "./state-conflict";

export type LockedUser = { id: string; status: UserStatus };

/** What became of one user: changed when there is no `error`. */
export type TargetResult = { userId: string; error: AppError | null };

/** A deed as it is done to any number of users at once. */
export type TargetDeed = {
  /** The states from which it can be done. */
  from: readonly UserStatus[];
  /** What protects members of the team, one by one: throws what the deed is refused for. */
  guard?: (userId: string) => Promise<void>;
  /** Of those that passed, who must be left as they are, and why. */
  refuse?: (users: readonly LockedUser[]) => Promise<Map<string, AppError>>;
  /** Writes the change and its events; the rows of these users are held. */
  change: (users: readonly LockedUser[]) => Promise<void>;
};

/**
 * Does one deed to these users, held in the order of their ids so that two such deeds take turns: the one core behind the
 * deed to one user, to a selection and to a batch of a job. One that is refused does not hold up the others.
 */
export async function changeTargets(
  tx: Tx,
  ctx: Context,
  userIds: readonly string[],
  deed: TargetDeed,
): Promise<TargetResult[]> {
  const unique = [...new Set(userIds)];
  // In the team each is judged by what the one before has left: two owners must not go in one statement.
  const lots = ctx.environment.key === TEAM_ENVIRONMENT ? unique.map((id) => [id]) : [unique];
  const results: TargetResult[] = [];
  for (const lot of lots) results.push(...(await changeLot(tx, ctx, lot, deed)));
  return results;
}

async function changeLot(
  tx: Tx,
  ctx: Context,
  lot: readonly string[],
  deed: TargetDeed,
): Promise<TargetResult[]> {
  const isTeam = ctx.environment.key === TEAM_ENVIRONMENT;
  if (isTeam) await lockOwners(tx, ctx);
  const users = await lockUsers(tx, ctx, lot);
  const errors = new Map<string, AppError>();
  for (const user of users) {
    const error = (isTeam && (await guardError(user.id, deed))) || stateError(user.status, deed.from);
    if (error) errors.set(user.id, error);
  }
  const passed = () => users.filter(({ id }) => !errors.has(id));
  if (deed.refuse && passed().length > 0) {
    for (const [id, error] of await deed.refuse(passed())) errors.set(id, error);
  }
  if (passed().length > 0) await deed.change(passed());
  const found = new Set(users.map(({ id }) => id));
  return lot.map((userId) => ({
    userId,
    error: found.has(userId) ? (errors.get(userId) ?? null) : notFoundError("user"),
  }));
}

function lockUsers(tx: Tx, ctx: Context, ids: readonly string[]): Promise<LockedUser[]> {
  return tx.$queryRaw<LockedUser[]>`
    SELECT id, status FROM app_user
    WHERE id = ANY (${ids.filter(isId)}::uuid[]) AND environment_id = ${ctx.environment.id}::uuid
    ORDER BY id FOR UPDATE`;
}

async function guardError(userId: string, { guard }: TargetDeed): Promise<AppError | null> {
  try {
    await guard?.(userId);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

function stateError(status: UserStatus, from: readonly UserStatus[]): AppError | null {
  return from.includes(status) ? null : stateConflict(status, from);
}

/** For a deed to one user: throws what it was refused for. */
export function throwRefusal(results: readonly TargetResult[]): void {
  for (const { error } of results) if (error) throw error;
}
