import { db } from "@/lib/core/db";
import { prepareFirstRun } from "@/lib/settings/prepare-first-run";
import { test as base, expect } from "./fixtures";

// A worker fixture of its own gives this file a worker, and with it an installation, that no other spec touches.
const test = base.extend<object, { installation: "new" }>({
  installation: [({ browserName: _ }, use) => use("new"), { scope: "worker", auto: true }],
});

test.use({ javaScriptEnabled: false });

test.beforeEach(async () => {
  await db.$executeRaw`TRUNCATE business, environment, app_user CASCADE`;
});
test("the set-up link makes the first owner, once", async ({ page, app }) => {
  const { setupUrl } = await prepareFirstRun();
  await page.goto(setupUrl ?? "");
  await page.getByLabel("Business name").fill("Harbour Tea");
  await page.getByLabel("First name").fill("Mere");
  await page.getByLabel("Last name").fill("Tane");
  await page.getByLabel("Email").fill("mere@harbour.example");
  await page.getByLabel("Password", { exact: true }).fill("harbourtea1");
  await page.getByRole("button", { name: "Set up" }).click();
  await expect(page.getByText("This is too close to your name")).toBeVisible();
  await expect(page.getByLabel("Business name")).toHaveValue("Harbour Tea");
  await page.getByLabel("Password", { exact: true }).fill("kestrel moss window");
  await page.getByRole("button", { name: "Set up" }).click();
  await expect(page.getByLabel("Email, username or phone")).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/auth/team/sign-in");
  await expect(page.getByText("Harbour Tea")).toBeVisible();
  await page.goto(setupUrl ?? "");
  await expect(page.getByRole("heading", { name: "Gatehouse is set up" })).toBeVisible();
  const answer = await page.request.post((setupUrl ?? "").replace("/setup?", "/setup/submit?"), {
    form: { businessName: "Another" },
    headers: { origin: app.url },
  });
  expect(await answer.text()).toContain("Gatehouse is set up");
});

test("without the right link there is nothing to see", async ({ page }) => {
  await prepareFirstRun();
  for (const path of ["/setup", "/setup?token=wrong", "/"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Use the newest set-up link" })).toBeVisible();
  }
});
