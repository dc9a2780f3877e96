/** What is said of something pasted, in one line: for the box, above all else, and for the address bar. */

/**
 * @typedef {import("../wasm/protocol.js").PasteResult} PasteResult
 * @typedef {import("../wasm/protocol.js").Level} Level
 * @typedef {(key: string, ...values: string[]) => string} Say
 * @typedef {{ level: Level | "unknown", title: string }} Headline
 */

/**
 * @param {PasteResult} checked
 * @param {Say} say
 * @returns {Headline}
 */
export function headlineOf(checked, say) {
  switch (checked.kind) {
    case "link":
      return linkHeadline(checked, say);
    case "message": {
      const { level, hint } = checked.verdict;
      return hint ? { level: "unknown", title: say(`check_hint_title_${hint}`) } : { level, title: say(`check_message_title_${level}`) };
    }
    case "number":
      return { level: "clear", title: say("check_number_title", checked.number) };
    case "brand":
      return { level: "clear", title: checked.brand.name };
    case "mail": {
      const { brand, domain, verdict } = checked;
      if (brand) return { level: "official", title: say("check_mail_official", brand.name, domain) };
      return verdict && isWarning(verdict) ? ofPlace(verdict, say) : { level: "clear", title: say("check_mail_title", domain) };
    }
    case "phone": {
      const { phone, published, contact } = checked;
      const isKnown = published.length > 0 || contact !== null;
      return { level: phone.premium && !isKnown ? "caution" : "clear", title: say("check_phone_title", phone.number) };
    }
    default:
      return { level: "unknown", title: say("check_nothing_title") };
  }
}

/**
 * @param {Extract<PasteResult, { kind: "link" }>} checked
 * @param {Say} say
 * @returns {Headline}
 */
function linkHeadline({ link, verdict }, say) {
  if (isHidden(link)) return { level: "caution", title: say("check_hidden_title") };
  if (isWarning(verdict) || verdict.level === "official") return ofPlace(verdict, say);
  return { level: verdict.level, title: say("check_link_title") };
}

/**
 * @param {import("../wasm/protocol.js").Verdict} verdict
 * @param {Say} say
 * @returns {Headline}
 */
function ofPlace({ level, brand }, say) {
  return { level, title: brand ? say(`title_${level}_brand`, brand.name) : say(`title_${level}`) };
}

/**
 * Whether a link keeps to itself where it leads.
 * @param {Extract<PasteResult, { kind: "link" }>["link"]} link
 */
export const isHidden = ({ kind }) => kind === "shortened" || kind === "tracked";

/** @param {import("../wasm/protocol.js").Verdict} verdict */
export const isWarning = ({ level }) => level === "danger" || level === "caution";
