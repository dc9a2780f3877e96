// `./build.sh flows`: what the ways through the extension cost a visitor, as a table. Flows may be named.
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { excesses, FLOWS, flowRoutes, goFlow, lineOfTable, TABLE_HEAD } from "../lib/flows.mjs";
import { speakLanguage } from "../lib/surfaces.mjs";

const wanted = process.argv.slice(2);

for (const name of BROWSERS) {
  const bench = await startBench(name, flowRoutes, { env: { TZ: "Europe/Paris" } });
  try {
    await speakLanguage(bench, "fr");
    console.log(`${name}\n${TABLE_HEAD}`);
    for (const [flow, { screens }] of Object.entries(FLOWS)) {
      if (wanted.length > 0 && !wanted.includes(flow)) continue;
      for (const screen of screens) {
        const figures = await goFlow(bench, flow, screen);
        console.log([lineOfTable(flow, screen, figures), ...excesses(flow, figures)].join("  ! "));
      }
    }
  } finally {
    await bench.close();
  }
}
