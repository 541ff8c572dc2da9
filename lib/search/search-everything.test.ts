import { describe, expect, it } from "vitest";
import {
  contextFor,
  createOrganizationRow,
  createTestEnvironment,
  createUserRow,
  userContext,
} from "@/prisma/factories";
import { searchEverything } from "./search-everything";

describe("searchEverything", () => {
  it("finds users by name, email and id, and organizations by name and code, the likeliest first", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "support", environment });
    const make = (firstName: string, lastName: string) =>
      createUserRow({ environmentId: environment.id, firstName, lastName });
    await make("Rosa", "Marlow");
    const marlow = await make("Marlow", "Adams");
    const organization = await createOrganizationRow({
      environmentId: environment.id,
      name: "Marlow Rowing",
    });

    const { users, organizations } = await searchEverything(ctx, " MARLOW ");
    expect(users.map(({ name }) => name)).toEqual(["Marlow Adams", "Rosa Marlow"]);
    expect(organizations).toEqual([{ id: organization.id, code: organization.code, name: "Marlow Rowing" }]);
    expect((await searchEverything(ctx, marlow.email ?? "")).users).toMatchObject([{ id: marlow.id }]);
    expect((await searchEverything(ctx, marlow.id)).users).toMatchObject([{ id: marlow.id }]);
    expect((await searchEverything(ctx, organization.code)).organizations).toHaveLength(1);
  });

  it("keeps to the environment and takes any text as text", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "owner", environment });
    const elsewhere = await createTestEnvironment();
    const stranger = await createUserRow({ environmentId: elsewhere.id, lastName: "Stranger" });
    for (const text of [
      "stranger",
      stranger.id,
      "",
      "a",
      "%%%",
      "'; drop table app_user",
      "\0\0\0abc",
      "\ud800xy",
    ]) {
      expect(await searchEverything(ctx, text)).toEqual({ users: [], organizations: [] });
    }
  });

  it("shows nothing to who may not see it", async () => {
    const environment = await createTestEnvironment();
    const user = await createUserRow({ environmentId: environment.id, lastName: "Hidden" });
    const found = await searchEverything(userContext(environment, user.id), "hidden");
    expect(found).toEqual({ users: [], organizations: [] });
  });
});
