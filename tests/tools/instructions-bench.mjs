// `./build.sh bench instructions [accept]`: how many instructions the engine runs for each case, beside what was
// accepted; with `accept`, these counts are accepted from now on.
import { argv } from "node:process";
import { accept, accepted, countAll, differences, HOW_TO_ACCEPT, percent } from "../lib/instructions.mjs";

const counts = await countAll();
const before = accepted();
console.log("| what | instructions | accepted | change |");
console.log("| --- | --- | --- | --- |");
for (const [name, count] of counts) {
  const old = before.get(name);
  console.log(`| ${name} | ${count.toLocaleString("en")} | ${old?.toLocaleString("en") ?? "none"} | ${old === undefined ? "" : percent(count / old - 1)} |`);
}
if (argv[2] === "accept") accept(counts);
else if (differences(counts, before).length > 0) console.log(HOW_TO_ACCEPT);
