/**
 * What the parts of the extension say to each other.
 *
 * What the engine is asked and what it answers stands in `wasm/protocol.d.ts`, which each build
 * writes from the types of the crate. Here is which of that each part uses, and what the engine
 * never hears of. A request's kind is a verb and a noun, which mean the same whoever asks.
 * Content scripts are classic scripts and use the types alone.
 *
 * @typedef {import("../wasm/protocol.js").AwaitedParcel} AwaitedParcel
 * @typedef {import("../wasm/protocol.js").CarrierView} CarrierView
 * @typedef {import("../wasm/protocol.js").ContactView} ContactView
 * @typedef {import("../wasm/protocol.js").EngineInput} EngineInput
 * @typedef {import("../wasm/protocol.js").EngineReply} EngineReply
 * @typedef {import("../wasm/protocol.js").EngineRequest} EngineRequest
 * @typedef {import("../wasm/protocol.js").SettingsChange} SettingsChange
 * @typedef {import("../wasm/protocol.js").Verdict} Verdict
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
 * @template {string} Kind
 * @typedef {{ kind: Kind }} Plain
 */

/**
 * @typedef {{ place?: number, isTouched?: boolean, within?: string }} InTop what a frame adds to its page: its place
 *   among the top page's frames, whether the visitor used it, and where it has no address the origin around it
 *
 * @typedef {Asked<"judge_address" | "dismiss_warning"> | (Asked<"judge_page"> & InTop)} EngineContentRequest
 * @typedef {Plain<"open_help" | "open_report" | "open_false_alarm" | "open_call">} OpenRequest the visitor wants the page of
 *   help, of reports, for a warning that is wrong, or of the person to call
 * @typedef {EngineContentRequest | OpenRequest | Plain<"read_tab" | "trust_tab" | "hold_tab" | "leave_tab" | "open_official">} ContentRequest
 *   what a content script may ask; who asks is taken from the sender. It asks how its tab stands, trusts its
 *   site, sets it aside because the page lets its warning not be seen, leaves it for an empty page or for the
 *   brand's own site
 *
 * @typedef {Plain<"read_policy" | "read_settings" | "read_tally" | "read_lock" | "export_settings"> | { kind: "keep_tally", isKept: boolean }
 *   | { kind: "read_tab", tabId: number } | { kind: "return_to_page", tabId: number, code: string }
 *   | { kind: "change_lock", code: string, wanted: string | null } | { kind: "silence_site", tabId: number, site: string, isForNow: boolean }
 *   | { kind: "read_notebook", brand: string } | { kind: "add_parcel" | "remove_parcel", parcel: AwaitedParcel }
 *   | { kind: "change_settings", change: SettingsChange, code?: string }
 *   | Asked<"name_brands" | "check_paste" | "list_carriers" | "list_leaks" | "list_steps"> | (Asked<"list_contacts"> & { tabId?: number })} OwnRequest
 *   what a page of the extension may ask
 *
 * @typedef {{ kind: "find_picture", src: string } | { kind: "find_frame", place?: number, frameId: number }
 *   | Plain<"name_origin" | "look_again" | "judge_anew"> | { kind: "expect_leave", until: number }} TabRequest
 *   what the background asks a tab: where a picture lies, whether a frame is shown, whose page it is, to be looked
 *   at once more, its frames that the page around them says something else now; and says that the tab is left
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Place in parts of the view, from 0 to 1
 *
 * @typedef {{ key: string, problem: import("../wasm/protocol.js").Problem | "storage" | "unchecked" }} Fault
 *   the engine's, or that the browser keeps nothing, or that the engine failed
 * @typedef {Answered<"settings"> | { kind: "refused", faults: Fault[] }} SettingsReply
 * @typedef {Omit<Answered<"policy">, "faults"> & { faults: Fault[] }} PolicyReply
 *
 * @typedef {Omit<ContactView, "role"> & { role: ContactView["role"] | "organisation" }} Contact
 *   whom the engine knows, or whom the organisation's policy names; the words of a role are `contact_<role>`
 *
 * @typedef {Answered<"verdict"> & WithVerdict} VerdictReply the background also pushes it to a top page when a frame
 *   changed the verdict
 * @typedef {object} WithVerdict
 * @property {Record<string, string> | null} [words] of a warning, where the visitor chose a language
 * @property {boolean} [paused] whether the site's banner is paused
 * @property {string} [person] name of the person to call, where one was chosen
 * @property {boolean} [locked] whether the way on asks for a code
 * @property {import("./wait.js").Wait} [wait] before the way on from a danger; none where the extension's own page waits
 *
 * @typedef {Pick<Verdict, "level" | "brand" | "reasons"> & { site: Pick<Verdict["site"], "host" | "registrable">, isSaidAbove?: boolean }} Concern
 *   what a question beside a card field says of a verdict: who would get the card, and why that does not fit,
 *   unless a banner tells that
 * @typedef {Pick<VerdictReply, "dismissed" | "trusted" | "silent" | "mailbox" | "words" | "wait" | "fields"> & { kind: "guard", level: Verdict["level"], about: Concern | null, framed: boolean, isForAll: boolean, asksForCard: boolean }} GuardReply
 *   what a frame is told of its tab: the level, what its card fields' question is about where one is asked, whether
 *   that is about a frame of another site, whether all frames are told, which did not ask, and whether the page asks for a card
 * @typedef {{ kind: "notebook", parcels: import("./notebook.js").KnownParcel[], about: CarrierView | null }} NotebookReply
 *   what the visitor awaits; and who was asked about, where it is somebody who brings parcels
 * @typedef {{ since: string, pages: number, warnings: number }} Tally how many pages were looked at and warnings shown,
 *   since which day
 * @typedef {{ kind: "tally", tally: Tally | null }} TallyReply null where nothing is to be counted
 * @typedef {"wrong" | "wait" | "digits" | "storage" | "unread"} LockProblem
 *   another code is set; nobody may try one for a minute; it is no code; the browser keeps nothing; or can't read what it kept
 * @typedef {{ kind: "lock", isSet: boolean, problem: LockProblem | null }} LockReply
 * @typedef {{ kind: "error", code: "unavailable" }} UnavailableReply the engine could not be started or failed twice
 * @typedef {Answered<"contacts">} ContactsReply
 * @typedef {Answered<"steps">} StepsReply
 * @typedef {Exclude<EngineReply, { kind: "verdict" | "policy" | "refused" }> | VerdictReply | NotebookReply | GuardReply
 *   | PolicyReply | SettingsReply | TallyReply | LockReply | UnavailableReply} Reply
 *
 * @typedef {EngineInput["tab"]} TabState the engine's own; kept for it and never looked into
 * @typedef {Pick<EngineInput, "sender" | "tab">} FromTab
 */

/**
 * Who of the content scripts may ask what. A frame shows what it holds, and its visitor may leave.
 * @type {Readonly<Record<ContentRequest["kind"], "every frame" | "top frame">>}
 */
const CONTENT_ASKERS = {
  judge_address: "top frame",
  judge_page: "every frame",
  dismiss_warning: "top frame",
  read_tab: "every frame",
  trust_tab: "top frame",
  hold_tab: "every frame",
  leave_tab: "every frame",
  open_official: "top frame",
  open_help: "top frame",
  open_report: "top frame",
  open_false_alarm: "every frame",
  open_call: "top frame",
};

/** @type {ReadonlySet<unknown>} What a content script may ask. */
export const CONTENT_KINDS = new Set(Object.keys(CONTENT_ASKERS));

/** @type {ReadonlySet<unknown>} What a frame may ask. */
export const FRAME_KINDS = new Set(Object.entries(CONTENT_ASKERS).flatMap(([kind, asker]) => (asker === "every frame" ? kind : [])));

/** @type {FromTab} what is no tab's affair */
export const NO_TAB = { sender: { isTop: true, url: "", tabUrl: "" }, tab: null };

/** @type {Answered<"nothing">} */
export const NOTHING = { kind: "nothing" };

/** @type {UnavailableReply} */
export const UNAVAILABLE = { kind: "error", code: "unavailable" };

/** @type {PolicyReply} */
export const NO_POLICY = { kind: "policy", policy: null, faults: [] };

/** @type {PolicyReply} Nobody can say whether the policy may hold, so it does not. */
export const UNCHECKED = { kind: "policy", policy: null, faults: [{ key: "", problem: "unchecked" }] };

/** @type {Answered<"error">} */
export const BAD_REQUEST = { kind: "error", code: "bad_request" };
