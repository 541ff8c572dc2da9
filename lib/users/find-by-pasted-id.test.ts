import { expect, test } from "vitest";
import { createTestEnvironment, createUserRow, systemContext } from "@/prisma/factories";
import { findByPastedId } from "./find-by-pasted-id";

test("a whole address, in any case, means its user; one that nobody has is left to the search", async () => {
  const environment = await createTestEnvironment();
  const elsewhere = await createTestEnvironment();
  const user = await createUserRow({ environmentId: environment.id, email: "ana.lucia@example.com" });
  await createUserRow({ environmentId: environment.id, email: "gone@example.com", status: "deleted" });
  const ctx = systemContext(environment);

  expect(await findByPastedId(ctx, "Ana.Lucia@Example.com")).toEqual([{ kind: "user", id: user.id }]);
  expect(await findByPastedId(systemContext(elsewhere), "ana.lucia@example.com")).toBeNull();
  expect(await findByPastedId(ctx, "gone@example.com")).toBeNull();
  expect(await findByPastedId(ctx, "lucia@example.com")).toBeNull();
  expect(await findByPastedId(ctx, "ana.lucia")).toBeNull();
});
