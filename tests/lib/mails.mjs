// A folder of Thunderbird's with mails, as its mbox file holds them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} MailSource
 * @property {string} subject
 * @property {string} from
 * @property {string} [html]
 * @property {string} [plain]
 * @property {number} [attachment] bytes of a file that goes along
 * @property {string[]} [headers] further ones, above the others
 */

const SEPARATOR = "From - Wed Nov 25 08:00:00 2026";
const LINE = 76;

/** @param {string} words */
const encoded = (words) => `=?UTF-8?B?${Buffer.from(words).toString("base64")}?=`;

/** @param {string} base64 */
const folded = (base64) => base64.match(new RegExp(`.{1,${LINE}}`, "g"))?.join("\n") ?? "";

/** @param {string} from name and address */
function sender(from) {
  const [, name = "", address = from] = /^(.*)<(.*)>$/.exec(from) ?? [];
  return name.trim() ? `${encoded(name.trim())} <${address}>` : address;
}

/**
 * @param {"html" | "plain"} kind
 * @param {string} content
 */
const textPart = (kind, content) => `Content-Type: text/${kind}; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${folded(Buffer.from(content).toString("base64"))}\n`;

/**
 * @param {MailSource} mail
 * @param {number} index
 */
function sourceOf({ subject, from, html, plain, attachment, headers = [] }, index) {
  const body = html === undefined ? textPart("plain", plain ?? "") : textPart("html", html);
  const head = [
    ...headers,
    `From: ${sender(from)}`,
    "To: Camille <camille@mailbox.example>",
    `Subject: ${encoded(subject)}`,
    `Message-ID: <mail-${index}@mailbox.example>`,
    `Date: Wed, 25 Nov 2026 08:${String(Math.floor(index / 60) % 60).padStart(2, "0")}:${String(index % 60).padStart(2, "0")} +0000`,
    "MIME-Version: 1.0",
  ].join("\n");
  if (attachment === undefined) return `${head}\n${body}`;
  const file = folded(Buffer.alloc(attachment, index + 1).toString("base64"));
  return [
    `${head}\nContent-Type: multipart/mixed; boundary="cut"\n`,
    `--cut\n${body}`,
    `--cut\nContent-Type: application/octet-stream; name="plan.bin"\nContent-Disposition: attachment; filename="plan.bin"\nContent-Transfer-Encoding: base64\n\n${file}\n`,
    "--cut--\n",
  ].join("\n");
}

/**
 * Writes a profile's local folder.
 * @param {string} profile
 * @param {string} name of the folder
 * @param {MailSource[]} mails
 */
export function writeFolder(profile, name, mails) {
  const folder = join(profile, "Mail/Local Folders");
  mkdirSync(folder, { recursive: true });
  const sources = mails.map((mail, index) => `${SEPARATOR}\nX-Mozilla-Status: 0001\nX-Mozilla-Status2: 00000000\n${sourceOf(mail, index)}\n`);
  writeFileSync(join(folder, name), sources.join("\n"));
}
