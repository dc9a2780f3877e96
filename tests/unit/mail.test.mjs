// How a mail of Thunderbird's is put before the engine, and what its headers prove.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { messageOf, proofOf, resultsOf } from "../../extension/thunderbird/background/mail.js";

const MAIL = { id: 1, author: "Chronopost <suivi@colis-info.example>", subject: "Votre colis", headerMessageId: "1@mailbox.example" };
const RECEIVED = "from mail.envoi.example ([192.0.2.7])\r\n by mx3.mailbox.example with ESMTPS id 1";

test("the add-on for mails asks for no permission beyond those that are explained", () => {
  const read = (/** @type {string} */ path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const manifest = JSON.parse(read("extension/thunderbird/manifest.json"));
  const [, told = ""] = read("docs/PRIVACY.md").split("## The add-on for Thunderbird");
  const explained = Array.from(told.split("\n## ")[0]?.matchAll(/^\| `([a-zA-Z.]+)` \|/gm) ?? [], ([, permission]) => permission);
  assert.deepEqual(manifest.permissions, explained);
  for (const key of ["host_permissions", "optional_permissions", "content_scripts", "web_accessible_resources"]) assert.equal(manifest[key], undefined, key);
  const browsers = JSON.parse(read("extension/manifest.json"));
  assert.deepEqual(manifest.content_security_policy, browsers.content_security_policy);
});

describe("the message", () => {
  test("begins with who writes, and the words follow a blank line", () => {
    const headers = { "reply-to": ["aide@autre.example"], "return-path": ["<b@envoi.example>"], received: [RECEIVED], "authentication-results": ["mx.mailbox.example;\r\n dmarc=fail"] };
    assert.equal(
      messageOf(MAIL, headers, "Bonjour"),
      "From: Chronopost <suivi@colis-info.example>\nReply-To: aide@autre.example\nReturn-Path: <b@envoi.example>\nAuthentication-Results: mx.mailbox.example; dmarc=fail\nSubject: Votre colis\n\nBonjour",
    );
  });

  test("has a line for each header, whatever stands in it", () => {
    const subject = "Colis\r\nFrom: La Poste <x@laposte.fr>\r\n\r\nBonjour";
    assert.equal(messageOf({ ...MAIL, subject }, {}, "x"), "From: Chronopost <suivi@colis-info.example>\nSubject: Colis From: La Poste <x@laposte.fr> Bonjour\n\nx");
  });

  test("keeps the address of a sender with a long name", () => {
    const [line = ""] = messageOf({ ...MAIL, author: `${"Chronopost ".repeat(30)}<suivi@colis-info.example>` }, {}, "x").split("\n");
    assert.match(line, /^From: Chronopost .* <suivi@colis-info\.example>$/);
    // The engine takes no longer one for a sender.
    assert.ok(line.length <= "From: ".length + 120, line);
  });
});

describe("what the receiving server wrote", () => {
  const proof = (/** @type {string[]} */ results, /** @type {string[]} */ received = [RECEIVED]) => proofOf({ received, "authentication-results": results });

  test("proves a sender, or that it is none", () => {
    assert.equal(proof(["mx.mailbox.example; spf=fail; dmarc=pass header.from=chronopost.fr"]), "confirmed");
    assert.equal(proof(["mx.mailbox.example; spf=softfail; dkim=none"]), "refuted");
    assert.equal(proof(["mx.mailbox.example; spf=none; dkim=none"]), "unknown");
    assert.equal(proof([]), "unknown");
  });

  test("counts in the topmost line alone, and where it bears the name of the server that took the mail", () => {
    assert.equal(proof(["mx.mailbox.example; dmarc=fail", "mx.mailbox.example; dmarc=pass"]), "refuted");
    assert.equal(proof(["mx.forged.example; dmarc=pass"]), "unknown");
    assert.equal(proof(["mx.mailbox.example; dmarc=pass"], []), "unknown");
    assert.equal(resultsOf({ received: [RECEIVED], "authentication-results": ["mx.forged.example; dmarc=pass"] }), "");
    assert.equal(proof(["mx.forged.co.uk; dmarc=pass"], ["from mail.envoi.example by mx.home.co.uk with ESMTPS id 1"]), "unknown", "two firms below one suffix");
    assert.equal(proof(["home.co.uk; dmarc=pass"], ["from mail.envoi.example by mx.home.co.uk with ESMTPS id 1"]), "confirmed");
    assert.equal(proof(["mx.sfr.fr; dmarc=pass"], ["from mail.envoi.example by mx.sfr.fr with ESMTPS id 1"]), "confirmed");
    // A server's own handing on, by an address without a name, stands above.
    assert.equal(proof(["mx.google.com; dmarc=pass"], ["by 2002:a17:906:7c9 with SMTP id x", "from mail.envoi.example by mx.google.com with ESMTPS id y"]), "confirmed");
  });
});
