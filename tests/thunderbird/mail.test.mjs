// The add-on for mails in a real Thunderbird: one start for all of it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { findThunderbird, PLACES, startThunderbird } from "../lib/thunderbird.mjs";
import { until } from "../lib/until.mjs";
import { HEAVY, MAILS } from "./mails.mjs";

/** @typedef {import("../lib/thunderbird.mjs").Mailer} Mailer */

const ALL = [...MAILS, ...HEAVY];
const [LURE, HONEST, PROVED] = [0, 1, 3];
const HOSTILE = MAILS.findIndex(({ html }) => html?.includes("<style>"));
const SWITCHES = 200;
const SWITCHES_AT_ONCE = 20;
const TITLES = { danger: "This message is very likely a scam", caution: "Be careful with this message", clear: "Nothing suspicious found in this message" };
const WITHOUT_SENDER = "Sender shown: ";

/** @param {number} index */
const mailAt = (index) => /** @type {(typeof ALL)[number]} */ (ALL[index]);

const program = findThunderbird();

describe("Thunderbird", { skip: program === null && "there is no Thunderbird here: install it, or name yours in THUNDERBIRD" }, () => {
  /** @type {Mailer} */
  let mailer;

  before(async () => {
    mailer = await startThunderbird(program ?? "", ALL);
  });
  after(async () => {
    await mailer?.close();
  });

  /**
   * Shows a mail after one of another level, so that the button's title tells when it was looked at.
   * @param {number} index
   */
  async function lookAt(index) {
    const { level } = mailAt(index);
    const other = MAILS.findIndex((mail) => mail.level !== level);
    await mailer.select(other);
    await untilTitle(other);
    await mailer.select(index);
    return untilTitle(index);
  }

  /** @param {number} index @param {import("../lib/thunderbird.mjs").Place} [place] */
  function untilTitle(index, place) {
    return until(`mail ${index} to be looked at`, async () => {
      const shown = await mailer.shown(place);
      const isPainted = mailAt(index).level === "clear" || shown.painted.length > 0;
      return shown.index === index && shown.isReady && shown.title === TITLES[mailAt(index).level] && isPainted ? shown : null;
    });
  }

  test("says at the installation what it reads", async () => {
    assert.match(mailer.welcome, /\/thunderbird\/pages\/welcome\/welcome\.html$/);
    await mailer.openPage("thunderbird/pages/welcome/welcome.html");
    const words = await mailer.inPage("(document) => document.body.innerText");
    assert.match(words, /The email you have on show.*Nothing is kept, and nothing leaves your device/s);
    await mailer.closePage();
  });

  for (const [index, { level, subject }] of ALL.entries()) {
    test(`${level}: ${subject}`, async () => {
      const { painted, badge } = await lookAt(index);
      assert.equal(badge, { danger: "!", caution: "?", clear: "" }[level]);
      assert.equal(painted.length, level === "clear" ? 0 : 1);
      if (level !== "clear") assert.ok(painted[0]?.startsWith(TITLES[level]), painted[0]);
    });
  }

  test("the banner leads to the carrier's own page, to help, and to a text for a wrong alarm", async () => {
    await lookAt(LURE);
    assert.ok(await mailer.press({ selector: "button.act", isPainted: true }));
    const [address = ""] = await until("the carrier's page", async () => { const all = await mailer.opened(); return all.length > 0 ? all : null; });
    assert.equal(new URL(address).host, "www.chronopost.fr");
    for (const [selector, path, words] of /** @type {const} */ ([["button.help", "/pages/help/help.html", /details/], ["button.wrong", "/wrong/wrong.html", /Claim: chronopost/]])) {
      assert.ok(await mailer.press({ selector, isPainted: true }));
      await until(path, () => mailer.run(`return document.getElementById("tabmail").currentTabInfo.browser?.currentURI.spec.includes(args[0]);`, path));
      const text = await until(`the words of ${path}`, () => mailer.inPage("(document) => !document.querySelector('[aria-busy]') && document.body.innerText + (document.getElementById('text')?.value ?? '')"));
      assert.match(text, words);
      await mailer.closePage();
    }
  });

  test("why it warns unfolds", async () => {
    await lookAt(LURE);
    const isOpen = () => mailer.run(`${PLACES} const [root] = rootsOf(placeOf("main").getMessagePaneBrowser().contentDocument); return root.querySelector("ul.all").getBoundingClientRect().height > 0;`);
    assert.equal(await isOpen(), false);
    assert.ok(await mailer.press({ selector: "button.why", isPainted: true }));
    await until("the reasons", isOpen);
  });

  test("a link of a lure asks before it opens, and names the host that it leads to", async () => {
    await lookAt(LURE);
    const question = () => until("the question", async () => (await mailer.shown()).painted.find((words) => words.startsWith("Do not open this link")));
    assert.ok(await mailer.press({ selector: "a[href*='colis-fr']", isPainted: false }));
    assert.match(await question(), /This link leads to:suivi\.colis-fr\.example/);
    assert.deepEqual(await mailer.opened(), []);
    assert.ok(await mailer.press({ selector: "dialog button.main", isPainted: true }));
    await until("no question", async () => (await mailer.shown()).painted.length === 1);
    assert.deepEqual(await mailer.opened(), []);

    assert.ok(await mailer.press({ selector: "a[href*='colis-fr']", isPainted: false }));
    await question();
    // A second click, meant for the link, opens nothing.
    assert.ok(await mailer.press({ selector: "dialog button.on[aria-disabled='true']", isPainted: true }));
    await until("the way on", () => mailer.run(`${PLACES} return rootsOf(placeOf("main").getMessagePaneBrowser().contentDocument).some((root) => root.querySelector("dialog button.on[aria-disabled='false']"));`));
    assert.deepEqual(await mailer.opened(), []);
    assert.ok(await mailer.press({ selector: "dialog button.on", isPainted: true }));
    const opened = await until("the link", async () => { const all = await mailer.opened(); return all.length > 0 ? all : null; });
    assert.deepEqual(opened, ["https://suivi.colis-fr.example/x?id=12"]);
  });

  test("a mail's style neither hides the banner nor covers it, and its forms ask, too", async () => {
    await lookAt(HOSTILE);
    const isOnTop = await mailer.run(`${PLACES}
      const shown = placeOf("main").getMessagePaneBrowser().contentDocument;
      const [root] = rootsOf(shown);
      const buttons = [...root.querySelectorAll("button")].filter((button) => button.getBoundingClientRect().height > 0);
      return buttons.length > 3 && buttons.every((button) => {
        const { left, top, width, height } = button.getBoundingClientRect();
        return root.elementFromPoint(left + width / 2, top + height / 2)?.closest("button") === button && shown.elementFromPoint(left + width / 2, top + height / 2) === root.host;
      });`);
    assert.ok(isOnTop);
    assert.ok(await mailer.press({ selector: "form button", isPainted: false }));
    await until("the question", async () => /colis-paiement-fr\.example/.test((await mailer.shown()).painted.join(" ")));
    assert.deepEqual(await mailer.opened(), []);
  });

  test("links still ask when the banner was closed", async () => {
    await lookAt(LURE);
    assert.ok(await mailer.press({ selector: "button.close", isPainted: true }));
    await until("no banner", async () => (await mailer.shown()).painted.length === 0);
    assert.ok(await mailer.press({ selector: "a[href*='colis-fr']", isPainted: false }));
    await until("the question", async () => (await mailer.shown()).painted.length === 1);
    assert.deepEqual(await mailer.opened(), []);
  });

  test("a link of an honest mail opens at once", async () => {
    await lookAt(PROVED);
    assert.ok(await mailer.press({ selector: "a", isPainted: false }));
    const [address = ""] = await until("the link", async () => { const all = await mailer.opened(); return all.length > 0 ? all : null; });
    assert.equal(new URL(address).host, "www.chronopost.fr");
    assert.deepEqual((await mailer.shown()).painted, []);
  });

  test("the popup tells who writes, where the links lead and which leak is behind it; below it is the box", async () => {
    await lookAt(LURE);
    await mailer.openPage("thunderbird/pages/popup/popup.html?tab=1");
    const words = await mailer.inPage("(document) => document.body.innerText");
    assert.match(words, /very likely a scam/);
    assert.match(words, /suivi@colis-info\.example\s+Nothing proves/);
    assert.match(words, /suivi\.colis-fr\.example\s+Suivre mon colis/);
    assert.match(words, /Customer data of Chronopost was stolen/);
    const bold = await mailer.inPage("(document) => [...document.querySelectorAll('.host strong')].map(({ textContent }) => textContent)");
    assert.deepEqual(bold, ["colis-info.example", "colis-fr.example"]);
    await mailer.inPage("(document) => { document.getElementById('check-box').value = 'DPD: your parcel is held, pay 1.99 EUR at https://dpd-pay.example/x'; document.getElementById('check-form').requestSubmit(); }");
    const level = await until("the box's answer", () => mailer.inPage("(document) => document.querySelector('#check-answer .result')?.dataset.level"));
    assert.equal(level, "danger");
    await mailer.closePage();
  });

  test("the button above the mail opens that popup", async () => {
    await lookAt(LURE);
    await mailer.pressButton();
    const words = await until("the popup", () => mailer.inPage("(document) => document.URL.endsWith('/popup.html') && !document.querySelector('[aria-busy]') && document.body.innerText"));
    assert.match(words, /suivi@colis-info\.example/);
    await mailer.run("for (const panel of document.querySelectorAll('panel')) panel.hidePopup();");
  });

  test("axe finds nothing in the add-on's own pages", async () => {
    await lookAt(LURE);
    for (const path of ["popup/popup.html?tab=1", "welcome/welcome.html", "wrong/wrong.html?tab=1"]) {
      await mailer.openPage(`thunderbird/pages/${path}`);
      assert.deepEqual(await mailer.accessibilityFaults(), [], path);
      await mailer.closePage();
    }
  });

  test("the popup says what the receiving server has proved", async () => {
    await lookAt(PROVED);
    await mailer.openPage("thunderbird/pages/popup/popup.html?tab=1");
    const words = await mailer.inPage("(document) => document.body.innerText");
    assert.match(words, /no-reply@chronopost\.fr\s+Your mail service confirms/);
    assert.match(words, /Really sent from: envoi\.example|envoi\.example/);
    await mailer.closePage();
  });

  for (const place of /** @type {const} */ (["tab", "window"])) {
    test(`a mail in a ${place} of its own`, async () => {
      for (const index of [LURE, HONEST]) {
        await mailer.open(index, place);
        const { painted } = await untilTitle(index, place);
        assert.equal(painted.length, index === LURE ? 1 : 0);
        await mailer.closePlace(place);
      }
    });
  }

  test("a mail that is loaded anew, as with its pictures, is warned of anew", async () => {
    await lookAt(LURE);
    await mailer.run(`${PLACES}
      const message = placeOf("main");
      const before = message.getMessagePaneBrowser().contentDocument;
      message.ReloadMessage();
      while (message.getMessagePaneBrowser().contentDocument === before) await new Promise((resolve) => setTimeout(resolve, 5));`);
    await untilTitle(LURE);
  });

  test("several mails that are chosen together are not warned of", async () => {
    await lookAt(LURE);
    await mailer.run(`${PLACES} const { threadTree } = tabmail.currentAbout3Pane; threadTree.selectedIndices = [0, 1, 2];`);
    await mailer.openPage("thunderbird/pages/popup/popup.html?tab=1");
    assert.match(await mailer.inPage("(document) => document.body.innerText"), /No email to check here/);
    await mailer.closePage();
  });

  test("the background was ended: the next mail starts it", async () => {
    await lookAt(HONEST);
    await mailer.stopBackground();
    await mailer.select(LURE);
    await untilTitle(LURE);
  });

  test("the add-on was updated: the mail on show has one banner, whose buttons work", async () => {
    await lookAt(LURE);
    await mailer.run(`
      const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
      await (await AddonManager.getAddonByID("thunderbird@vigicolis.org")).reload();`);
    // Until the add-on is there again, the old banner's buttons are dead.
    await until("the carrier's page", async () => (await mailer.press({ selector: "button.act", isPainted: true })) && (await mailer.opened()).length > 0);
    assert.equal((await mailer.shown()).painted.length, 1);
  });

  test(`${SWITCHES} fast switches leave no banner in another mail`, async () => {
    let frames = 0;
    // Some at a time: on a busy machine all of them take longer than one script may.
    for (let done = 0; done < SWITCHES; done += SWITCHES_AT_ONCE) {
      const looked = await mailer.run(SWITCH_FAST, ALL.map(({ from, level }) => ({ from, level })), done, done + SWITCHES_AT_ONCE, WITHOUT_SENDER);
      assert.deepEqual(looked.stale, []);
      frames += looked.frames;
    }
    assert.ok(frames >= SWITCHES, `${frames} looks`);
    await lookAt(LURE);
    await lookAt(HONEST);
  });

  test("of mails, nothing is kept", async () => {
    await mailer.openPage("thunderbird/pages/popup/popup.html?tab=1");
    const kept = await mailer.inPage(`async (document) => {
      const { storage } = document.defaultView.wrappedJSObject.chrome;
      return JSON.stringify([await storage.local.get(null), await storage.session.get(null)]);
    }`);
    await mailer.closePage();
    assert.match(kept, /"welcomed":true/);
    for (const { from, subject } of ALL) {
      assert.ok(!kept.includes(subject), kept);
      assert.ok(!kept.includes(from.replace(/^.*<|>$/g, "")), kept);
    }
  });

  test("nobody was asked for anything that mails or the add-on name, and a planted request is noticed", async () => {
    const named = () => mailer.requests().filter((host) => /\.example$|chronopost|vigicolis/.test(host));
    assert.deepEqual(named(), []);
    await mailer.run("await fetch('http://planted.example/').catch(() => undefined);");
    assert.deepEqual([...new Set(named())], ["planted.example"]);
  });

  test("the console holds nothing of it", async () => {
    assert.deepEqual(await mailer.complaints(), []);
  });
});

/** Goes from mail to mail without waiting for any, and looks all the time whether a banner stands in a mail that it isn't about. */
const SWITCH_FAST = `${PLACES}
  const [mails, first, end, label] = args;
  const pane = tabmail.currentAbout3Pane;
  const message = placeOf("main");
  const stale = [];
  let frames = 0;
  const look = () => {
    frames += 1;
    const shown = message.getMessagePaneBrowser().contentDocument;
    const key = Number(/[?&]number=(\\d+)/.exec(shown.URL)?.[1] ?? -1);
    const header = [...pane.gFolder.messages].find(({ messageKey }) => messageKey === key);
    const mail = mails[Number(/^mail-(\\d+)@/.exec(header?.messageId ?? "")?.[1] ?? -1)];
    for (const root of rootsOf(shown)) {
      const words = root.textContent;
      if (!mail || mail.level === "clear" || !words.includes(label + mail.from)) stale.push([shown.URL, mail?.from ?? "", words.slice(-300)]);
    }
  };
  const rows = pane.gDBView.rowCount;
  for (let step = first; step < end; step += 1) {
    pane.threadTree.selectedIndex = (step * 5) % rows;
    // From at once to a time in which a small mail is loaded and judged.
    const until = performance.now() + (step * 7) % 90;
    do {
      await new Promise((resolve) => setTimeout(resolve, 5));
      look();
    } while (performance.now() < until);
  }
  return { stale, frames };`;
