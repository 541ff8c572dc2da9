/** The settings of every test process. The secret is no secret: it protects only data that lives for seconds. */
export function testSettings(databaseUrl: string, port = 3000): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    BASE_URL: `http://localhost:${port}`,
    GATEHOUSE_SECRET: "not-a-secret-".repeat(4),
    // The identity providers of the tests stand on this machine.
    CONNECTION_ALLOW_PRIVATE_ADDRESS: "true",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
  };
}
