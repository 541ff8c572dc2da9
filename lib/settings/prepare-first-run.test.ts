import { beforeEach, expect, test, vi } from "vitest";

const OWNER = { GATEHOUSE_OWNER_EMAIL: "mere@harbour.example", GATEHOUSE_BUSINESS_NAME: "Harbour Tea" };

/** The first start as a process with these variables would do it: settings are read once a process. */
async function startWith(variables: Record<string, string>) {
  for (const name of ["GATEHOUSE_OWNER_PASSWORD", ...Object.keys(OWNER)]) delete process.env[name];
  Object.assign(process.env, variables);
  vi.resetModules();
  const { db } = await import("@/lib/core/db");
  const { prepareFirstRun } = await import("./prepare-first-run");
  return { db, prepareFirstRun };
}

beforeEach(async () => {
  const { db } = await startWith({});
  await db.$executeRaw`TRUNCATE business, environment, app_user CASCADE`;
});

test("without an owner each start makes a new link", async () => {
  const { prepareFirstRun } = await startWith({});
  const links = [await prepareFirstRun(), await prepareFirstRun()].map(({ setupUrl }) => setupUrl);
  expect(links[0]).toMatch(/\/setup\?token=\w{40}$/);
  expect(links[1]).not.toBe(links[0]);
});

test("the owner's variables set up without a browser, once, however many processes start", async () => {
  const { db, prepareFirstRun } = await startWith({
    ...OWNER,
    GATEHOUSE_OWNER_PASSWORD: "kestrel moss window",
  });
  const results = await Promise.all([prepareFirstRun(), prepareFirstRun(), prepareFirstRun()]);
  expect(results.every(({ setupUrl }) => setupUrl === null)).toBe(true);
  expect(await db.user.findMany({ select: { email: true } })).toEqual([{ email: "mere@harbour.example" }]);
  expect(await db.application.count({ where: { isDashboard: true } })).toBe(1);
});

test("a weak owner's password stops the start and names the variable", async () => {
  const { db, prepareFirstRun } = await startWith({ ...OWNER, GATEHOUSE_OWNER_PASSWORD: "password1" });
  await expect(prepareFirstRun()).rejects.toThrow(/^GATEHOUSE_OWNER_PASSWORD: .*tried first/);
  expect(await db.user.count()).toBe(0);
});
