// site.mjs NODE_MODULES SITE [SHOTS] : a site as its readers use it, in headless Chromium. One JSON line of findings a check.
//   phone     every campaign and state, and every fifth bill, at 360 px: nothing is wider than the screen, no names in a bar lie over each other
//   no-script every kind of page with scripts off: the heading and the text are there
//   keyboard  every kind of page by Tab alone: the skip link first, every link reached once, each with a visible focus; Enter follows a tile
//   paper     every kind of page prints
//   weight    no page and what it loads is over 300 kB
// With SHOTS, pictures of every kind of page: light, dark, phone.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import path from "node:path";
import fs from "node:fs";
import os from "node:os";

const [modules, site, shots] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), "x.js"));
const { chromium } = require("playwright-core");
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const profile = fs.mkdtempSync(path.join(os.tmpdir(), "engross-site-"));
const all = fs.readdirSync(site, { recursive: true }).filter(f => f.endsWith(".html")).sort();
const kinds = ["index.html", "states.html", "coming.html", "method.html", ...["campaigns", "states", "bills"].flatMap(d =>
  all.filter(f => f.startsWith(d + "/")).sort((a, b) => fs.statSync(path.join(site, b)).size - fs.statSync(path.join(site, a)).size).slice(0, 2))];
const url = f => pathToFileURL(path.join(site, f)).href;
const say = (check, page, found) => console.log(JSON.stringify({ check, page, found }));

async function withContext(options, fn) {
  const context = await chromium.launchPersistentContext(fs.mkdtempSync(path.join(profile, "p")), { executablePath: "/usr/bin/chromium", args: ARGS, ...options });
  try { await fn(context.pages()[0] ?? await context.newPage()); } finally { await context.close(); }
}

await withContext({ viewport: { width: 360, height: 780 } }, async tab => {
  let loaded = 0;
  tab.on("request", r => { const u = new URL(r.url()); if (u.protocol === "file:") loaded += fs.statSync(decodeURIComponent(u.pathname)).size; });
  for (const f of all.filter((f, i) => !f.startsWith("bills/") || kinds.includes(f) || i % 5 === 0)) {
    loaded = 0;
    await tab.goto(url(f));
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const crowded = await tab.evaluate(() => { const v = [...document.querySelectorAll(".bar .label")].map(e => e.getBoundingClientRect()).filter(r => r.width > 0);
      return v.filter((r, i) => i > 0 && r.left < v[i - 1].right && r.top < v[i - 1].bottom && v[i - 1].top < r.bottom).length; });
    say("phone", f, [...(over > 1 ? [`${over} px wider than the screen`] : []), ...(crowded ? [`${crowded} names in the bar lie over each other`] : [])]);
    say("weight", f, loaded > 300 * 1000 ? [`${loaded} bytes`] : []);
    if (shots && kinds.includes(f)) await tab.screenshot({ path: path.join(shots, f.replaceAll("/", "-") + ".phone.png"), fullPage: true });
  }
});
await withContext({ javaScriptEnabled: false, viewport: { width: 1200, height: 900 } }, async tab => {
  for (const f of kinds) {
    await tab.goto(url(f));
    const text = await tab.locator("main").innerText(), heading = await tab.locator("h1").isVisible();
    say("no-script", f, [...(heading ? [] : ["no heading"]), ...(text.length > 200 ? [] : ["no text"])]);
  }
});
await withContext({ viewport: { width: 1200, height: 900 } }, async tab => {
  for (const f of kinds) {
    const found = [];
    await tab.goto(url(f));
    const links = await tab.evaluate(() => { const v = [...document.querySelectorAll("a[href]")]; v.forEach((a, i) => a.setAttribute("data-n", i)); return v.length; });
    const seen = [];
    for (let i = 0; i < links + 2; i++) {
      await tab.keyboard.press("Tab");
      const at = await tab.evaluate(() => {
        const a = document.activeElement;
        if (!a || a === document.body) return null;
        const box = a.getBoundingClientRect(), rect = a.querySelector?.("rect");
        const ring = getComputedStyle(a).outlineStyle !== "none" || (rect && parseFloat(getComputedStyle(rect).strokeWidth) >= 3);
        return { n: Number(a.getAttribute("data-n")), visible: box.width > 0 && box.left >= 0, ring, name: a.getAttribute("aria-label") || a.textContent };
      });
      if (at === null) break;
      if (seen.includes(at.n)) break;
      seen.push(at.n);
      if (!at.visible) found.push(`focus on what cannot be seen: ${at.name}`);
      if (!at.ring) found.push(`no sign of focus: ${at.name}`);
      if (seen.length === 1 && at.name !== "Skip to the text") found.push(`the first stop is ${at.name}`);
    }
    if (seen.length !== links) found.push(`${seen.length} of ${links} links reached`);
    say("keyboard", f, found.slice(0, 5));
    const pdf = await tab.pdf({ format: "Letter" });
    say("paper", f, pdf.length > 2000 ? [] : ["nothing printed"]);
    if (shots) await tab.screenshot({ path: path.join(shots, f.replaceAll("/", "-") + ".png"), fullPage: true });
  }
  const campaign = kinds.find(f => f.startsWith("campaigns/"));
  await tab.goto(url(campaign));
  await tab.locator("a.tile").first().focus();
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/states\/[A-Z]{2}\.html$/);
  say("keyboard", "a tile", await tab.locator("h1").isVisible() ? [] : ["the tile led nowhere"]);
});
if (shots) await withContext({ viewport: { width: 1200, height: 900 }, colorScheme: "dark" }, async tab => {
  for (const f of kinds) {
    await tab.goto(url(f));
    await tab.screenshot({ path: path.join(shots, f.replaceAll("/", "-") + ".dark.png"), fullPage: true });
  }
});
fs.rmSync(profile, { recursive: true, force: true });
