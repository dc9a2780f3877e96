/* global chrome */
chrome.runtime.sendMessage({ kind: "hello" }).catch(() => undefined);
