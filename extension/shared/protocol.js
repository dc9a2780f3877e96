/**
 * What the parts of the extension say to each other.
 *
 * What the engine is asked and what it answers stands in `wasm/protocol.d.ts`, which each build
 * writes from the types of the crate. Here is which of that each part uses, and what the engine
 * never hears of. Content scripts are classic scripts and use the types alone.
 *
 * @typedef {import("../wasm/protocol.js").ContactView} ContactView
 * @typedef {import("../wasm/protocol.js").EngineInput} EngineInput
 * @typedef {import("../wasm/protocol.js").EngineReply} EngineReply
 * @typedef {import("../wasm/protocol.js").EngineRequest} EngineRequest
 */

/**
 * @template {EngineRequest["kind"]} Kind
 * @typedef {Extract<EngineRequest, { kind: Kind }>} Asked
 */

/**
 * @template {EngineReply["kind"]} Kind
 * @typedef {Extract<EngineReply, { kind: Kind }>} Answered
 */

/**
 * @typedef {{ place?: number, isTouched?: boolean }} FramePageRequest what a frame adds to its page: its place
 *   among the top page's frames, and whether the visitor used it
 * @typedef {Asked<"brands">} BrandsRequest
 *
 * @typedef {{ kind: "hello" }} HelloRequest a frame starts: how does its tab stand?
 * @typedef {{ kind: "leave" }} LeaveRequest the visitor leaves the page for an empty one
 * @typedef {{ kind: "hold" }} HoldRequest the page lets its warning not be seen
 * @typedef {{ kind: "official" }} OfficialRequest the visitor goes to the brand's own site
 * @typedef {{ kind: "help" } | { kind: "report" }} OpenRequest the visitor wants the page of help or of reports
 * @typedef {Asked<"address" | "proceed" | "trust"> | (Asked<"page"> & FramePageRequest) | HelloRequest | HoldRequest | LeaveRequest | OfficialRequest | OpenRequest} ContentRequest
 *   what a content script may ask; who asks is taken from the sender
 * @typedef {{ kind: "report" | "return", tabId: number } | { kind: "policy" } | Asked<"brands" | "check" | "help"> | (Asked<"contacts"> & { tabId?: number })} OwnRequest
 *   what a page of the extension may ask
 *
 * @typedef {{ kind: "choose", key: "language" | "caution" | "keepHistory" | "repaired", value: unknown }} ChooseRequest
 * @typedef {{ kind: "trust", address: string }} TrustAddressRequest an address that was typed
 * @typedef {{ kind: "untrust", domain: string }} UntrustRequest
 * @typedef {{ kind: "forget" }} ForgetRequest empties the history
 * @typedef {{ kind: "import", text: string }} ImportRequest a file of settings
 * @typedef {ChooseRequest | TrustAddressRequest | UntrustRequest | ForgetRequest | ImportRequest} SettingsRequest
 *   how a page of the extension changes the settings
 * @typedef {{ kind: "done" } | { kind: "refused", faults: import("./validate.js").Fault[] }} SettingsReply
 *
 * @typedef {Omit<ContactView, "role"> & { role: ContactView["role"] | "organisation" }} Contact
 *   whom the engine knows, or whom the organisation's policy names; the words of a role are `contact_<role>`
 *
 * @typedef {{ kind: "place", src: string }} PlaceRequest the background asks a top page where a picture lies
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Place in parts of the view, from 0 to 1
 *
 * @typedef {Answered<"verdict"> & { words?: Record<string, string> | null }} VerdictReply
 *   with the words of a warning, where the visitor chose a language; the background also pushes it to a top
 *   page when a frame changed the verdict
 * @typedef {Pick<VerdictReply, "verdict" | "dismissed" | "trusted" | "silent" | "mailbox" | "words" | "fields"> & { kind: "guard", framed: string }} GuardReply
 *   what a frame is told of its tab, asked or not: a verdict reduced to what the card shield needs, and
 *   the host of the frame that it is about where it is not the whole page's
 * @typedef {{ kind: "policy" } & import("./policy.js").PolicyState} PolicyReply what a page of the extension is told of it
 * @typedef {{ kind: "error", code: "unavailable" }} UnavailableReply the engine could not be started or failed twice
 * @typedef {Answered<"help">} HelpReply
 * @typedef {Answered<"contacts">} ContactsReply
 * @typedef {Exclude<EngineReply, { kind: "verdict" }> | VerdictReply | GuardReply | UnavailableReply} Reply
 *
 * @typedef {EngineInput["tab"]} TabState the engine's own; kept for it and never looked into
 */

/**
 * Who of the content scripts may ask what. A frame shows what it holds, and its visitor may leave.
 * @type {Readonly<Record<ContentRequest["kind"], "every frame" | "top frame">>}
 */
const CONTENT_ASKERS = {
  address: "top frame",
  hello: "every frame",
  page: "every frame",
  proceed: "top frame",
  hold: "every frame",
  leave: "every frame",
  official: "top frame",
  help: "top frame",
  report: "top frame",
  trust: "top frame",
};

/** @type {ReadonlySet<unknown>} What a content script may ask. */
export const CONTENT_KINDS = new Set(Object.keys(CONTENT_ASKERS));

/** @type {ReadonlySet<unknown>} What a frame may ask. */
export const FRAME_KINDS = new Set(Object.entries(CONTENT_ASKERS).flatMap(([kind, asker]) => (asker === "every frame" ? kind : [])));

/** @type {Readonly<Record<SettingsRequest["kind"], true>>} */
const SETTINGS_ASKED = { choose: true, trust: true, untrust: true, forget: true, import: true };

/** @type {ReadonlySet<unknown>} How pages of the extension change the settings. */
export const SETTINGS_KINDS = new Set(Object.keys(SETTINGS_ASKED));

/** @type {Answered<"nothing">} */
export const NOTHING = { kind: "nothing" };

/** @type {UnavailableReply} */
export const UNAVAILABLE = { kind: "error", code: "unavailable" };

/** @type {Answered<"error">} */
export const BAD_REQUEST = { kind: "error", code: "bad_request" };
