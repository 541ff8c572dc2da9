import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newConnectionKey } from "@/lib/core/ids";
import { contextFor, createTestEnvironment } from "@/prisma/factories";
import { TestIssuer } from "./test-issuer";

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await TestIssuer.start();
});
afterAll(() => issuer.stop());

/** The verb as a process would load it that was started without the leave to go inside. */
async function loadVerb() {
  process.env.CONNECTION_ALLOW_PRIVATE_ADDRESS = "false";
  vi.resetModules();
  return (await import("./create-connection")).createConnection;
}

test("an issuer inside a private network is not asked, by number or by name", async () => {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  const createConnection = await loadVerb();
  const { port } = new URL(issuer.url);
  const hosts = ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.1", "0x7f000001"];
  for (const host of hosts) {
    for (const protocol of ["https", "http"]) {
      const created = createConnection(ctx, {
        ...{ key: newConnectionKey(), name: "Inside", clientId: "a", clientSecret: "b", organizationId: "" },
        ...{ emailDomains: [], isShown: false, isJustInTime: true, isLinking: false },
        issuer: `${protocol}://${host}:${port}`,
      });
      const words = protocol === "https" ? /private network/ : /by https/;
      await expect(created).rejects.toMatchObject({ fields: { issuer: expect.stringMatching(words) } });
    }
  }
  expect(issuer.seen).toEqual([]);
});
