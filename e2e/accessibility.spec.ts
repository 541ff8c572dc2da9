import AxeBuilder from "@axe-core/playwright";
import { createEveryPage } from "./every-page";
import { expect, test } from "./fixtures";
import { addSession, startStaffSession } from "./staff-session";

// What axe finds is named whole when it fails; a trace would take the page anew for each of its many questions.
test.use({ trace: "off" });

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page, ${theme}`, async ({ app, browser }) => {
    test.setTimeout(180_000);
    const { paths } = await createEveryPage();
    const context = await browser.newContext({ baseURL: app.url, colorScheme: theme });
    await addSession(context, app.url, (await startStaffSession("owner")).cookie);
    const page = await context.newPage();
    const found: string[] = [];
    for (const path of paths) {
      await page.goto(path);
      // In one document: the only frames are mails in a sandbox, where no script may look.
      const { violations } = await new AxeBuilder({ page }).exclude("iframe").setLegacyMode().analyze();
      for (const { id, nodes } of violations)
        found.push(`${path}: ${id}: ${nodes.map((node) => node.html).join(" ")}`);
    }
    await context.close();
    expect(found).toEqual([]);
  });
}
