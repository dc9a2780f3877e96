//! HTML as it is displayed: words in their lines, each link's address beside its words, and
//! nothing that CSS hides.

use std::convert::Infallible;

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};
use url::Url;

use crate::style::{Element, Sheet, Shown};
use crate::{MAX_DISPLAYED, plain};

/// Elements deeper than that count as those around them; browsers do so, too, at 512.
const MAX_DEPTH: usize = 200;
/// Longest address that is shown, in bytes.
const MAX_ADDRESS: usize = 4_000;
/// So many bytes may say at the beginning which charset it is.
const MAX_PROLOGUE: usize = 2_000;

/// Elements that stand in a head; any other begins the body.
const IN_HEAD: &[&str] = &[
    "base", "link", "meta", "noscript", "script", "style", "template", "title",
];

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];
/// Those with an empty line around them.
const PARAGRAPHS: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "blockquote",
];
/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
];
/// Elements whose words nobody sees.
const UNSEEN: &[&str] = &[
    "head", "script", "style", "title", "template", "noembed", "noframes", "iframe", "object",
    "audio", "video", "canvas", "datalist",
];

/// Whether a text is a page of HTML though nothing says so.
pub(crate) fn looks(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(15).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// The charset that a page names at its beginning.
pub(crate) fn charset(bytes: &[u8]) -> Option<String> {
    let start =
        String::from_utf8_lossy(bytes.get(..MAX_PROLOGUE).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, meta) = start.split_once("<meta")?;
    let (_, value) = meta.split_once("charset=")?;
    let value = value.trim_start_matches(['"', '\'']);
    let end =
        value.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')));
    // A page that says so in plain letters is no wide one.
    let value = value.get(..end.unwrap_or(value.len()))?;
    (!value.is_empty() && !value.starts_with("utf-16")).then(|| value.to_owned())
}

/// What is displayed of a page, and whether that was too much.
pub(crate) fn displayed(html: &str) -> (String, bool) {
    let mut sheet = Sheet::default();
    let mut base = None;
    let mut in_style = false;
    for token in tokens(html) {
        match token {
            Token::StartTag(tag) => {
                in_style = &*tag.name == b"style";
                if &*tag.name == b"base" && base.is_none() {
                    base = Url::parse(&attribute(&tag, "href")).ok();
                }
            }
            Token::String(text) if in_style => sheet.add(&String::from_utf8_lossy(&text)),
            Token::EndTag(_) => in_style = false,
            _ => {}
        }
    }
    let mut page = Page {
        sheet,
        base,
        lines: Lines::default(),
        open: Vec::new(),
        link: None,
        last: String::new(),
    };
    for token in tokens(html) {
        match token {
            Token::StartTag(tag) => page.start(&tag),
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => page.words(&String::from_utf8_lossy(&text)),
            _ => {}
        }
        if page.lines.out.len() > MAX_DISPLAYED {
            return (page.finish(), true);
        }
    }
    (page.finish(), false)
}

fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let mut emitter = DefaultEmitter::default();
    // As browsers go on after `<style>` and `<script>`.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).map(|token: Result<Token, Infallible>| match token {
        Ok(token) => token,
        Err(never) => match never {},
    })
}

fn attribute(tag: &StartTag<()>, name: &str) -> String {
    let key = HtmlString(name.as_bytes().to_vec());
    let value = tag.attributes.get(&key);
    value.map_or_else(String::new, |value| {
        String::from_utf8_lossy(value).into_owned()
    })
}

/// An element that is open.
struct Open {
    name: String,
    shown: Shown,
}

/// A link that is open.
struct Link {
    address: String,
    /// How long the text was when it began.
    from: usize,
    /// Whether there is something to click.
    seen: bool,
}

struct Page {
    sheet: Sheet,
    base: Option<Url>,
    lines: Lines,
    open: Vec<Open>,
    link: Option<Link>,
    /// The address that was shown last.
    last: String,
}

impl Page {
    fn shown(&self) -> Shown {
        self.open.last().map_or(Shown::ROOT, |open| open.shown)
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if !IN_HEAD.contains(&name.as_str()) {
            self.end_head();
        }
        self.close_before(&name);
        let attribute = |key: &str| attribute(tag, key);
        let (classes, id, style) = (attribute("class"), attribute("id"), attribute("style"));
        let (bgcolor, color) = (
            attribute("bgcolor"),
            attribute(if name == "body" { "text" } else { "color" }),
        );
        let has = |key: &str| {
            tag.attributes
                .contains_key(&HtmlString(key.as_bytes().to_vec()))
        };
        let mut shown = self.sheet.shown(
            self.shown(),
            &Element {
                name: &name,
                classes: &classes,
                id: &id,
                style: &style,
                hidden: has("hidden"),
                bgcolor: &bgcolor,
                background: has("background"),
                color: if matches!(name.as_str(), "font" | "body") {
                    &color
                } else {
                    ""
                },
            },
        );
        shown.gone |= UNSEEN.contains(&name.as_str());
        if !shown.gone {
            self.lay_out(&name, &shown);
            self.show(&name, &shown, &attribute);
        }
        // Only drawings end where they begin.
        let is_closed = tag.self_closing && matches!(name.as_str(), "svg" | "math");
        if !VOID.contains(&name.as_str()) && !is_closed && self.open.len() < MAX_DEPTH {
            self.open.push(Open { name, shown });
        }
    }

    /// Begins the line or the cell of an element.
    fn lay_out(&mut self, name: &str, shown: &Shown) {
        match name {
            "br" => self.lines.line_feed(),
            "td" | "th" => self.lines.space(),
            _ if PARAGRAPHS.contains(&name) => self.lines.break_line(2),
            _ if BLOCKS.contains(&name) || shown.block => self.lines.break_line(1),
            _ => {}
        }
    }

    /// What an element shows by itself.
    fn show(&mut self, name: &str, shown: &Shown, attribute: &impl Fn(&str) -> String) {
        match name {
            "a" => {
                self.close_link();
                if let Some(address) = self.address(&attribute("href")) {
                    let from = self.lines.out.len();
                    self.link = Some(Link {
                        address,
                        from,
                        seen: false,
                    });
                }
            }
            "area" => {
                if let Some(address) = self.address(&attribute("href")) {
                    self.lines.space();
                    self.show_address(&address);
                }
            }
            "form" => {
                if let Some(address) = self.address(&attribute("action")) {
                    self.show_address(&address);
                    self.lines.break_line(1);
                }
            }
            "img" => {
                if let Some(link) = &mut self.link {
                    link.seen = true;
                }
                let words = attribute("alt");
                if shown.is_seen() && !words.trim().is_empty() {
                    self.lines.space();
                    self.lines.words(&words);
                    self.lines.space();
                }
            }
            "input" => {
                let kind = attribute("type").to_ascii_lowercase();
                if shown.is_seen() && matches!(kind.as_str(), "submit" | "button" | "reset") {
                    self.lines.space();
                    self.lines.words(&attribute("value"));
                    self.lines.space();
                }
            }
            _ => {}
        }
    }

    /// Where a link leads, if that is somewhere on the web.
    fn address(&self, written: &str) -> Option<String> {
        let written: String = written
            .chars()
            .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
            .collect();
        let written = written.trim();
        if written.is_empty() || written.starts_with('#') || written.len() > MAX_ADDRESS {
            return None;
        }
        let url = match &self.base {
            Some(base) => base.join(written),
            // Without a base, mail programs take `//host/` for the web's and nothing else.
            None if written.starts_with("//") => Url::parse(&format!("https:{written}")),
            None => Url::parse(written),
        };
        let url = url.ok()?;
        matches!(url.scheme(), "http" | "https").then(|| url.to_string())
    }

    /// What is no part of a head ends it, as a body does.
    fn end_head(&mut self) {
        if self.open.last().is_some_and(|open| open.name == "head") {
            self.open.pop();
        }
    }

    fn words(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.end_head();
        }
        let shown = self.shown();
        if shown.gone {
            return;
        }
        let blank = text.trim().is_empty();
        if !blank && let Some(link) = &mut self.link {
            // Words that are as white as the paper can be clicked all the same.
            link.seen = true;
        }
        if blank || shown.is_seen() {
            if self
                .open
                .last()
                .is_some_and(|open| open.name == "pre" || open.name == "textarea")
            {
                self.lines.lines(text);
            } else {
                self.lines.words(text);
            }
        }
    }

    fn end(&mut self, name: &str) {
        if name == "p" && !self.open.iter().any(|open| open.name == "p") {
            self.lines.break_line(2);
        }
        if name == "br" {
            self.lines.line_feed();
        }
        // Nothing closes the cell or the table that it stands in from inside.
        let walls: &[&str] = match name {
            "table" | "html" | "body" => &[],
            "tr" | "tbody" | "thead" | "tfoot" | "td" | "th" => &["table"],
            _ => &["td", "th", "table"],
        };
        let mut found = None;
        for (at, open) in self.open.iter().enumerate().rev() {
            if open.name == name {
                found = Some(at);
                break;
            }
            if walls.contains(&open.name.as_str()) {
                break;
            }
        }
        if let Some(at) = found {
            self.close_down_to(at);
        }
    }

    /// Closes what a start tag closes by itself.
    fn close_before(&mut self, name: &str) {
        let (closes, walls): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "table", "td", "th", "div"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "table", "td", "th", "div"]),
            "td" | "th" => (&["td", "th"], &["table", "tr"]),
            "tr" => (&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" => (&["option"], &["select"]),
            "body" => (&["head"], &[]),
            _ if BLOCKS.contains(&name) => (
                &["p"],
                &["table", "td", "th", "button", "caption", "object"],
            ),
            _ => return,
        };
        for (at, open) in self.open.iter().enumerate().rev() {
            if closes.contains(&open.name.as_str()) {
                self.close_down_to(at);
                return;
            }
            if walls.contains(&open.name.as_str()) {
                return;
            }
        }
    }

    fn close_down_to(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(open) = self.open.pop() else {
                return;
            };
            if open.shown.gone {
                continue;
            }
            let name = open.name.as_str();
            if name == "a" {
                self.close_link();
            }
            if PARAGRAPHS.contains(&name) {
                self.lines.break_line(2);
            } else if BLOCKS.contains(&name) || open.shown.block {
                self.lines.break_line(1);
            } else if matches!(name, "td" | "th") {
                self.lines.space();
            }
        }
    }

    /// Sets the address of a link beside its words, unless these say it.
    fn close_link(&mut self) {
        let Some(link) = self.link.take().filter(|link| link.seen) else {
            return;
        };
        let bare = |address: &str| {
            let address = address.trim().trim_end_matches('/');
            let scheme = address
                .strip_prefix("https://")
                .or_else(|| address.strip_prefix("http://"));
            scheme.unwrap_or(address).to_lowercase()
        };
        let words = self.lines.out.get(link.from..).unwrap_or_default();
        if bare(words) == bare(&link.address) {
            return;
        }
        // A picture and the words below it lead to one place.
        if words.trim().is_empty() && self.last == link.address {
            return;
        }
        let breaks = self.lines.touch();
        self.show_address(&link.address);
        self.lines.break_line(breaks);
    }

    fn show_address(&mut self, address: &str) {
        self.lines.word(&format!("<{address}>"));
        self.lines.space();
        address.clone_into(&mut self.last);
    }

    fn finish(mut self) -> String {
        self.close_link();
        let end = self.lines.out.floor_char_boundary(MAX_DISPLAYED);
        self.lines.out.truncate(end);
        self.lines.out.trim().to_owned()
    }
}

/// Words in lines, as they are laid out: white space is one space, and blocks are apart.
#[derive(Default)]
struct Lines {
    out: String,
    space: bool,
    breaks: usize,
}

impl Lines {
    fn words(&mut self, text: &str) {
        let text = plain::without_invisible(text);
        let is_space = |c: char| c.is_ascii_whitespace() || c == '\u{a0}';
        if text.starts_with(is_space) {
            self.space();
        }
        for (at, word) in text
            .split(is_space)
            .filter(|word| !word.is_empty())
            .enumerate()
        {
            if at > 0 {
                self.space();
            }
            self.word(word);
        }
        if text.ends_with(is_space) {
            self.space();
        }
    }

    /// Lines as they are written.
    fn lines(&mut self, text: &str) {
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                self.line_feed();
            }
            self.words(line);
        }
        if text.ends_with('\n') {
            self.line_feed();
        }
    }

    fn word(&mut self, word: &str) {
        if !self.out.is_empty() {
            if self.breaks > 0 {
                let feeds = "\n".repeat(self.breaks);
                self.out.push_str(&feeds);
            } else if self.space {
                self.out.push(' ');
            }
        }
        self.space = false;
        self.breaks = 0;
        self.out.push_str(word);
    }

    fn space(&mut self) {
        self.space = true;
    }

    /// What comes next stands beside what stands there; gives the breaks that were due.
    fn touch(&mut self) -> usize {
        self.space = true;
        std::mem::take(&mut self.breaks)
    }

    fn break_line(&mut self, lines: usize) {
        self.breaks = self.breaks.max(lines);
    }

    fn line_feed(&mut self) {
        self.breaks = (self.breaks + 1).min(2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        displayed(html).0
    }

    #[test]
    fn words_in_their_lines() {
        for (html, text) in [
            ("<p>Un</p><p>Deux</p>", "Un\n\nDeux"),
            ("Un<br>Deux<br><br>Trois", "Un\nDeux\n\nTrois"),
            (
                "<table><tr><td>Nom</td><td>Prix</td></tr><tr><td>A</td></tr></table>",
                "Nom Prix\nA",
            ),
            (
                "<div>Un <b>gros</b>\n mot</div><div>x</div>",
                "Un gros mot\nx",
            ),
            ("<ul><li>Un<li>Deux</ul>", "Un\nDeux"),
            ("caf&eacute; &amp; th&#233;&nbsp;&euro;", "café & thé €"),
            ("<pre>a\n  b</pre>", "a\nb"),
            ("Chr&#8203;ono<wbr>post", "Chronopost"),
            ("<img alt='La Poste'><img src=x>", "La Poste"),
            ("<span style='display:block'>a</span>b", "a\nb"),
            ("<noscript>vu</noscript>", "vu"),
            ("", ""),
        ] {
            assert_eq!(shown(html), text, "{html}");
        }
    }

    #[test]
    fn links_with_their_addresses() {
        for (html, text) in [
            (
                "<a href='https://x.example/a?b=1&amp;c=2'>Suivre</a> ici",
                "Suivre <https://x.example/a?b=1&c=2> ici",
            ),
            ("<a href='https://x.example/'>x.example</a>", "x.example"),
            (
                "<a href='https://x.example/'>https://www.dpd.fr/</a>",
                "https://www.dpd.fr/ <https://x.example/>",
            ),
            (
                "<a href='https://x.example/'><img src=a></a>",
                "<https://x.example/>",
            ),
            (
                "<a href='https://x.example/'><img src=a></a><br><a href='https://x.example/'>Suivre</a>",
                "<https://x.example/>\nSuivre <https://x.example/>",
            ),
            (
                "<a href='https://x.example/'><img src=a></a><a href='https://x.example/'><img src=b></a>",
                "<https://x.example/>",
            ),
            ("<a href='https://x.example/'></a>vide", "vide"),
            (
                "<a href='https://x.example/'>un<a href='https://y.example/'>deux",
                "un <https://x.example/> deux <https://y.example/>",
            ),
            (
                "<a href='https://x.example/'><div>bloc</div></a>fin",
                "bloc <https://x.example/>\nfin",
            ),
            (
                "<a href=' ht\ntps://x.exam\tple/ '>a</a>",
                "a <https://x.example/>",
            ),
            ("<a href='//x.example/'>a</a>", "a <https://x.example/>"),
            (
                "<base href='https://x.example/'><a href='b'>a</a>",
                "a <https://x.example/b>",
            ),
            (
                "<a href='b'>a</a><a href='#c'>d</a><a href='mailto:a@b.example'>e</a><a href='javascript:x'>f</a>",
                "adef",
            ),
            (
                "<map><area href='https://x.example/'></map>",
                "<https://x.example/>",
            ),
            (
                "<form action='https://x.example/'><input type=submit value=Payer></form>",
                "<https://x.example/>\nPayer",
            ),
            (
                "<a href='https://x.example/' style='color:#fff'>Blanc</a>",
                "<https://x.example/>",
            ),
            (
                "<a href='https://x.example/' style='display:none'>caché</a>",
                "",
            ),
        ] {
            assert_eq!(shown(html), text, "{html}");
        }
    }

    #[test]
    fn what_is_hidden_is_left_out() {
        for (html, text) in [
            ("<div style='display:none'>a<p>b</div>c", "c"),
            ("<div hidden>a</div>c", "c"),
            ("<html><head><meta charset=utf-8><p>a</p>b", "a\n\nb"),
            ("<head><title>x</title>a", "a"),
            ("<svg style='display:none'/>a", "a"),
            ("<p style='/*;display:none;*/'>a</p>", "a"),
            ("<p style=\"font-family:'x;display:none;y'\">a</p>", "a"),
            ("<p style='left:-9999px'>a</p>", "a"),
            ("<p style='position:absolute;left:-9999px'>a</p>c", "c"),
            ("<p style='font-size:1pc'>a</p>", "a"),
            ("<p style='font-size:-5px'>a</p>", "a"),
            (
                "<head><title>a</title><style>p{x:y}</style></head><body>c",
                "c",
            ),
            (
                "<script>a</script><!-- b --><!--[if mso]>d<![endif]-->c",
                "c",
            ),
            ("<!--[if !mso]><!-->c<!--<![endif]-->", "c"),
            (
                "<style>.h{display:none}</style><p class=h>a</p><p>c</p>",
                "c",
            ),
            ("<p style='display:none'>a<div>c</div>", "c"),
            (
                "<td style='font-size:0'>a<span style='font-size:14px'>c</span></td>",
                "c",
            ),
            (
                "<table bgcolor='#cc0000'><tr><td style='color:#fff'>c</td></tr></table>",
                "c",
            ),
            ("<font color='#ffffff'>a</font>c", "c"),
            (
                "<div style='display:none;max-height:0'>&zwnj;&nbsp;a</div>c",
                "c",
            ),
            ("<div style='display:none'><div>a</div>b</span></div>c", "c"),
            (
                "<table><tr style='display:none'><td>a<tr><td>c</table>",
                "c",
            ),
            ("<template>a</template>c", "c"),
        ] {
            assert_eq!(shown(html), text, "{html}");
        }
    }

    #[test]
    fn charsets_that_a_page_names() {
        assert_eq!(
            charset(b"<meta charset=\"iso-8859-1\">").as_deref(),
            Some("iso-8859-1")
        );
        let older = b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>";
        assert_eq!(charset(older).as_deref(), Some("windows-1252"));
        assert_eq!(charset(b"<p>charset=x"), None);
    }

    #[test]
    fn hostile_pages_end() {
        for part in [
            "<div>",
            "<a href=//x.example>",
            "<p",
            "<table><tr><td>",
            "</p>",
            "<li>",
            "<b><p>",
            "&",
            "<style>",
        ] {
            let (text, _) = displayed(&part.repeat(100_000));
            assert!(text.len() <= MAX_DISPLAYED, "{part}");
        }
    }
}
