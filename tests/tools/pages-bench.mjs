// `./build.sh bench pages [name=FOLDER …]`: what a page view costs with Vigicolis, with an extension that only
// says hello, without any, and with those of others. Prints tables; asserts nothing.
import "../lib/signals.mjs";
import { startSites } from "../lib/sites.mjs";
import { BadArgument, parse, USAGE } from "./pages-bench/arguments.mjs";
import { changes } from "./pages-bench/changes.mjs";
import { oursFor } from "./pages-bench/columns.mjs";
import { routes } from "./pages-bench/pages.mjs";
import { memory, views } from "./pages-bench/memory.mjs";
import { canMeasure } from "./pages-bench/processes.mjs";
import { script } from "./pages-bench/script.mjs";
import { table } from "./pages-bench/table.mjs";
import { tabs } from "./pages-bench/tabs.mjs";
import { warning } from "./pages-bench/warning.mjs";

/**
 * @typedef {import("./pages-bench/arguments.mjs").Choice} Choice
 * @typedef {import("./pages-bench/arguments.mjs").Part} Part
 * @typedef {{ name: import("../lib/bench.mjs").BrowserName, ours: import("./pages-bench/columns.mjs").Extension, sites: import("../lib/sites.mjs").Sites }} Task
 */

/** What is measured, and whether it reads the processes of the browser. @type {Readonly<Record<Part, { measure: (task: Task, choice: Choice) => Promise<void>, readsProcesses: boolean }>>} */
const MEASURES = {
  table: { measure: table, readsProcesses: true },
  script: { measure: script, readsProcesses: true },
  warning: { measure: warning, readsProcesses: false },
  changes: { measure: changes, readsProcesses: true },
  views: { measure: views, readsProcesses: true },
  memory: { measure: memory, readsProcesses: true },
  tabs: { measure: tabs, readsProcesses: false },
};

/** @returns {Choice} */
function choose() {
  try {
    return parse(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof BadArgument)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
}

const choice = choose();
const sites = await startSites(routes);
try {
  for (const name of choice.browsers) {
    for (const part of choice.parts) {
      const { measure, readsProcesses } = MEASURES[part];
      if (readsProcesses && !canMeasure) console.log(`${part}: only Linux tells what the processes of a browser use`);
      else await measure({ name, ours: oursFor(name), sites }, choice);
    }
  }
} finally {
  await sites.close();
}
