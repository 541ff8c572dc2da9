import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createStaff, createTeam } from "@/prisma/factories";
import { listUnapprovable } from "./list-unapprovable";
import { NO_POLICIES } from "./no-policies";
import { createDesk } from "./test-desk";

test("names what nobody but the reader could approve, to those who may ask for it", async () => {
  await createTeam();
  const { environment } = await createDesk();
  await db.user.updateMany({ where: { environment: { key: "team" } }, data: { status: "suspended" } });
  const policies = { ...NO_POLICIES, reset_password: "approval", delete_user: "approval" } as const;
  const staff = await createStaff({ role: "owner" });
  const owner = await contextFor({ role: "owner", environment, staff });
  const agent = await contextFor({ role: "support", environment });
  expect(await listUnapprovable(owner, policies)).toEqual(["reset_password", "delete_user"]);
  expect(await listUnapprovable(owner, NO_POLICIES)).toEqual([]);
  // The owner can approve what the agent asks for.
  expect(await listUnapprovable(agent, policies)).toEqual([]);
  await createStaff({ role: "admin" });
  expect(await listUnapprovable(owner, policies)).toEqual([]);
  await db.user.updateMany({ where: { environment: { key: "team" } }, data: { status: "suspended" } });
  expect(await listUnapprovable(agent, policies)).toEqual(["reset_password", "delete_user"]);
  expect(await listUnapprovable(await contextFor({ role: "auditor", environment }), policies)).toEqual([]);
});
