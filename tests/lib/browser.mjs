import { launchChromium } from "./chromium.mjs";
import { launchFirefox } from "./firefox.mjs";

/**
 * @typedef {import("puppeteer-core").Page} Page
 * @typedef {object} Look how pages are to look
 * @property {boolean} [dark] they prefer dark colours
 * @property {boolean} [forced] colours are the visitor's own (forced colours), and nothing moves
 *
 * @typedef {object} OwnLaunchOptions
 * @property {string | null} extension folder of the built extension; null for a browser without one
 * @property {{ httpPort: number, httpsPort: number, proxyPort: number }} ports of the local sites
 * @property {{ width: number, height: number }} [viewport]
 * @property {string} [locale] language of the extension's words
 * @property {boolean} [headless]
 * @property {boolean} [touch] there is a finger and no mouse; Firefox alone
 * @property {boolean} [watched] the background's requests are noted, where the browser can; that keeps it awake
 * @property {boolean} [noted] what the browser's consoles hold of the extension is noted, where the browser must be told
 * @property {boolean} [scrollbars] they are shown, as outside of tests; Chromium alone hides them there
 * @property {string} [executable] instead of the installed browser, a program that starts it
 * @property {Record<string, string>} [env] further variables of the browser's environment
 * @property {string[]} [args] further switches of the browser
 * @typedef {OwnLaunchOptions & Look} LaunchOptions
 *
 * @typedef {object} TestBrowser
 * @property {"chromium" | "firefox"} name
 * @property {import("puppeteer-core").Browser} browser
 * @property {string} extensionId
 * @property {string} origin of the extension's own pages
 * @property {() => Promise<Page>} newPage
 * @property {(path: string) => Promise<Page>} openExtensionPage
 * @property {(page: Page, path: string) => Promise<void>} turnExtensionPage shows another page of the extension, or the same one anew, where one is open
 * @property {(page: Page, look: string, ...args: unknown[]) => Promise<any>} inWarning
 *   runs the source of a function `(root, ...args) => value` on the page's closed shadow roots
 *   (the warning, the question beside a card field) until one gives a value; null when none does
 * @property {(page: Page, look: string, ...args: unknown[]) => Promise<any>} inPage
 *   runs the source of such a function on the page's document; as above in a world of its own, which
 *   the page can neither see nor bend
 * @property {() => Look} look of every page
 * @property {(look: Look) => Promise<void>} setLook from now on, in every page that is open or will be
 * @property {(given: boolean) => Promise<void>} setAccess gives or takes the access to web pages, as the browser's own settings do
 * @property {() => Promise<void>} [allowPrivate] lets the extension into private windows; where a test can
 * @property {(page: Page, isPrinted: boolean) => Promise<void>} emulatePrint lays the page out as for paper
 * @property {(entry: string, tabId: number) => Promise<void>} clickMenu
 *   tells the background of a click on one of its entries in a context menu; Chromium must be `watched`
 * @property {(text: string) => Promise<void>} typeInBar
 *   types the keyword and something after it in the address bar; Chromium, which must be `watched`, is told that it was typed
 * @property {() => Promise<string[]>} barLines what the address bar offers for it
 * @property {() => Promise<void>} enterInBar takes the first of them
 * @property {(enabled: boolean) => Promise<void>} setEnabled disables or enables the extension; its own pages are closed
 * @property {() => Promise<void>} reload starts the extension anew, as an update does; its own pages are closed
 * @property {() => Promise<string[]>} complaints
 *   what the consoles of pages, background and popup hold of the extension; Chromium must have `noted` it
 * @property {() => Promise<void>} stopBackground ends the service worker or event page
 * @property {() => Promise<void>} [freeMemory] has extensions and pages give back what they need no longer, in Firefox
 * @property {() => Promise<boolean>} isBackgroundRunning
 * @property {() => Promise<void>} [tireBackground] from here on the background ends by itself soon after it falls idle, where the browser can be told
 * @property {() => string[] | null} backgroundRequests
 *   every address the background asked for since the start; null where it is not watched
 * @property {() => Promise<void>} close
 */

/** How to start each browser, by the name tests go by. */
export const LAUNCH = { chromium: launchChromium, firefox: launchFirefox };

/** The built extension that each browser takes, below `dist/`. */
export const DIST = { chromium: "chrome", firefox: "firefox" };

export { launchChromium, launchFirefox };
