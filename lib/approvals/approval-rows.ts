import "server-only";
import { db } from "@/lib/core/db";
import { userName } from "@/lib/users/user-name";
import type { ApprovalState as StoredState } from "@/prisma/generated/client";
import { type ApprovalRow, type ApprovalState, type DeedKind, keptDeed } from "./schema";

export const approvalRowSelect = {
  ...{ id: true, deed: true, input: true, state: true, userId: true, requestedById: true },
  ...{ createdAt: true, expiresAt: true },
} as const;

/** A request as the database has it. */
export type StoredRequest = {
  id: string;
  deed: string;
  input: unknown;
  state: StoredState;
  userId: string;
  requestedById: string;
  createdAt: Date;
  expiresAt: Date;
};

export type Person = { id: string; name: string; isThere: boolean };

/** The names of today for the ids of then: of living users, and of those in the recycle bin. */
export async function findPeople(ids: readonly string[]): Promise<(id: string, gone: string) => Person> {
  const where = { id: { in: [...new Set(ids)] } };
  const select = { id: true, firstName: true, lastName: true, email: true } as const;
  const [living, deleted] =
    ids.length === 0
      ? [[], []]
      : await Promise.all([db.user.findMany({ where, select }), db.deletedUser.findMany({ where, select })]);
  const people = new Map<string, Person>([
    ...deleted.map((user) => [user.id, { id: user.id, name: userName(user), isThere: false }] as const),
    ...living.map((user) => [user.id, { id: user.id, name: userName(user), isThere: true }] as const),
  ]);
  return (id, gone) => people.get(id) ?? { id, name: gone, isThere: false };
}

export function kindOf({ deed, input }: Pick<StoredRequest, "deed" | "input">): DeedKind {
  return keptDeed.parse({ kind: deed, input }).kind;
}

/** Over is over, also before the job has said so. */
export function stateOf({ state, expiresAt }: Pick<StoredRequest, "state" | "expiresAt">): ApprovalState {
  return state === "pending" && expiresAt <= new Date() ? "expired" : state;
}

export async function toApprovalRows(rows: readonly StoredRequest[]): Promise<ApprovalRow[]> {
  const person = await findPeople(rows.flatMap(({ userId, requestedById }) => [userId, requestedById]));
  return rows.map((row) => ({
    ...{ id: row.id, kind: kindOf(row), state: stateOf(row) },
    user: person(row.userId, "Deleted user"),
    requestedBy: person(row.requestedById, "A former admin"),
    ...{ createdAt: row.createdAt, expiresAt: row.expiresAt },
  }));
}
