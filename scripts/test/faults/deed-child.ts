import pg from "pg";
import { approveRequest } from "@/lib/approvals/approve-request";
import type { Context } from "@/lib/core/context";
import { STAFF_PERMISSIONS } from "@/lib/permissions/staff-permissions";
import { createUser } from "@/lib/users/create-user";
import { deleteUser } from "@/lib/users/delete-user";
import { suspendUser } from "@/lib/users/suspend-user";
import { systemContext } from "@/prisma/factories";

// A process that does one deed and is killed, as by `kill -9`, before its nth statement; without one it prints how many
// statements the deed takes.
export type DeedOrder = {
  deed: keyof typeof DEEDS;
  environment: Context["environment"];
  organizationId: string;
  userId: string;
  email: string;
  killBefore: number | null;
  /** What waits for approval, and who approves it. */
  request?: { requestId: string; approverId: string };
};

const DEEDS = {
  suspend: (ctx: Context, { userId }: DeedOrder) => suspendUser(ctx, { userId, reason: "Fault test" }),
  delete: (ctx: Context, { userId }: DeedOrder) =>
    deleteUser(ctx, { userId, extent: "record", reason: "Fault test" }),
  create: (ctx: Context, { email, organizationId }: DeedOrder) =>
    createUser(ctx, {
      firstName: "Kiri",
      lastName: "Fault",
      email,
      username: "",
      phone: "",
      organizationIds: [organizationId],
    }),
  approve: (ctx: Context, { request = { requestId: "", approverId: "" } }: DeedOrder) => {
    const permissions = new Set(Object.keys(STAFF_PERMISSIONS));
    const approver = { id: request.approverId, name: "", email: "", isOwner: true, permissions };
    return approveRequest(
      { ...ctx, actor: { type: "admin", ...approver } },
      { requestId: request.requestId },
    );
  },
};

const order: DeedOrder = JSON.parse(process.argv[2] ?? "{}");
let statements = 0;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  statements += 1;
  if (statements === order.killBefore) process.kill(process.pid, "SIGKILL");
  return Reflect.apply(query, this, args);
};

await DEEDS[order.deed](systemContext(order.environment), order);
console.log(statements);
process.exit();
