// What the stores are given: texts in every language within their limits, each permission explained, the forms complete.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { LANGUAGES } from "../../extension/shared/languages.js";
import { pngSize, PICTURES, textsOf } from "../tools/store.mjs";

const ROOT = new URL("../../", import.meta.url);
const read = (/** @type {string} */ path) => readFileSync(new URL(path, ROOT), "utf8");
const manifest = JSON.parse(read("extension/manifest.json"));

/** What the first two lines must say: the address and the text of pages, never what is typed, nothing leaves the device. */
const SAID = {
  de: [/Adresse und Text der Seiten/, /nie das, was Sie dort eintippen/, /Nichts verlässt Ihr Gerät/],
  en: [/address and the text of the pages/, /never what you type/, /Nothing leaves your device/],
  es: [/dirección y el texto de las páginas/, /nunca lo que escribe/, /Nada sale de su dispositivo/],
  fr: [/adresse et le texte des pages/, /jamais ce que vous y tapez/, /Rien ne quitte votre appareil/],
  it: [/indirizzo e il testo delle pagine/, /mai ciò che vi scrivi/, /Nulla lascia il tuo dispositivo/],
  nl: [/adres en de tekst van de pagina’s/, /nooit wat u daar typt/, /Niets verlaat uw apparaat/],
  pl: [/adres i treść stron/, /nigdy to, co na nich wpisujesz/, /Nic nie opuszcza Twojego urządzenia/],
  pt: [/endereço e o texto das páginas/, /nunca o que nelas escreve/, /Nada sai do seu dispositivo/],
};

/** That it belongs to no carrier. */
const INDEPENDENT = {
  de: /in keiner Verbindung zu einem Paketdienst/,
  en: /not affiliated with any carrier/,
  es: /No está vinculado a ninguna empresa de paquetería/,
  fr: /n’est lié à aucun transporteur/,
  it: /Non è legato ad alcun corriere/,
  nl: /aan geen enkele bezorger verbonden/,
  pl: /Nie jest powiązany z żadnym przewoźnikiem/,
  pt: /Não está ligado a nenhuma transportadora/,
};

test("each language has its text, and no other", () => {
  assert.deepEqual(readdirSync(new URL("docs/store/", ROOT)).sort(), Object.keys(LANGUAGES).map((language) => `${language}.txt`).sort());
});

for (const language of /** @type {(keyof typeof SAID)[]} */ (Object.keys(SAID))) {
  describe(`store text in ${language}`, () => {
    const { name, summary, description } = textsOf(language);

    test("fits the stores' limits", () => {
      // Edge 45, Mozilla 50, Chrome 75; Chrome's summary 132, Mozilla's 250; Chrome's description 16,000, Mozilla's 15,000.
      assert.ok(name.length > 0 && name.length <= 45, name);
      assert.ok(summary.length > 0 && summary.length <= 132, summary);
      // Edge wants 250 at least.
      assert.ok(description.length >= 250 && description.length <= 15_000, String(description.length));
    });

    test("says first what is read and that nothing leaves, and at the end that it is independent", () => {
      const lines = description.split("\n");
      for (const said of SAID[language]) assert.match(lines.slice(0, 2).join("\n"), said);
      assert.match(lines.at(-1) ?? "", INDEPENDENT[language]);
      assert.match(lines.at(-1) ?? "", /MPL 2\.0/);
    });

    test("is plain text, in the marks of print, as long as the others", () => {
      assert.doesNotMatch(description, /<|https?:|\*|_|['"]|\.{3}| {2}| $/m);
      assert.deepEqual(description.split("\n").map((line) => /^•|^$|./.exec(line)?.[0] === "•"), textsOf("fr").description.split("\n").map((line) => line.startsWith("•")));
    });

  });
}

test("the French text is set with its own spaces", () => {
  const { description } = textsOf("fr");
  for (const fault of [/(?<!\u00a0):/, /«(?!\u00a0\S)|(?<!\S\u00a0)»/, /(?<![\u202f\u00a0])[;?!]/]) assert.doesNotMatch(description, fault);
});

describe("docs/STORES.md", () => {
  const text = read("docs/STORES.md");

  test("has a reason for each permission, and for no other", () => {
    const table = /^## Permissions\n([^]*?)\n## /m.exec(text)?.[1] ?? "";
    const named = [...table.matchAll(/^\| `([^`]+)` \| .{40,} \|$/gm)].map(([, permission]) => permission);
    assert.deepEqual(named.sort(), [...manifest.permissions, ...manifest.host_permissions].sort());
  });

  test("says the purpose in a sentence", () => {
    const purpose = /^## Single purpose\n\n> ([^\n]+)\n/m.exec(text)?.[1] ?? "";
    assert.match(purpose, /^[^.!?]+\.$/);
    // Chrome's form takes as many.
    assert.ok(purpose.length < 1000);
  });

  test("fills the form on privacy: nothing is collected, each statement is certified", () => {
    const form = /^## Privacy form\n([^]*?)\n## /m.exec(text)?.[1] ?? "";
    const rows = [...form.matchAll(/^\| (.+?) \| (.+?) \|/gm)].slice(2);
    assert.equal(rows.filter(([, , answer]) => answer === "no").length, 10);
    assert.equal(rows.filter(([, , answer]) => answer === "certified").length, 3);
  });

  test("names each picture with the size that it is drawn at", () => {
    for (const { name, width, height } of PICTURES) assert.ok(text.includes(`| \`${name}\` | ${width} × ${height} |`), name);
  });
});

test("docs/REVIEWERS.md names the versions that are pinned", () => {
  const text = read("docs/REVIEWERS.md");
  const rust = /^channel = "(.+)"$/m.exec(read("rust-toolchain.toml"))?.[1] ?? "?";
  assert.ok(text.includes(`exactly ${rust} |`) && text.includes(`rustup toolchain install ${rust} `));
  assert.ok(text.includes(`| ${read(".node-version").trim()} or newer |`));
  assert.ok(text.includes(`(${/^rust-version = "(.+)"$/m.exec(read("Cargo.toml"))?.[1]} or newer)`));
});

test("a picture's size is read from its head", () => {
  const icon = readFileSync(new URL("extension/icons/icon-128.png", ROOT));
  assert.deepEqual(pngSize(icon), { width: 128, height: 128, hasAlpha: true });
  assert.throws(() => pngSize(Buffer.from("GIF89a, and so on, for a while longer")), /no PNG/);
});
