// Remakes the README's pictures: the hashrate figure of the study, in both languages.
import { fileURLToPath } from "node:url";
import { makeStudy, openWorkspace } from "../src/app/index.ts";
import { launchBrowser } from "../test/e2e/browser.ts";

const HOME = fileURLToPath(new URL("../", import.meta.url));
const PICTURES = [
  { language: "en", file: "docs/sichuan-2021.png" },
  { language: "zh", file: "docs/sichuan-2021.zh.png" },
];

const workspace = await openWorkspace({ record: `${HOME}data` });
const study = await makeStudy(workspace, {
  name: "sichuan-2021",
  claimsFolder: `${HOME}claims`,
});
const browser = await launchBrowser();
await Promise.all(
  PICTURES.map(async ({ language, file }) => {
    const page = await browser.newPage({ viewport: { width: 1240, height: 900 } });
    await page.setContent(study.files.get("index.html") ?? "");
    await page.evaluate(`document.documentElement.dataset.language = "${language}"`);
    await page.evaluate("document.fonts.ready.then(() => undefined)");
    await page
      .locator("figure:visible")
      .first()
      .locator("svg:visible")
      .first()
      .screenshot({ path: `${HOME}${file}` });
  }),
);
await browser.close();
