// `./build.sh run`: the extension on a fake Chronopost page, served from this machine alone.
// With a display: a window to play with, until it is closed. Without: a picture and the verdict.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { builtExtension, startBench } from "../lib/bench.mjs";
import { LAUNCH } from "../lib/browser.mjs";
import { fixtureRoutes, readFixtures } from "../lib/fixtures.mjs";
import { startSites } from "../lib/sites.mjs";
import { endWelcome } from "../lib/welcome.mjs";

const PAGE = "fake/chronopost_immediate_payment.html";

const HELP = `usage: demo.mjs [--firefox] [--headless]
  --firefox    in Firefox instead of Chromium
  --headless   no window, even where there is a display`;

const { values: options } = parseArgs({
  options: { firefox: { type: "boolean" }, headless: { type: "boolean" }, help: { type: "boolean", short: "h" } },
});

if (options.help) {
  console.log(HELP);
} else {
  const name = options.firefox ? "firefox" : "chromium";
  const fixture = readFixtures().find(({ file }) => file === PAGE);
  if (!fixture) throw new Error(`${PAGE} is not in tests/pages/index.json`);
  if (!options.headless && hasDisplay()) await show(name, fixture.url);
  else process.exitCode = await tell(name, fixture.url);
}

function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}

/** Every other address has a word of explanation, so that the way out of the warning leads somewhere. */
function routes() {
  const pages = fixtureRoutes(readFixtures());
  /** @type {import("../lib/sites.mjs").Routes} */
  return async (host, path) =>
    (await pages(host, path)) ?? {
      body: `<!doctype html><meta charset="utf-8"><title>${host}</title><p>Here would be ${host}. The demonstration has no network.`,
    };
}

/**
 * @param {"chromium" | "firefox"} name
 * @param {string} url
 */
async function show(name, url) {
  const sites = await startSites(routes());
  const { browser, newPage, openExtensionPage } = await LAUNCH[name]({ extension: builtExtension(name), ports: sites, headless: false });
  const own = await openExtensionPage("pages/popup/popup.html?tab=-1");
  await endWelcome(own);
  const page = await newPage();
  await own.close();
  await page.goto(url, { waitUntil: "domcontentloaded" });
  console.log(`${url} is open in ${name}. Close the browser to end.`);
  await new Promise((done) => browser.once("disconnected", done));
  await sites.close();
}

/**
 * @param {"chromium" | "firefox"} name
 * @param {string} url
 * @returns {Promise<number>} the exit code: 0 when the page was found out
 */
async function tell(name, url) {
  const bench = await startBench(name, routes());
  try {
    const tab = await bench.openTab();
    await tab.visit(url);
    await tab.untilSettled(0);
    const verdict = await tab.verdict();
    if (verdict.level === "danger") await tab.untilWarning();
    const folder = new URL("../../target/demo/", import.meta.url);
    mkdirSync(folder, { recursive: true });
    const picture = fileURLToPath(new URL(`${name}.png`, folder));
    await tab.page.screenshot({ path: /** @type {`${string}.png`} */ (picture) });
    console.log(`page     ${url}`);
    console.log(`level    ${verdict.level}`);
    console.log(`brand    ${verdict.brand?.name ?? "-"}`);
    for (const { rule, strength, detail } of verdict.reasons) console.log(`reason   ${rule} (${strength}) ${detail}`);
    console.log(`picture  ${picture}`);
    return verdict.level === "danger" ? 0 : 1;
  } finally {
    await bench.close();
  }
}
