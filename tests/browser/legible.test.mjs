// What is read of a page is what a person can read there, and what comes into view later is read then.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, startBench } from "../lib/bench.mjs";
import { until } from "../lib/until.mjs";
import { BLANK_FONT } from "./attacks.mjs";
import { CARD_FORM, document } from "./pages.mjs";

const HOST = "lecture.example";
const OTHER = "cadre.example";

const one = (/** @type {string} */ letters) => [...letters].map((letter) => `<div>${letter}</div>`).join("");
const shuffled = (/** @type {string} */ words) =>
  words.split(" ").map((word, at) => `<span style="order: ${at}">${word}</span>`).toSorted((a, b) => a.slice(-9).localeCompare(b.slice(-9))).join("");

/**
 * Pages by name: what must be read of them, and what must not.
 * @type {Record<string, { body: string, head?: string, isAlone?: boolean, read?: string[], unread?: string[] }>}
 */
const STILL = {
  transparent: { body: `<p style="opacity: 0">caché</p><p style="opacity: .01">presque</p><p style="opacity: .5">pâle</p>`, read: ["pâle"], unread: ["caché", "presque"] },
  "closed, and shown all the same": {
    body: `<style>#s::details-content { content-visibility: visible; display: block }</style><details><summary>Plus</summary><p>replié</p></details>
      <details id="s"><summary>Suite</summary><div style="visibility: hidden">caché<p style="visibility: visible">déplié par un style</p></div></details>`,
    read: ["déplié par un style"],
    unread: ["caché", "replié"],
  },
  "transparent without a box": { body: `<div style="opacity: 0; display: contents"><p>visible quand même</p></div>`, read: ["visible quand même"] },
  clipped: {
    body: `<p style="clip-path: inset(50%)">coupé</p><div style="overflow: hidden; height: 0"><p>plié</p></div>
      <p style="position: absolute; width: 1px; height: 1px; overflow: hidden">lecteur</p>
      <div style="overflow: hidden; height: 0"><p style="position: absolute; top: 60px">échappé</p></div>
      <p style="clip-path: inset(5px)">rogné</p><p style="overflow: hidden">entier</p>`,
    read: ["échappé", "rogné", "entier"],
    unread: ["coupé", "plié", "lecteur"],
  },
  "off the screen": {
    body: `<p style="position: absolute; left: -9999px">dehors</p><div style="position: absolute; left: -500px"><p style="position: absolute; left: 500px; width: 200px">revenu</p></div>
      <p style="position: absolute; top: 5000px">tout en bas</p>`,
    read: ["revenu", "tout en bas"],
    unread: ["dehors"],
  },
  tiny: { body: `<p style="font-size: 0">néant</p><p style="font-size: 1px">miette</p><p style="font-size: 1px; transform: scale(16)">agrandi</p><small>petit</small>`, read: ["agrandi", "petit"], unread: ["néant", "miette"] },
  "letters of the ground's colour": {
    head: "<style>s { color: #fff; text-decoration: none }</style>",
    body: "<h1>Chro<s>x</s>nop<s>q</s>ost</h1><p><s>k</s>Votre co<s>z</s>lis</p>",
    read: ["Chronopost", "Votre colis"],
  },
  "letters moved out of their words": {
    head: "<style>i { position: absolute; left: 300px; top: 120px } h1 { margin-top: 0 } .r i { position: relative; left: 0; top: 0 } .k i { left: auto; top: auto }</style>",
    body: `<h1>Yo<i>x</i>ur pa<i>z</i>rc<i>k</i>el</h1><label>Ca<i>w</i>rd nu<i>z</i>mber <input></label><p class="r">co<i>l</i>is</p><p class="k">Livré<i>s</i></p>`,
    read: ["Your parcel", "Card number", "colis", "Livrés"],
  },
  "what a drawing shows again": {
    body: `<svg width="0" height="0" style="position: absolute"><defs><g id="a.1"><text y="20">Ваша коробка</text></g><symbol id="i"><title>Icône</title><path d="M0 0h9v9z"/></symbol><text id="t">jamais montré</text></defs></svg>
      <svg width="300" height="40"><use href="#a.1"/></svg><svg width="20" height="20"><use href="#i"/></svg><svg style="display: none"><use href="#t"/></svg>`,
    read: ["Ваша коробка"],
    unread: ["Icône", "jamais montré"],
  },
  "letters of a dark ground": {
    head: "<style>body { background: #003 } p { color: #eee } s { color: #003 }</style>",
    body: `<p>Votre co<s>z</s>lis</p>`,
    read: ["Votre colis"],
  },
  "words over a picture": { body: `<div style="background: linear-gradient(#123, #456); color: #fff">Sur une image</div>`, read: ["Sur une image"] },
  "words with a gradient": { body: `<h1 style="background: linear-gradient(90deg, #036, #630); background-clip: text; color: transparent">Dégradé</h1>`, read: ["Dégradé"] },
  "words over something else": {
    body: `<div style="position: fixed; inset: 0; background: #000; z-index: -1"></div><p style="color: #fff">Sur un fond noir</p>`,
    read: ["Sur un fond noir"],
  },
  "hidden separators": {
    body: `<p>Num<br hidden>éro de car<br style="display: none">te</p><p>Chro<b hidden>x</b>no<wbr>post</p><div>co<div style="display: inline"></div>lis</div>`,
    read: ["Numéro de carte", "Chronopost", "colis"],
  },
  "letters from the right on a large page": {
    head: "<style>.b { direction: rtl; unicode-bidi: bidi-override; text-align: left } .b:empty::before { content: 'sruocne' }</style>",
    body: `${"<p>Bonjour</p>".repeat(200)}<p class="b">siloc ertov</p><p class="b">unetér tse</p><p class="b">siarf sel</p><p class="b"></p>`,
    read: ["votre colis", "est rétenu", "les frais", "encours"],
  },
  "seen separators": { body: `<p>prix<br>total</p><ul><li>rouge</li><li>vert</li></ul>`, read: ["prix\ntotal", "rouge\nvert"] },
  "a letter a block": {
    head: "<style>.i div { display: inline-block; white-space: pre }</style>",
    body: `<div class="i">${one("Votre colis est retenu")}</div>`,
    read: ["Votre colis est retenu"],
  },
  "words in an order of their own": {
    head: "<style>.f { display: flex; flex-wrap: wrap; gap: .3em }</style>",
    body: `<p class="f">${shuffled("Le colis est retenu dans notre entrepôt")}</p>`,
    read: ["Le colis est retenu dans notre entrepôt"],
  },
  "a row in reverse": {
    body: `<div style="display: flex; flex-direction: row-reverse; justify-content: flex-end; gap: 4px"><span>retenu</span><span>est</span><span>colis</span></div>`,
    read: ["colis est retenu"],
  },
  "letters in place": {
    head: "<style>.a { position: relative; height: 2em; font: 16px monospace } .a span { position: absolute }</style>",
    body: `<p class="a">${[..."sicol"].map((letter) => `<span style="left: ${"colis".indexOf(letter)}ch">${letter}</span>`).join("")}</p>`,
    read: ["colis"],
  },
  "turned letters": { body: `<p><bdo dir="rtl">${[..."colis retenu"].reverse().join("")}</bdo></p><p dir="rtl">شحنة معلقة</p>`, read: ["colis retenu", "شحنة معلقة"] },
  "spaces without room": {
    head: "<style>i { word-spacing: -.3em } b { word-spacing: .1em }</style>",
    body: `<p><i>vo tr e</i><b> </b><i>co li s</i></p><p style="word-spacing: -.05em">un peu serré</p>`,
    read: ["votre colis", "un peu serré"],
  },
  "words of a drawing": {
    body: `<svg width="300" height="60"><text x="4" y="20">bpost</text><text x="4" y="50">Uw pakket</text></svg>
      <svg width="300" height="30">${[..."colis"].map((letter, at) => `<text x="${9.6 * at}" y="20" style="font: 16px monospace">${letter}</text>`).join("")}</svg>`,
    read: ["bpost\nUw pakket", "colis"],
  },
  "a table": { body: `<table><tr><td>Poids</td><td>Taille</td><td>Prix</td></tr></table>`, read: ["Poids\nTaille\nPrix"] },
  "what style sheets write": {
    head: `<style>.a::before { content: "Votre colis est retenu" } label::after { content: " de carte" } i::before { content: "\\e001" } .b::before { content: "jamais vu"; display: none }</style>`,
    body: `<p class="a"></p><label>Numéro</label><i></i><p class="b"></p>`,
    read: ["Votre colis est retenu", "Numéro de carte"],
    unread: ["jamais vu"],
  },
  "words on both sides of a field": { body: `<label>numéro</label><input><label>validité</label><input type="hidden"><b>sû</b><input style="width: 4px; padding: 0"><b>re</b>`, read: ["numéro validité", "sûre"] },
  "a field that nobody fills in": { body: `<textarea readonly>Votre colis est retenu</textarea><textarea>brouillon</textarea>`, read: ["Votre colis est retenu"], unread: ["brouillon"] },
  "moved, cut and pressed out of sight": {
    head: "<style>p { width: 300px }</style>",
    body: `<p style="text-indent: -9999px">dehors</p><p style="text-indent: 100%; white-space: nowrap; overflow: hidden">repoussé</p>
      <div style="transform: scale(0)"><p>aplati</p></div><p style="position: relative; left: -9999px">ailleurs</p><p style="transform: translateX(-9999px)">glissé</p>
      <p style="margin-left: -9999px">marge</p><p style="filter: opacity(0)">filtré</p><p style="position: absolute; clip: rect(0, 0, 0, 0)">rogné</p>
      <p style="color: transparent">sans couleur</p><p style="letter-spacing: -1em">entassé</p><p style="mask-image: linear-gradient(transparent, transparent)">masqué</p>
      <p style="text-indent: 2em">alinéa</p><p style="transform: scale(.8)">réduit</p><p style="letter-spacing: -.02em">serré</p><p style="filter: opacity(.8)">pâle</p>
      <p style="position: relative; left: 5px">décalé</p><p style="color: transparent; text-shadow: 0 0 1px #000">ombre</p>`,
    read: ["alinéa", "réduit", "serré", "pâle", "décalé", "ombre"],
    unread: ["dehors", "repoussé", "aplati", "ailleurs", "glissé", "marge", "filtré", "rogné", "sans couleur", "entassé", "masqué"],
  },
  "beneath a layer that covers the window": {
    head: "<style>.l { position: fixed; inset: 0; background: #fff }</style>",
    body: `<h1>Boulangerie</h1><p style="position: relative">leurre</p><p style="position: relative; z-index: 9">dessus</p>
      <div style="position: relative; z-index: 0"><p style="position: relative; z-index: 99">appât</p></div><div class="l"><div><p>Votre colis</p><input></div></div>`,
    isAlone: true,
    read: ["Votre colis", "dessus"],
    unread: ["leurre", "Boulangerie", "appât"],
  },
  ...Object.fromEntries(Object.entries({
    "lets it through": "background: rgba(0, 0, 0, .4)",
    "multiplies it": "background: #fff; mix-blend-mode: multiply",
    "is a picture": "background: linear-gradient(transparent, transparent)",
    "covers a part": "bottom: 50%; background: #fff",
    "is behind it": "background: #fff; z-index: -1",
    "has holes": "background: #fff; clip-path: polygon(0 0, 100% 0, 100% 100%, 50% 60%, 0 100%)",
  }).map(([how, style]) => [`beneath a layer that ${how}`, { head: `<style>.l { position: fixed; inset: 0; ${style} }</style>`, body: `<p>au-dessous</p><div class="l"><p>Votre colis</p><input></div>`, read: ["au-dessous", "Votre colis"] }])),
  ...Object.fromEntries(Object.entries({
    "in a row": ["display: flex", "z-index: 9"],
    "by a page's own reserve": ["", "content-visibility: auto; contain-intrinsic-size: auto 100px"],
    "in space": ["", "transform-style: preserve-3d"],
    "by what would move": ["", "animation: a 1s infinite"],
    "by its name in transitions": ["", "view-transition-name: s"],
    "on a path": ["", "margin: 0; offset-path: path('M400,250')"],
  }).map(([how, [body, style]]) => [`above a layer that covers the window ${how}`, {
    // Between the places at which it is asked what stands on top.
    head: `<style>@keyframes a { from, to { opacity: 1 } } body { margin: 0; ${body} } .l { position: fixed; inset: 0; background: #fff } .s { margin: 200px 0 0 300px; width: 200px; height: 100px; background: #fff; ${style} }</style>`,
    body: `<div class="l"><p>Nos savons</p><input></div><div class="s">Votre colis</div>`,
    isAlone: true,
    read: ["Votre colis", "Nos savons"],
  }])),
  "beneath a layer that leaves fields below": {
    head: "<style>.l { position: fixed; inset: 0; background: #fff }</style>",
    body: `<p>au-dessous</p><label>Carte <input></label><div class="l"><p>Nos témoins</p></div>`,
    read: ["au-dessous", "Carte", "Nos témoins"],
  },
  "behind a heap of folded words": {
    body: `<input type="search"><div style="height: 0; overflow: hidden">${"<i>la </i>".repeat(40_000)}</div><main><p>Votre colis est retenu</p><form><label>Carte <input></label></form></main>`,
    isAlone: true,
    read: ["Votre colis est retenu"],
  },
  "typed words around a field of an editor": {
    body: `<div style="height: 0; overflow: hidden">${"<i>la </i>".repeat(40_000)}</div><div contenteditable><p>brouillon <input type="checkbox"></p><p>secret</p>${"<b></b>".repeat(300)}</div><p>public <input></p>`,
    isAlone: true,
    read: ["public"],
    unread: ["brouillon", "secret"],
  },
  "hidden words behind many others": {
    head: "<style>.h { clip-path: inset(50%) }</style>",
    body: `${"<div><b>leurre</b> <span>leurre</span></div>".repeat(120)}<p class="h">caché</p><span style="color: transparent">effacé</span><b style="position: absolute; left: -999px">dehors</b>
      <div class="h"><p>replié</p></div><p>visible</p>`,
    read: ["visible"],
    unread: ["caché", "effacé", "dehors", "replié"],
  },
  "hidden letters behind many others": {
    body: `${"<div><b>leurre</b> <span>leurre</span></div>".repeat(120)}
      <h1 style="position: absolute; top: 0; height: 1px; overflow: hidden; opacity: 0">${[..."Vannerie"].map((letter) => `<span style="display: block">${letter}</span>`).join("")}</h1>
      <p style="position: absolute; height: 0; overflow: hidden; display: flex">${[..."Tressage"].map((letter) => `<span>${letter}</span>`).join("")}</p>
      <style>.t { color: transparent }</style>${"<p class='t'>effacé</p>".repeat(20)}<p>visible</p>`,
    read: ["visible"],
    unread: ["V a n", "Vann", "V\na", "T r e", "Tress", "effacé"],
  },
  "hidden by rules and styles from scripts": {
    body: `${"<div><b>leurre</b> <span>leurre</span></div>".repeat(120)}<p class="i">inséré</p><p class="a">adopté</p><p id="s">posé</p><p id="w">animé</p><p class="v">varié</p>
      <p id="k">mélangé</p><x-s></x-s><p>visible</p><style id="y">.v { clip-path: var(--c) }</style><script>
      y.sheet.insertRule(".i { clip-path: inset(50%) }");
      const own = new CSSStyleSheet(); own.replaceSync(".a { text-indent: -9999px }"); document.adoptedStyleSheets = [own];
      s.style.cssText = "color: transparent"; w.animate({ opacity: [0, 0] }, { duration: 1e6 }); document.documentElement.style.setProperty("--c", "inset(50%)");
      k.style.color = "color(srgb 0 0 0 / 0)";
      const root = document.querySelector("x-s").attachShadow({ mode: "open" }); root.innerHTML = "<style>p { position: absolute; left: -9999px }</style><p>racine</p>";</script>`,
    read: ["visible"],
    unread: ["inséré", "adopté", "posé", "animé", "varié", "mélangé", "racine"],
  },
  "names that mean something else": {
    body: `<div id="n"></div><script>
      const add = (space, name, words) => n.appendChild(document.createElementNS(space, name)).append(words);
      add("urn:x", "script", "Votre colis"); add("urn:x", "SELECT", " est retenu"); add("http://www.w3.org/1999/xhtml", "h:b", " ici"); add("http://www.w3.org/1999/xhtml", "h:style", "tu");
      add("http://www.w3.org/1999/xhtml", "h:div", "dehors")</script>`,
    read: ["Votre colis est retenu ici\ndehors"],
    unread: ["tu"],
  },
  "gaps between words": {
    body: `<p>\n  Votre <b> colis </b>\n <i>est</i><i>\n</i>retenu \n</p>\n <p> ici&nbsp;<span>\u00a0</span>même<br> <br>là</p>`,
    read: ["Votre colis est retenu\nici\u00a0 même\nlà"],
  },
  "an input that nobody fills in": {
    body: `<input readonly value="Votre colis est retenu"><input readonly placeholder="Frais de douane"><input value="brouillon"><input type="password" readonly value="secret">`,
    read: ["Votre colis est retenu", "Frais de douane"],
    unread: ["brouillon", "secret"],
  },
  "fields that only show their words": {
    body: `<textarea disabled placeholder="Votre colis est retenu"></textarea><input disabled placeholder="Au dépôt"><input type="button" value="Payer les frais"><input placeholder="à remplir">
      <select size="3"><optgroup label="Frais"><option disabled>Deuxième tournée</option></optgroup></select><select disabled><option>Choisi</option><option>autre</option></select>
      <select><option>ouvert</option></select>`,
    read: ["Votre colis est retenu", "Au dépôt", "Payer les frais", "Frais\nDeuxième tournée", "Choisi"],
    unread: ["à remplir", "autre", "ouvert"],
  },
  "first letters of words without size or colour": {
    head: "<style>b { font: 0 serif } b::first-letter { font-size: 16px } i { color: transparent } i::first-letter { color: #000 } s { font-size: 1px } p::first-letter { font-size: 30px }</style>",
    body: `<p>${[..."colis"].map((letter) => `<b>${letter}aban</b>`).join("")}</p><p>${[..."retenu"].map((letter) => `<i>${letter}osier</i>`).join("")}</p><p>Lettrine</p><s>miette</s>`,
    read: ["colis", "retenu", "Lettrine"],
    unread: ["aban", "osier", "miette"],
  },
  "marks of a list": {
    head: `<style>@counter-style phrases { system: cyclic; symbols: "Votre colis" "est retenu"; suffix: "" } .c { list-style: phrases inside } .s { list-style: "Frais de douane" inside } .d { list-style: disc }</style>`,
    body: `<ol class="c"><li></li><li></li></ol><ul class="s"><li></li></ul><ul class="d"><li></li></ul>`,
    read: ["Votre colis\nest retenu", "Frais de douane"],
  },
  "a closed root": {
    body: `<x-a></x-a><div id="b"></div><script>
      document.querySelector("x-a").attachShadow({ mode: "closed" }).innerHTML = "<p>dans la racine</p><label>Carte <input name='inner'></label>";
      b.attachShadow({ mode: "closed" }).innerHTML = "<p>aussi ici</p>";</script>`,
    read: ["dans la racine", "aussi ici"],
  },
};

/** Pages whose words come into view later. @type {typeof STILL} */
const LATE = {
  "shown by an attribute": { body: `<div id="s" hidden>Votre colis est retenu</div><script>setTimeout(() => { s.hidden = false }, 2500)</script>` },
  "shown by an animation": { head: "<style>#s { visibility: hidden; animation: v 0s 2.5s forwards } @keyframes v { to { visibility: visible } }</style>", body: `<div id="s">Votre colis est retenu</div>` },
  "faded in": { head: "<style>#s { opacity: 0; animation: v .3s 2.5s forwards } @keyframes v { to { opacity: 1 } }</style>", body: `<div id="s">Votre colis est retenu</div>` },
  "the first words of all, faded in": { isAlone: true, head: "<style>body { opacity: 0; animation: v .3s 2.5s forwards } @keyframes v { to { opacity: 1 } }</style>", body: "<p>Votre colis est retenu</p>" },
  "shown by a rule taken away": { head: "<style id=y>#s { display: none }</style>", body: `<div id="s">Votre colis est retenu</div><script>setTimeout(() => y.sheet.deleteRule(0), 2500)</script>` },
  "shown as a dialog": { body: `<dialog id="s">Votre colis est retenu</dialog><script>setTimeout(() => s.showModal(), 2500)</script>` },
  "shown as a popover": { body: `<div popover id="s">Votre colis est retenu</div><script>setTimeout(() => s.showPopover(), 2500)</script>` },
  "unfolded": { body: `<details id="s"><summary>Suite</summary><p>Votre colis est retenu</p></details><script>setTimeout(() => { s.open = true }, 2500)</script>` },
  "shown in a closed root": {
    body: `<x-b></x-b><script>const r = document.querySelector("x-b").attachShadow({ mode: "closed" }); r.innerHTML = "<p hidden>Votre colis est retenu</p>"; setTimeout(() => { r.firstChild.hidden = false }, 2500)</script>`,
  },
  "written in a frame of the same site": {
    body: `<iframe srcdoc="<p>Bonjour</p>" width="600" height="200"></iframe><script>setTimeout(() => { frames[0].document.querySelector("p").textContent = "Votre colis est retenu" }, 2500)</script>`,
  },
  "exchanged for as many letters": { body: `<p id="s">Nous préparons votre ca</p><script>setTimeout(() => { s.firstChild.data = "Votre colis est retenu." }, 2500)</script>` },
  "shown when a clock had run": {
    body: `<p id="k">12:00</p><p id="s"></p><script>let i = 0; setInterval(() => { k.textContent = "12:" + "0".repeat(150 * (i += 1) % 900) }, 300); setTimeout(() => { s.textContent = "Votre colis est retenu" }, 6000)</script>`,
  },
};

const LABELS = document("Champs", `<form>
  <p><label for="a">Nu<s style="color: #fff">k</s>méro de carte</label><input id="a" aria-label="Objet"></p>
  <p><label for="b" style="position: absolute; left: -9999px">Objet</label><input id="b"> Cryptogramme</p>
  <p><label for="c" style="position: absolute; width: 1px; height: 1px; overflow: hidden">Date d'expiration</label><input id="c"></p>
  <p><input id="d" aria-label="Ville"></p>
  <div>Numéro de carte</div><input id="e" style="height: 2px; width: 2px">
  <p><label for="f">Votre nom</label><input id="f"></p><p><label for="f">Cryptogramme visuel</label><input id="f"></p>
  <div>Ca<i style="position: absolute; left: 500px; top: 9px">w</i>rd nu<i style="position: absolute; left: 500px; top: 9px">z</i>mber</div><input></form>`);

/** Labels that say nothing, and one that nobody sees before one that everybody does. */
const MARKED = document("Page", `<form>
  <p><b>Numéro de carte</b> <label for="a">*</label><input id="a"></p>
  <label for="b" hidden>Ville</label><p><label for="b">Date d'expiration</label></p><input id="b">
  <p><span>Cryptogramme</span> <label for="c">🔒</label><input id="c"></p></form>`);

/** Labels and a heading whose words stand in another order than they are painted. */
const ORDERED = document("Champs", `<h1><div class="g"><i style="order: 2">retenu</i><i>Colis</i></div></h1><form>
  <div class="g"><i style="order: 2">de</i><i>Numéro</i><i style="order: 3">carte</i></div><input>
  <div class="g"><i style="order: 2">visuel</i><i>Cryptogramme</i></div><input>
  <div class="a">${[..."noitaripxE"].map((letter, at) => `<i style="left: ${9 - at}ch">${letter}</i>`).join("")}</div><input>
  <div><u><b>N</b><b>o</b><b>m</b></u> <u><b>v</b><b>u</b></u></div><input></form>`,
"<style>.g { display: flex; gap: .3em } .a { position: relative; height: 2em; font: 16px monospace } .a i { position: absolute }</style>");

/** Labels whose words are cut, or stand in a shadow root around the field. */
const CUT = document("Champs", `<form><p>Expi<u>kx</u>ry <input size="4"> Sec<u>kx</u>urity <b>digits</b> <input size="4"></p>
  <p>Bonjour</p>Numéro <b>de carte</b><br hidden> : <input> <button type="button">Aide</button> Prénom <input><x-s><input slot="f"><div><input></div></x-s></form><script>
  document.querySelector("x-s").attachShadow({ mode: "closed" }).innerHTML = "<p>Code du texto</p><slot name='f'></slot><p>Code secret</p><slot></slot>";</script>`,
"<style>u { position: absolute; left: -999em }</style>");

const STORY = "Votre colis est retenu dans notre entrepôt, il manque un euro de frais de réexpédition.";

/** What a frame below the screen does when it is told to. @type {Record<string, string>} */
const LATER = {
  written: `{ document.body.append("${STORY}") }`,
  rewritten: `{ document.open(); document.write("<p>${STORY}</p>"); document.close() }`,
};

const drawing = (/** @type {string} */ words) => `<svg xmlns="http://www.w3.org/2000/svg"><style>text { fill: red }</style><text x="4" y="9">${words}</text></svg>`;

/** Drawings as addresses: what is to be read of each. */
const DRAWINGS = new Map([
  [`data:image/svg+xml,${encodeURIComponent(drawing("Colis Privé")).replace(/'/g, "%27")}`, "Colis Privé"],
  [`data:image/svg+xml;base64,${btoa(drawing("Mondial Relay"))}`, "Mondial Relay"],
  ["data:image/svg+xml,%zz", ""],
  ["data:image/gif;base64,R0lGODlhAQABAAAAACw=", ""],
]);

/** @param {string} host @param {string} path @returns {string | null} */
function bodyOf(host, path) {
  const name = decodeURIComponent(path.slice(1));
  if (host === OTHER) return LATER[name] ? document("Cadre", `<script>addEventListener("message", () => ${LATER[name]})</script>`) : document("Cadre", name === "small" ? `<p>${STORY} PETIT</p>` : `<p>${STORY}</p>`);
  if (LATER[name]) return document("Page", `<p>Bonjour</p><div style="height: 5000px"></div><iframe src="https://${OTHER}/${name}" width="600" height="300"></iframe>`);
  if (name === "labels") return LABELS;
  if (name === "marked") return MARKED;
  if (name === "ordered") return ORDERED;
  if (name === "cut") return CUT;
  if (name === "nested") return document("Page", `<p>Bonjour</p><iframe srcdoc="<p>Cadre</p><iframe srcdoc='<p>Cadre</p>'></iframe>"></iframe>`);
  if (name === "hidden") return document("Page", `<p id="s">Bonjour.</p><p hidden id="h"> ${STORY}</p>`);
  if (name === "long") {
    return document("Page", `${"<p>Tressé à la main, garanti deux ans</p>".repeat(1_300)}<p>jamais atteint</p><div><p><x-o></x-o></p></div><div id="c"></div><script>
      document.querySelector("x-o").attachShadow({ mode: "closed" }).innerHTML = "<label>Carte <input name='un'></label><section></section>";
      c.attachShadow({ mode: "closed" }).innerHTML = "<label>Date <input name='deux'></label><div><span><section></section></span></div>";</script>`);
  }
  if (name === "turned") {
    return document("Page", `<h1>siloc ertoV</h1><form><p><label for="n">etrac ed <i>orémuN</i></label><input id="n"></p><p><b>noitaripxe'd etaD</b></p><p>:</p><div><input></div><button>reyaP</button><input type="submit" value="redilaV"><input readonly value="siloc nU"><input readonly placeholder="Un envoi"></form>`,
      "<style>h1, label, button, b, input { direction: rtl; unicode-bidi: bidi-override } label, b { display: inline-block } b::before { content: ': ' }</style>");
  }
  if (name === "drawn") return document("Page", [...DRAWINGS.keys()].map((address) => `<img src='${address}'>`).join(""));
  if (name === "editor") return `<!doctype html><body contenteditable="true"><p>${STORY}</p>${CARD_FORM}`;
  if (name === "framed") {
    return document("Page", `<p>Bonjour</p><iframe src="https://${OTHER}/story" width="600" height="300"></iframe>
      <iframe src="https://${OTHER}/small" width="100" height="20"></iframe>`);
  }
  if (name.endsWith("font")) {
    const family = { ownfont: "kit", otherfont: "serif", "unused font": "sans-serif" }[name];
    return document("Page", `<h1>Vrwuh frolv hvw uhwhqx</h1><p>${name === "otherfont" ? "<i>x</i>" : ""}Gdqv qrwuh hqwuhsôw</p>`,
      `<style>@font-face { font-family: "Kit"; src: url(/kit.ttf) } body { font-family: ${family} } i { font-family: kit }</style>`);
  }
  if (name === "restless") return document("Page", `<p id="k">x</p><script>let i = 0; setInterval(() => { k.textContent = ["lundi", "mardi", "jeudi"][(i += 1) % 3] }, 700)</script>`);
  const page = STILL[name] ?? LATE[name];
  return page ? document("Page", `${page.isAlone ? "" : "<p>Bonjour</p>"}${page.body}`, page.head) : null;
}

for (const name of BROWSERS) {
  describe(`legible text in ${name}`, () => {
    /** @type {import("../lib/bench.mjs").Bench} */
    let bench;
    before(async () => {
      bench = await startBench(name, (host, path) => {
        if (path === "/kit.ttf") return { headers: { "content-type": "font/ttf" }, body: BLANK_FONT };
        const body = bodyOf(host, path);
        return body === null ? null : { body };
      });
    });
    after(() => bench?.close());

    /**
     * What was told of a tab's page last.
     * @param {import("../lib/bench.mjs").Tab} tab
     * @returns {Promise<import("../../extension/wasm/protocol.js").PageSnapshot>}
     */
    const told = async (tab) => (await bench.heard()).filter((each) => each.tab === tab.id && each.frame === 0 && each.message.kind === "judge_page").at(-1)?.message.snapshot;

    /**
     * @param {string} path
     * @param {(tab: import("../lib/bench.mjs").Tab) => Promise<void>} check
     */
    async function on(path, check) {
      const tab = await bench.openTab();
      try {
        await tab.visit(`https://${HOST}/${encodeURIComponent(path)}`);
        await check(tab);
      } finally {
        await tab.close();
      }
    }

    for (const [path, { read = [], unread = [] }] of Object.entries(STILL)) {
      test(path, () =>
        on(path, async (tab) => {
          await tab.untilSettled(0);
          // A busy machine's first look may not come to the end of the page.
          for (const words of read) await until(`"${words}" to be read`, async () => (await told(tab)).text.includes(words));
          const { text } = await told(tab);
          for (const words of unread) assert.ok(!text.includes(words), `"${words}" is in ${JSON.stringify(text)}`);
        }));
    }

    for (const path of Object.keys(LATE)) {
      test(`words ${path}`, () =>
        on(path, async (tab) => {
          assert.ok(!(await told(tab)).text.includes("colis"));
          await until("the words", async () => (await told(tab)).text.includes("Votre colis est retenu"));
        }));
    }

    // The document holds the same letters in the same order, also before the next look.
    test("words moved out of hiding right after the first look", () =>
      on("hidden", async (tab) => {
        await tab.page.evaluate(() => {
          const [shown, hidden] = ["s", "h"].map((id) => /** @type {Text} */ (globalThis.document.getElementById(id)?.firstChild));
          shown.data += hidden.data;
          hidden.data = "";
        });
        await until("the words", async () => (await told(tab)).text.includes(STORY));
      }));

    for (const [path, isOwn] of /** @type {const} */ ([["ownfont", true], ["otherfont", false], ["unused font", false]])) {
      test(`${path}: whether the page brings its font along is told`, () =>
        on(path, async (tab) => {
          await until("the look", async () => (await told(tab))?.ownFont === isOwn);
        }));
    }

    test("labels are what is seen beside a field, then what is not", () =>
      on("labels", async (tab) => {
        const { fields } = await told(tab);
        assert.deepEqual(fields.map(({ label }) => label), ["Numéro de carte", "Cryptogramme Objet", "Date d'expiration", "Ville", "", "Votre nom", "Cryptogramme visuel", "Card number"]);
      }));

    test("a label that says nothing, or that nobody sees, hides none that is read", () =>
      on("marked", async (tab) => {
        const { fields } = await told(tab);
        assert.deepEqual(fields.map(({ label }) => label), ["Numéro de carte *", "Date d'expiration", "Cryptogramme 🔒"]);
      }));

    test("heading, label and caption are read in the order in which they are painted", () =>
      on("turned", async (tab) => {
        const { headings, fields, buttons, text } = await told(tab);
        assert.deepEqual([headings, fields.slice(0, 2).map(({ label }) => label), buttons], [["Votre colis"], ["Numéro de carte", "Date d'expiration"], ["Payer", "Valider"]]);
        assert.match(text, /^Un colis$/m);
        // Firefox turns what stands in for a value, too.
        if (name === "chromium") assert.match(text, /^Un envoi$/m);
      }));

    test("heading and labels are read where their words stand", () =>
      on("ordered", async (tab) => {
        const { headings, fields } = await told(tab);
        assert.deepEqual([headings, fields.map(({ label }) => label)], [["Colis retenu"], ["Numéro de carte", "Cryptogramme visuel", "Expiration", "Nom vu"]]);
      }));

    test("the whole line before a field is its label, also in a shadow root", () =>
      on("cut", async (tab) => {
        const { fields } = await told(tab);
        assert.deepEqual(fields.map(({ label }) => label), ["Expiry", "Security digits", "Numéro de carte", "Prénom", "Code du texto", "Code secret"]);
      }));

    test("a field that a frame's frame gets later is told of", () =>
      on("nested", async (tab) => {
        await tab.untilSettled(0);
        assert.equal((await told(tab)).fields.length, 0);
        await tab.page.evaluate(() => {
          const inner = globalThis.document.querySelector("iframe")?.contentDocument?.querySelector("iframe")?.contentDocument;
          inner?.body.append(inner.createElement("input"));
        });
        await until("the field", async () => (await told(tab)).fields.length > 0);
      }));

    test("the words of a drawing that is its own address are those of a picture", () =>
      on("drawn", async (tab) => {
        const { images } = await told(tab);
        assert.deepEqual(images.map(({ alt }) => alt), [...DRAWINGS.values()]);
      }));

    test("behind more words than are taken, shadow roots are met all the same", () =>
      on("long", async (tab) => {
        await tab.untilSettled(0);
        const { fields, text, truncated } = await told(tab);
        assert.deepEqual(fields.map((field) => field.name), ["un", "deux"]);
        assert.ok(truncated && text.length > 39_000 && text.length <= 40_000 && !text.includes("jamais"), String(text.length));
      }));

    test("an editable page is read until somebody types into it", () =>
      on("editor", async (tab) => {
        assert.ok((await told(tab)).text.includes("Votre colis est retenu"));
        await tab.page.evaluate(() => globalThis.document.querySelector("p")?.append(" SUITE "));
        await until("another look", async () => (await told(tab)).text.includes("SUITE"));
        await tab.page.click("p");
        await tab.page.keyboard.type("SECRET");
        await tab.page.evaluate(() => globalThis.document.body.append(globalThis.document.createElement("input")));
        await until("a look after the typing", async () => (await told(tab)).fields.length > 4);
        assert.ok(!JSON.stringify(await bench.heard()).includes("SECRET"));
      }));

    test("a frame without fields is told of when it tells a story in view", () =>
      on("framed", async (tab) => {
        const framed = async () => (await bench.heard()).filter((each) => each.tab === tab.id && each.frame !== 0 && each.message.kind === "judge_page");
        await until("the frame's word", async () => (await framed()).length > 0);
        await tab.untilSettled(0);
        const texts = (await framed()).map(({ message, url }) => [new URL(url).host, message.snapshot.text]);
        assert.deepEqual(texts, [[OTHER, STORY]]);
      }));

    for (const path of Object.keys(LATER)) {
      test(`a frame that is ${path} out of view is told of when it comes into view`, () =>
        on(path, async (tab) => {
          await tab.untilSettled(0);
          await tab.page.evaluate(() => globalThis.document.querySelector("iframe")?.contentWindow?.postMessage("", "*"));
          const framed = async () => (await bench.heard()).filter((each) => each.tab === tab.id && each.frame !== 0 && each.message.kind === "judge_page");
          await tab.page.evaluate(() => globalThis.document.querySelector("iframe")?.scrollIntoView());
          await until("the frame's word", async () => (await framed()).some(({ message }) => message.snapshot.text === STORY));
        }));
    }

    test("the same words in turns are looked at once", () =>
      on("restless", async (tab) => {
        // On a busy machine it takes long until each of them was told once.
        const looks = async () => (await bench.heard()).filter((each) => each.tab === tab.id && each.message.kind === "judge_page").length;
        await tab.untilSame("the last look", looks, 5_000);
      }));
  });
}
