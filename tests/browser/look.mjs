// look.mjs NODE_MODULES PAGE… : open pages (files or http addresses) in headless Chromium and print one JSON line of findings a page.
// Each page is seen light and dark, wide and narrow, and as printed; axe-core checks it against WCAG 2.2 A and AA and its best practices.
// A page that is wider than a narrow screen, loads anything from elsewhere, runs a script or writes to the console is a finding too.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import path from "node:path";
import fs from "node:fs";

const [modules, ...pages] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), "x.js"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const VIEWS = [
  { name: "light", colorScheme: "light", width: 1200 },
  { name: "dark, narrow", colorScheme: "dark", width: 320 },
];

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const view of VIEWS) {
  const context = await browser.newContext({ colorScheme: view.colorScheme, viewport: { width: view.width, height: 900 }, bypassCSP: true });
  for (const page of pages) {
    const tab = await context.newPage(), found = [], url = /^https?:/.test(page) ? page : pathToFileURL(page).href;
    tab.on("console", m => found.push({ rule: "console", what: m.text() }));
    tab.on("pageerror", e => found.push({ rule: "error", what: String(e) }));
    tab.on("request", r => { if (r.url() !== url && !r.url().startsWith("data:") && new URL(r.url()).origin !== new URL(url).origin) found.push({ rule: "network", what: r.url() }); });
    await tab.goto(url);
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 1) found.push({ rule: "overflow", what: `${over} px wider than the screen` });
    await tab.evaluate(axe);
    const result = await tab.evaluate(tags => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), TAGS);
    for (const v of result.violations) for (const n of v.nodes.slice(0, 3)) found.push({ rule: v.id, impact: v.impact, what: n.html.slice(0, 200) });
    console.log(JSON.stringify({ page, view: view.name, passed: result.passes?.length ?? 0, found }));
    await tab.close();
  }
  await context.close();
}
await browser.close();
