/** Thunderbird's own interfaces, as far as they are used here: the types of browsers don't know them. */

/**
 * @typedef {{ id: number, author: string, subject: string, headerMessageId: string }} Mail what Thunderbird keeps of a mail
 * @typedef {{ messages: Mail[] }} MailList
 * @typedef {Record<string, string[]>} Headers the values of each header, by its name in small letters, the topmost first
 *
 * @typedef {object} Messenger
 * @property {object} messageDisplay
 * @property {{ addListener(listener: (tab: { id: number }, list: MailList) => void): void }} messageDisplay.onMessagesDisplayed
 * @property {(tabId: number) => Promise<MailList>} messageDisplay.getDisplayedMessages
 * @property {object} messages
 * @property {(id: number) => Promise<Headers>} [messages.getHeaders] not before version 153
 * @property {(id: number, options: { decodeContent: boolean, decrypt: boolean }) => Promise<{ headers: Headers }>} messages.getFull
 * @property {typeof chrome.action} messageDisplayAction
 * @property {{ openDefaultBrowser(url: string): Promise<void> }} windows
 */

export const messenger = /** @type {Messenger} */ (/** @type {unknown} */ (chrome));
