/**
 * What the parts of the extension say to each other.
 *
 * The words of the engine (`EngineRequest`, `Reply`, `Verdict`, `PageSnapshot`) mirror the serde
 * types of the crate. Content scripts are classic scripts and use the types alone:
 * `import("../protocol.js").Verdict`.
 *
 * @typedef {"official" | "clear" | "caution" | "danger"} Level
 * @typedef {"weak" | "medium" | "strong"} Strength
 *
 * @typedef {object} Reason
 * @property {string} rule id of the rule; its words are `rule_<id>`
 * @property {Strength} strength
 * @property {string} detail the passage, host part or field that it rests on
 *
 * @typedef {object} Site where the page really is
 * @property {string} host ASCII form
 * @property {string} unicode the host as a person reads it
 * @property {string} registrable the part of the host that somebody registered
 * @property {string} hosting `own`, or the kind of shared place that the host belongs to
 * @property {{ kind: "carrier" | "relative" | "payment" | "bank" | "webmail" | "service", id: string, name: string } | null} owner
 *
 * @typedef {object} Verdict
 * @property {Level} level
 * @property {{ id: string, name: string } | null} brand whom the page claims to be, imitates or is
 * @property {Site} site
 * @property {Reason[]} reasons strongest first
 * @property {string[]} asks what the page asks for
 * @property {string | null} officialUrl the brand's own start page
 * @property {Breach | null} breach from which leak somebody may know the visitor
 * @property {Proof | null} proof why the host is the brand's own, where it is
 * @property {Practice[]} practices what the brand says about the story that the page tells
 *
 * @typedef {object} Proof
 * @property {string} domain the official domain that the host is, or lies under
 * @property {string} source
 * @property {string} date when the fact was collected
 *
 * @typedef {object} Practice
 * @property {string} brand the carrier's name
 * @property {"customs" | "fee" | "redelivery"} topic its words are `practice_<topic>`
 * @property {string | null} place the host where the carrier collects; null for what it never does
 * @property {string} source
 * @property {string} date
 *
 * @typedef {object} Breach
 * @property {string[]} ids
 * @property {string} organisation
 * @property {string} date when it became known: a year, a month or a day
 * @property {string[]} taken what was taken: its words are `leak_data_<id>`
 * @property {boolean} confirmed by the organisation or an authority
 *
 * @typedef {object} SnapshotImage
 * @property {string} src
 * @property {string} alt
 *
 * @typedef {object} SnapshotLink
 * @property {string} href
 * @property {string} text
 *
 * @typedef {object} SnapshotForm
 * @property {string} action the attribute as written
 *
 * @typedef {object} SnapshotField never holds what the visitor typed
 * @property {number} form place in `forms`, or -1
 * @property {"input" | "select" | "textarea" | "contenteditable"} tag
 * @property {string} type
 * @property {string} name
 * @property {string} id
 * @property {string} autocomplete
 * @property {string} placeholder
 * @property {string} label
 * @property {number} maxlength -1 when there is none
 * @property {string} inputmode
 * @property {string} title
 * @property {string[]} options
 * @property {boolean} visible
 * @property {number} index place among the document's inputs, selects and textareas, or -1
 *
 * @typedef {object} SnapshotCounts true totals, before the lists were cut
 * @property {number} links
 * @property {number} textLength
 *
 * @typedef {object} PageSnapshot a page reduced to bounded facts
 * @property {string} url
 * @property {string} title
 * @property {string} siteName
 * @property {string} description
 * @property {string} text
 * @property {string[]} headings
 * @property {string[]} buttons
 * @property {SnapshotImage[]} images
 * @property {SnapshotLink[]} links
 * @property {SnapshotForm[]} forms
 * @property {SnapshotField[]} fields
 * @property {string[]} scripts
 * @property {string[]} styles
 * @property {boolean} noindex
 * @property {string} refresh
 * @property {string} referrer
 * @property {boolean} editable
 * @property {SnapshotCounts} counts
 * @property {boolean} truncated
 *
 * @typedef {object} FieldPlaces places in a snapshot's `fields`
 * @property {number[]} card what belongs to a payment card
 * @property {number[]} search search boxes
 *
 * @typedef {{ kind: "address" }} AddressRequest a top page starts
 * @typedef {{ kind: "page", snapshot: PageSnapshot }} PageRequest a document was looked at
 * @typedef {{ place?: number, isTouched?: boolean }} FramePageRequest what a frame adds to it: its place
 *   among the top page's frames, and whether the visitor used it
 * @typedef {{ kind: "proceed", comingBack?: boolean }} ProceedRequest the visitor goes on, or closed the
 *   banner; coming back from the extension's own warning
 * @typedef {{ kind: "report" }} ReportRequest what is known of the tab?
 * @typedef {{ kind: "check", text: string }} CheckRequest somebody pasted something
 * @typedef {{ kind: "trust" }} TrustRequest the visitor wants to trust the tab's site
 * @typedef {{ kind: "name", address: string }} NameRequest which domain would trust in this address be given to?
 * @typedef {{ kind: "brands", ids: string[] }} BrandsRequest how do people write these brands' names?
 * @typedef {"card" | "code" | "bank_login" | "iban" | "identity_document" | "password" | "address" | "phone"} Given
 * @typedef {{ kind: "help", given: Given[], country: string }} HelpRequest what to do after the harm?
 * @typedef {{ kind: "contacts", country: string, address?: string }} ContactsRequest
 *   where can the tab's page be reported? The address is given where the visitor changed it
 * @typedef {{ kind: "policy", trusted: string[], brands: import("./policy.js").ProtectedBrand[], trial?: boolean }} PolicyRequest
 *   an organisation's policy is to hold from here on, or to be checked alone
 * @typedef {AddressRequest | PageRequest | ProceedRequest | ReportRequest | TrustRequest | NameRequest | BrandsRequest | PolicyRequest | CheckRequest | HelpRequest | ContactsRequest} EngineRequest
 *
 * @typedef {{ kind: "hello" }} HelloRequest a frame starts: how does its tab stand?
 * @typedef {{ kind: "leave" }} LeaveRequest the visitor leaves the page for an empty one
 * @typedef {{ kind: "hold" }} HoldRequest the page lets its warning not be seen
 * @typedef {{ kind: "official" }} OfficialRequest the visitor goes to the brand's own site
 * @typedef {{ kind: "help" } | { kind: "report" }} OpenRequest the visitor wants the page of help or of reports
 * @typedef {AddressRequest | HelloRequest | (PageRequest & FramePageRequest) | ProceedRequest | HoldRequest | LeaveRequest | OfficialRequest | OpenRequest | TrustRequest} ContentRequest
 *   what a content script may ask; who asks is taken from the sender
 * @typedef {{ kind: "report" | "return", tabId: number } | { kind: "policy" } | BrandsRequest | CheckRequest | HelpRequest | (ContactsRequest & { tabId?: number })} OwnRequest what a page of the extension may ask
 *
 * @typedef {{ id: string, name: string }} Brand
 * @typedef {{ start: number, end: number }} Mark places in a text as JavaScript counts them
 * @typedef {object} CheckedLink
 * @property {"official" | "known" | "shortened" | "tracked" | "shared" | "imitation" | "own" | "foreign"} kind
 * @property {string} address where it leads, out of wrappers
 * @property {Brand | null} brand whose it is, or whom it imitates
 * @property {Proof | null} proof why it is the carrier's own, where it is
 * @property {boolean} defanged
 * @property {boolean} wrapped a mail filter's wrapper stood around it
 * @typedef {object} CheckedMessage
 * @property {Level} level
 * @property {Brand | null} brand
 * @property {string | null} officialUrl
 * @property {{ rule: string, detail: string }[]} reasons the words of a rule are `message_<rule>`
 * @property {CheckedLink[]} links
 * @property {Practice[]} practices what the carrier says about the story
 * @property {Breach | null} breach from which leak a scammer may know the reader
 * @property {{ name: string, address: string | null } | null} sender as it stands in what was pasted
 * @property {string | null} replyTo domain that answers go to, where it is not the sender's
 * @property {string | null} returnPath domain that sent it, where it is not the sender's
 * @property {boolean} unconfirmed the receiving server could not confirm the sender
 * @property {boolean} warns it speaks about the scam
 * @property {boolean} truncated
 * @typedef {object} NumberMatch
 * @property {{ name: string, proof: "check_fails" | "shape_only" | "check_holds", postal: { operator: string } | null }} format
 * @property {Brand | null} brand
 * @property {string | null} officialUrl
 * @property {{ url: string, filled: boolean } | null} tracking the carrier's own page, with the number filled in or not
 * @typedef {{ brand: Brand, kind: "phone" | "sms" | "mail", source: string, date: string }} Published
 *   a number or address that a carrier tells people to be its own
 * @typedef {object} CheckedPhone
 * @property {string} number
 * @property {boolean} premium
 * @property {boolean} short
 * @property {string[]} regions whose calling code it has: ISO 3166-1 alpha-2
 * @typedef {{ type: "nothing" }
 *   | { type: "link", link: CheckedLink, verdict: Verdict, foreign: { letter: string, looks_like: string | null }[] }
 *   | { type: "message", verdict: CheckedMessage, marks: Mark[] }
 *   | { type: "number", number: string, matches: NumberMatch[] }
 *   | { type: "mail", address: string, domain: string, brand: Brand | null, proof: Proof | null, published: Published[], contact: Contact | null, webmail: boolean, verdict: Verdict | null }
 *   | { type: "phone", phone: CheckedPhone, published: Published[], contact: Contact | null }} Checked what was pasted, and what is said of it
 * @typedef {{ kind: "checked", checked: Checked }} CheckedReply
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
 * @typedef {object} Contact
 * @property {string} id
 * @property {string} name as people write it
 * @property {"phone" | "sms" | "mail" | "web"} kind
 * @property {string} value number or address
 * @property {string} role the words of a role are `contact_<role>`
 * @property {boolean | null} free null where it isn't known
 * @property {boolean} always known to answer day and night
 * @property {boolean} defanged a fake page's address is better written so that it is no link
 * @property {string} source
 * @property {string} date when the fact was collected
 *
 * @typedef {{ id: string, contacts: string[] }} Step its words are `step_<id>` and `step_<id>_how`
 * @typedef {{ kind: "help", steps: Step[], contacts: Contact[], countries: string[] }} HelpReply
 * @typedef {{ address: string, defanged: string, brand: Brand | null }} ReportedPage
 * @typedef {{ kind: "contacts", page: ReportedPage | null, contacts: Contact[], countries: string[] }} ContactsReply
 *
 * @typedef {{ kind: "place", src: string }} PlaceRequest the background asks a top page where a picture lies
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Place in parts of the view, from 0 to 1
 *
 * @typedef {object} VerdictReply
 * @property {"verdict"} kind
 * @property {Verdict} verdict
 * @property {boolean} dismissed whether the visitor chose to go on
 * @property {boolean} trusted whether the visitor trusts the site; a danger is told all the same
 * @property {boolean} trustable whether the visitor may choose to trust it
 * @property {boolean} silent whether the visitor's choices keep the warning out of the page
 * @property {boolean} framed whether the verdict is that of another site's frame, named by its own host
 * @property {boolean} mailbox whether the top page shows somebody's messages: it is not read unasked
 * @property {Record<string, string> | null} [words] of a warning, where the visitor chose a language
 * @property {FieldPlaces} fields
 * @typedef {Pick<VerdictReply, "verdict" | "dismissed" | "trusted" | "silent" | "mailbox" | "words" | "fields"> & { kind: "guard", framed: string }} GuardReply
 *   what a frame is told of its tab, asked or not: a verdict reduced to what the card shield needs, and
 *   the host of the frame that it is about where it is not the whole page's
 * @typedef {{ kind: "trust", domain: string }} TrustReply the site may be trusted
 * @typedef {{ kind: "brands", names: Record<string, string> }} BrandsReply
 * @typedef {{ kind: "policy", faults: import("./validate.js").Fault[] }} AdoptedReply without a fault, the policy holds
 * @typedef {AdoptedReply & import("./policy.js").PolicyState} PolicyReply what a page of the extension is told of it
 * @typedef {{ kind: "nothing" }} NothingReply
 * @typedef {{ kind: "error", code: "bad_request" | "unavailable" | "untrustable" }} ErrorReply
 * @typedef {VerdictReply | GuardReply | CheckedReply | HelpReply | ContactsReply | TrustReply | BrandsReply | AdoptedReply | NothingReply | ErrorReply} Reply
 *   a `VerdictReply` is also what the background pushes to a top page when a frame changed the verdict
 *
 * @typedef {{ frameId: number, url: string, tabUrl: string }} EngineSender
 * @typedef {object | null} TabState the engine's own; kept for it and never looked into
 * @typedef {{ trusted: string[], quietCaution: boolean }} EngineSettings
 * @typedef {{ sender: EngineSender, tab: TabState, settings?: EngineSettings, request: EngineRequest }} EngineInput
 * @typedef {{ reply: Reply, tab: TabState }} EngineOutput
 */

/** @type {ReadonlySet<unknown>} What a content script may ask. */
export const CONTENT_KINDS = new Set(["address", "hello", "page", "proceed", "hold", "leave", "official", "help", "report", "trust"]);

/** @type {ReadonlySet<unknown>} How pages of the extension change the settings. */
export const SETTINGS_KINDS = new Set(["choose", "trust", "untrust", "forget", "import"]);

/** @type {ReadonlySet<unknown>} What a frame may ask: it shows what it holds, and its visitor may leave. */
export const FRAME_KINDS = new Set(["hello", "page", "hold", "leave"]);

/** @type {NothingReply} */
export const NOTHING = { kind: "nothing" };

/** @type {ErrorReply} The engine could not be started or failed twice. */
export const UNAVAILABLE = { kind: "error", code: "unavailable" };

/** @type {ErrorReply} */
export const BAD_REQUEST = { kind: "error", code: "bad_request" };
