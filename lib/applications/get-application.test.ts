import { describe, expect, it } from "vitest";
import { contextFor, createApplicationRow, createTestEnvironment, userContext } from "@/prisma/factories";
import { getApplication } from "./get-application";
import { listApplications } from "./list-applications";

describe("getApplication and listApplications", () => {
  it("give this environment's applications, never a secret", async () => {
    const environment = await createTestEnvironment();
    const made = await createApplicationRow({ environmentId: environment.id, name: "B" });
    await createApplicationRow({ environmentId: environment.id, name: "A" });
    await createApplicationRow({ environmentId: (await createTestEnvironment()).id });
    const ctx = await contextFor({ role: "auditor", environment });
    const list = await listApplications(ctx);
    expect(list.map(({ name }) => name)).toEqual(["A", "B"]);
    const one = await getApplication(ctx, made.id);
    expect(one).toMatchObject({ name: "B", clientId: made.clientId });
    expect(JSON.stringify([list, one])).not.toMatch(/secretHash/i);
  });

  it("refuse who may not read", async () => {
    const environment = await createTestEnvironment();
    const ctx = userContext(environment, null);
    await expect(listApplications(ctx)).rejects.toMatchObject({ code: "forbidden" });
    await expect(getApplication(ctx, "x")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("do not find another environment's application, nor a malformed id", async () => {
    const ctx = await contextFor({ role: "auditor", environment: await createTestEnvironment() });
    const foreign = await createApplicationRow({ environmentId: (await createTestEnvironment()).id });
    for (const id of [foreign.id, "nonsense"]) {
      await expect(getApplication(ctx, id)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
