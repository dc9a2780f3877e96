// The page for phones: which files of the extension it is made of, and what a page on a host has and an
// extension has not: a policy in each document, a list of its files by hash, headers for the host.
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { joinModules, MODULE_SCRIPT, scriptsOf } from "./join-modules.mjs";
import { NOTICES } from "./notices.mjs";
import { withWordsOf } from "./page-words.mjs";
import { withoutComments } from "./strip-comments.mjs";
import { listFiles } from "./zip.mjs";

/** The wasm that it loads. */
export const PAGE_WASM = ["vigicolis_desk", "vigicolis_qr"];

/** What it is made of, beside its own folder. */
const PARTS = [
  "_locales", "icons/icon.svg", "icons/icon-32.png", "icons/official.svg", "icons/danger.svg", "content/warn/words.js", "background/engine-module.js", "pages/box/box.css", "shared",
  ...["advice.css", "advice.js", "aloud.js", "help", "learn", "notebook.js", "page.js", "pages.css", "report", "theme.css"].map((name) => `pages/${name}`),
  ...["check.js", "facts.js", "mail-file.js", "parts.js", "picture.js", "popup.css", "qr-worker.js"].map((name) => `pages/popup/${name}`),
];

/** What of its own folder lies where browsers and hosts look for it. */
const AT_THE_TOP = ["contents.js", "index.html", "manifest.webmanifest", "service-worker.js"];

const WORKER = "service-worker.js";
const CONTENTS = "contents.json";
export const HEADERS = "_headers";

/** What a document of the page, and its workers, may load and ask: the page's own files. */
const POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self'", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'",
  "base-uri 'none'", "form-action 'none'",
];

/** In the form that Netlify, Cloudflare Pages and others read; where a line holds for a file, so do those above it. */
const HEADER_LINES = `/*
  Content-Security-Policy: ${[...POLICY, "frame-ancestors 'none'"].join("; ")}
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=()
/${WORKER}
  Cache-Control: max-age=86400
`;

/**
 * Its modules, before they are joined.
 * @param {string} source the folder of the extension
 * @param {string} folder
 */
export function copyPage(source, folder) {
  for (const path of [...PARTS, "phone"]) cpSync(join(source, path), join(folder, path), { recursive: true });
  for (const name of AT_THE_TOP) renameSync(join(folder, "phone", name), join(folder, name));
  // The same modules run in two places: this is the other one.
  renameSync(join(folder, "phone/host.js"), join(folder, "shared/host.js"));
  const description = JSON.parse(readFileSync(join(folder, "_locales/fr/messages.json"), "utf8"))["phone_description"].message;
  const manifest = readFileSync(join(folder, "manifest.webmanifest"), "utf8");
  writeFileSync(join(folder, "manifest.webmanifest"), manifest.replace("__MSG_phone_description__", description));
}

/**
 * @param {string} html of a document, as the extension has it
 * @param {string} up from its folder to the page's
 * @returns {string} as a host gives it: bound by the policy, with a way back
 */
export function pageDocument(html, up) {
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${POLICY.join("; ")}">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="theme-color" content="#f4f6f8" media="(prefers-color-scheme: light)">',
    '<meta name="theme-color" content="#14171b" media="(prefers-color-scheme: dark)">',
    `<link rel="manifest" href="${up}manifest.webmanifest">`,
    ...(up === "" ? [] : [`<link rel="icon" href="${up}icons/icon-32.png">`, `<link rel="stylesheet" href="${up}phone/back.css">`]),
  ];
  const back = up === "" ? "" : `    <nav class="back"><a href="${up}" data-say="phone_back"></a></nav>\n`;
  return html
    .replace(/ *<footer data-of="extension">[^]*?<\/footer>\n/, "")
    .replace(/( *)<title>/, (title, indent) => `${head.map((line) => `${indent}${line}\n`).join("")}${title}`)
    .replace("<body>\n", `<body>\n${back}`);
}

/** @param {string | Buffer} content @param {"hex" | "base64"} form */
const sumOf = (content, form) => createHash("sha256").update(content).digest(form);

/**
 * The hash of the page: of the list that `sha256sum` makes of its files, by name.
 * @param {Record<string, string>} files hash by path
 */
export const hashOf = (files) => sumOf(Object.entries(files).map(([path, sum]) => `${sum}  ${path}\n`).join(""), "hex");

/**
 * Makes of the modules what a host serves.
 * @param {string} folder
 * @param {string} version
 */
export async function finishPage(folder, version) {
  const workers = listFiles(folder).filter((file) => file.endsWith("-worker.js"));
  const entries = [...scriptsOf(folder, MODULE_SCRIPT), ...workers];
  await joinModules(folder, entries);
  const kept = new Set([...entries, "content/warn/words.js"]);
  for (const file of listFiles(folder)) if (file.endsWith(".js") && !kept.has(file)) rmSync(join(folder, file));
  for (const name of ["background", "shared"]) rmSync(join(folder, name), { recursive: true, force: true });
  for (const file of kept) writeFileSync(join(folder, file), withoutComments(readFileSync(join(folder, file), "utf8")));
  for (const file of listFiles(folder).filter((each) => each.endsWith(".html"))) {
    const up = relative(dirname(file), ".").replaceAll("\\", "/");
    writeFileSync(join(folder, file), pageDocument(readFileSync(join(folder, file), "utf8"), up === "" ? "" : `${up}/`));
  }
  shortenWords(folder);
  listContents(folder, version);
  writeFileSync(join(folder, HEADERS), HEADER_LINES);
}

/** @param {string} folder whose files of words keep what its scripts and documents can say */
function shortenWords(folder) {
  const texts = listFiles(folder).filter((file) => /\.(js|html)$/.test(file)).map((file) => readFileSync(join(folder, file), "utf8"));
  for (const language of readdirSync(join(folder, "_locales"))) {
    const file = join(folder, "_locales", language, "messages.json");
    writeFileSync(file, JSON.stringify(withWordsOf(texts, JSON.parse(readFileSync(file, "utf8")))));
  }
}

/**
 * Tells the worker which files there are, and the page which version it is.
 * @param {string} folder
 * @param {string} version
 */
function listContents(folder, version) {
  const read = (/** @type {string} */ file) => readFileSync(join(folder, file));
  const files = Object.fromEntries(listFiles(folder).filter((file) => file !== WORKER).map((file) => [file, sumOf(read(file), "hex")]));
  const hash = hashOf(files);
  writeFileSync(join(folder, CONTENTS), `${JSON.stringify({ version, hash, files }, null, 1)}\n`);
  // Nobody waits for the licences without a network.
  const offline = [...Object.keys(files).filter((file) => file !== NOTICES), CONTENTS];
  const sums = Object.fromEntries(offline.map((file) => [file, `sha256-${sumOf(read(file), "base64")}`]));
  const worker = readFileSync(join(folder, WORKER), "utf8");
  const told = worker.replace("const FILES = {};", `const FILES = ${JSON.stringify(sums, null, 1)};`).replace('const HASH = "";', `const HASH = ${JSON.stringify(hash)};`);
  if (!told.includes(hash) || !told.includes(CONTENTS)) throw new Error(`${WORKER} has no place for its files`);
  writeFileSync(join(folder, WORKER), told);
}
