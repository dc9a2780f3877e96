// `./build.sh serve-page [PORT]`: the page for phones on this machine, for trying it.
import { join } from "node:path";
import { argv } from "node:process";
import { startPageHost } from "../lib/page-host.mjs";
import { ROOT } from "./workspace.mjs";

const PORT = 8080;

const port = Number(argv[2] ?? PORT);
if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`no port: ${argv[2]}`);
const { address } = await startPageHost(join(ROOT, "dist/page"), { port, isPatient: false });
console.log(`the page for phones: ${address} (ends with Ctrl+C)`);
console.log(`with a message: ${address}#text=${encodeURIComponent("Chronopost : votre colis est retenu, réglez 1,99 € sur https://chronopost-frais.example/")}`);
