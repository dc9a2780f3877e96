//! What CSS says that hides words: the rules of a mail's own style sheets with simple selectors,
//! and the declarations of an element. What is not understood hides nothing.

use std::collections::HashMap;

/// So many rules of a mail are kept, and so many for one selector.
const MAX_RULES: usize = 4_000;
const MAX_SAME: usize = 16;
/// So many classes of one element are looked up.
const MAX_CLASSES: usize = 16;
/// Colours that differ by so little in each part look the same.
const NEAR: u8 = 16;
/// Pixels away from where anybody looks.
const FAR: f32 = -999.0;

type Rgb = [u8; 3];

/// A colour, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    Known(Rgb),
    Unknown,
    Transparent,
}

/// How large letters are.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Size {
    Legible,
    Tiny,
    /// Times the size around it.
    Relative(f32),
}

/// What some declarations say.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Declared {
    display: Option<Display>,
    visible: Option<bool>,
    size: Option<Size>,
    colour: Option<Colour>,
    background: Option<Colour>,
    /// Transparent, or far outside.
    unseen: Option<bool>,
    /// Moved far away, which takes effect where it is placed.
    far: Option<bool>,
    placed: Option<bool>,
    flat: Option<bool>,
    narrow: Option<bool>,
    clips: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Display {
    None,
    Block,
    Inline,
}

/// How an element is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Not there at all, with all that is in it.
    pub(crate) gone: bool,
    visible: bool,
    tiny: bool,
    colour: Colour,
    background: Colour,
    /// Begins and ends a line, where CSS says so.
    pub(crate) block: bool,
}

impl Shown {
    /// As a mail program begins: black on white.
    pub(crate) const ROOT: Self = Self {
        gone: false,
        visible: true,
        tiny: false,
        colour: Colour::Known([0; 3]),
        background: Colour::Known([255; 3]),
        block: false,
    };

    /// Whether its own words are seen.
    pub(crate) fn is_seen(&self) -> bool {
        let near = match (self.colour, self.background) {
            (Colour::Transparent, _) => true,
            (Colour::Known(words), Colour::Known(ground)) => words
                .iter()
                .zip(ground)
                .all(|(one, other)| one.abs_diff(other) <= NEAR),
            _ => false,
        };
        !self.gone && self.visible && !self.tiny && !near
    }

    fn under(self, said: &Declared) -> Self {
        let is = |value: Option<bool>| value == Some(true);
        let clipped = is(said.clips) && (is(said.flat) || is(said.narrow));
        let ground = match said.background {
            None | Some(Colour::Transparent) => self.background,
            Some(other) => other,
        };
        Self {
            gone: self.gone
                || said.display == Some(Display::None)
                || is(said.unseen)
                || is(said.far) && is(said.placed)
                || clipped,
            visible: said.visible.unwrap_or(self.visible),
            tiny: match said.size {
                None => self.tiny,
                Some(Size::Legible) => false,
                Some(Size::Tiny) => true,
                Some(Size::Relative(times)) => self.tiny || times <= 0.1,
            },
            colour: said.colour.unwrap_or(self.colour),
            background: ground,
            block: said.display == Some(Display::Block),
        }
    }
}

/// The style sheets of a mail.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// By selector (`p`, `.a`, `p.a`, `#a`); each with the declarations that are important and
    /// those that are not.
    rules: HashMap<String, Vec<[Declared; 2]>>,
    count: usize,
}

impl Sheet {
    /// Reads one more sheet.
    pub(crate) fn add(&mut self, css: &str) {
        let css = without_comments(css);
        self.read(&css, 0);
    }

    fn read(&mut self, css: &str, depth: usize) {
        let mut rest = css;
        while let Some(at) = rest.find(['{', ';']) {
            let (prelude, after) = rest.split_at_checked(at).unwrap_or_default();
            let prelude = prelude.trim().trim_start_matches('}').trim();
            if after.starts_with(';') {
                rest = after.get(1..).unwrap_or_default();
                continue;
            }
            let (body, next) = block(after);
            rest = next;
            if let Some(query) = prelude.strip_prefix("@media") {
                // Other media, and screens of some size alone, are not this reader's.
                if depth == 0
                    && matches!(
                        query.trim(),
                        "all" | "screen" | "only screen" | "screen, all"
                    )
                {
                    self.read(body, 1);
                }
            } else if !prelude.starts_with('@') {
                self.rule(prelude, body);
            }
        }
    }

    fn rule(&mut self, selectors: &str, body: &str) {
        let said = declarations(body);
        if said == <[Declared; 2]>::default() {
            return;
        }
        for selector in selectors.split(',') {
            let selector = selector.trim().to_lowercase();
            let simple = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#');
            let marks = selector.matches(['.', '#']).count();
            if selector.is_empty()
                || marks > 1
                || !selector.chars().all(simple)
                || self.count >= MAX_RULES
            {
                continue;
            }
            let same = self.rules.entry(selector).or_default();
            if same.len() < MAX_SAME {
                self.count += 1;
                same.push(said);
            }
        }
    }

    /// How an element is shown that stands in another one.
    pub(crate) fn shown(&self, around: Shown, element: &Element<'_>) -> Shown {
        let mut said = Declared::default();
        let mut forced = Declared::default();
        let mut add = |[important, plain]: &[Declared; 2]| {
            said.add(plain);
            forced.add(important);
        };
        add(&[Declared::default(), element.attributes()]);
        if self.count > 0 {
            let classes = || element.classes.split_ascii_whitespace().take(MAX_CLASSES);
            let name = element.name;
            let keys = std::iter::once(name.to_owned())
                .chain(classes().map(|class| format!(".{}", class.to_lowercase())))
                .chain(classes().map(|class| format!("{name}.{}", class.to_lowercase())))
                .chain([format!("#{}", element.id.to_lowercase())]);
            for key in keys {
                self.rules
                    .get(&key)
                    .into_iter()
                    .flatten()
                    .for_each(&mut add);
            }
        }
        add(&declarations(element.style));
        said.add(&forced);
        around.under(&said)
    }
}

/// What of an element says how it is shown.
#[derive(Debug, Default)]
pub(crate) struct Element<'a> {
    pub(crate) name: &'a str,
    pub(crate) classes: &'a str,
    pub(crate) id: &'a str,
    pub(crate) style: &'a str,
    pub(crate) hidden: bool,
    pub(crate) bgcolor: &'a str,
    pub(crate) background: bool,
    pub(crate) color: &'a str,
}

impl Element<'_> {
    /// What its older attributes say.
    fn attributes(&self) -> Declared {
        let known = |value: &str| (!value.is_empty()).then(|| colour(value)).flatten();
        Declared {
            display: self.hidden.then_some(Display::None),
            colour: known(self.color),
            background: if self.background {
                Some(Colour::Unknown)
            } else {
                known(self.bgcolor)
            },
            ..Declared::default()
        }
    }
}

impl Declared {
    /// What is said later holds.
    fn add(&mut self, later: &Self) {
        self.display = later.display.or(self.display);
        self.visible = later.visible.or(self.visible);
        self.size = later.size.or(self.size);
        self.colour = later.colour.or(self.colour);
        self.background = later.background.or(self.background);
        self.unseen = later.unseen.or(self.unseen);
        self.far = later.far.or(self.far);
        self.placed = later.placed.or(self.placed);
        self.flat = later.flat.or(self.flat);
        self.narrow = later.narrow.or(self.narrow);
        self.clips = later.clips.or(self.clips);
    }

    fn say(&mut self, property: &str, value: &str) {
        let nothing = || length(value).is_some_and(|length| length <= 1.0);
        match property {
            "display" => {
                self.display = match value {
                    "none" => Some(Display::None),
                    "block" | "table" | "flex" | "grid" | "list-item" | "table-row" => {
                        Some(Display::Block)
                    }
                    _ => Some(Display::Inline),
                }
            }
            "visibility" => self.visible = Some(!matches!(value, "hidden" | "collapse")),
            "opacity" => self.unseen = Some(number(value).is_some_and(|share| share <= 0.05)),
            "font-size" => self.size = size(value).or(self.size),
            "font" => {
                let first =
                    |word: &&str| word.starts_with(|c: char| c.is_ascii_digit() || c == '.');
                let word = value.split_whitespace().find(first).unwrap_or("medium");
                self.size = size(word.split('/').next().unwrap_or_default()).or(self.size);
            }
            "max-height" | "height" => self.flat = Some(nothing()),
            "max-width" | "width" => self.narrow = Some(nothing()),
            "overflow" => {
                self.clips = Some(value.starts_with("hidden") || value.starts_with("clip"));
            }
            "position" => {
                self.placed = Some(matches!(
                    value,
                    "absolute" | "fixed" | "relative" | "sticky"
                ));
            }
            "left" | "right" | "top" => {
                self.far = Some(length(value).is_some_and(|at| at <= FAR));
            }
            "text-indent" | "margin-left" if length(value).is_some_and(|at| at <= FAR) => {
                self.unseen = Some(true);
            }
            "color" => self.colour = colour(value).or(self.colour),
            "background-color" => self.background = colour(value).or(self.background),
            "background" | "background-image" => {
                let picture = value.contains('(') && !value.starts_with("rgb");
                let first = value
                    .split_whitespace()
                    .find_map(|word| colour(word).filter(|c| *c != Colour::Unknown));
                self.background = if picture {
                    Some(Colour::Unknown)
                } else {
                    colour(value)
                        .filter(|c| *c != Colour::Unknown)
                        .or(first)
                        .or(self.background)
                };
            }
            _ => {}
        }
    }
}

/// The declarations of a block: the important ones, and the others.
fn declarations(css: &str) -> [Declared; 2] {
    let mut said = <[Declared; 2]>::default();
    let css = without_comments(css);
    for declaration in parted(&css) {
        let Some((property, value)) = declaration.split_once(':') else {
            continue;
        };
        // Nothing that is asked for is long.
        if property.len() > 100 || value.len() > 1_000 {
            continue;
        }
        let value = value.to_lowercase();
        let value = value.trim();
        let [important, plain] = &mut said;
        match value.split_once('!') {
            Some((value, word)) if word.trim() == "important" => {
                important.say(property.trim().to_lowercase().as_str(), value.trim());
            }
            _ => plain.say(property.trim().to_lowercase().as_str(), value),
        }
    }
    said
}

/// What semicolons part that stand in no quotes.
fn parted(css: &str) -> impl Iterator<Item = &str> {
    let mut quote = None;
    css.split(move |c| {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        quote.is_none() && c == ';'
    })
}

/// The inside of the braces that a text begins with, and what follows them.
fn block(css: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, byte) in css.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return (
                css.get(1..at).unwrap_or_default(),
                css.get(at + 1..).unwrap_or_default(),
            );
        }
    }
    (css.get(1..).unwrap_or_default(), "")
}

fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("<!--", "").replace("-->", "")
}

/// A number, and the unit behind it.
fn measured(value: &str) -> Option<(f32, &str)> {
    let value = value.trim();
    let end = value.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+')));
    let (number, unit) = value.split_at_checked(end.unwrap_or(value.len()))?;
    Some((number.parse().ok()?, unit.trim()))
}

fn number(value: &str) -> Option<f32> {
    match measured(value)? {
        (number, "") => Some(number),
        (number, "%") => Some(number / 100.0),
        _ => None,
    }
}

/// A length in pixels, roughly.
fn length(value: &str) -> Option<f32> {
    match measured(value)? {
        (number, "px" | "pt") => Some(number),
        (number, "em" | "rem" | "ch" | "ex") => Some(number * 16.0),
        (number, "") => Some(number),
        (number, _) if number == 0.0 => Some(number),
        _ => None,
    }
}

fn size(value: &str) -> Option<Size> {
    match measured(value) {
        Some((number, "em" | "%" | "ex" | "ch")) => {
            let times = if value.ends_with('%') {
                number / 100.0
            } else {
                number
            };
            Some(Size::Relative(times))
        }
        Some((number, "rem")) if number > 0.1 => Some(Size::Legible),
        // No size is below nothing: browsers pass over it.
        Some((number, _)) if number < 0.0 => None,
        Some((number, unit)) => Some(
            if number == 0.0 || number <= 1.0 && matches!(unit, "px" | "pt") {
                Size::Tiny
            } else {
                Size::Legible
            },
        ),
        None => {
            (!matches!(value, "inherit" | "unset" | "smaller" | "larger")).then_some(Size::Legible)
        }
    }
}

/// A colour; none where the value says nothing of its own.
fn colour(value: &str) -> Option<Colour> {
    let value = value.trim().to_lowercase();
    let hex = |digits: &str| {
        let digit = |at: usize| u8::try_from(digits.chars().nth(at)?.to_digit(16)?).ok();
        Some(match digits.len() {
            3 | 4 => [digit(0)? * 17, digit(1)? * 17, digit(2)? * 17],
            6 | 8 => [
                digit(0)? * 16 + digit(1)?,
                digit(2)? * 16 + digit(3)?,
                digit(4)? * 16 + digit(5)?,
            ],
            _ => return None,
        })
    };
    Some(match value.as_str() {
        "inherit" | "currentcolor" | "initial" | "unset" | "none" => return None,
        "transparent" => Colour::Transparent,
        "white" => Colour::Known([255; 3]),
        "black" => Colour::Known([0; 3]),
        _ => {
            let digits = value.strip_prefix('#').unwrap_or(&value);
            let known = hex(digits).or_else(|| rgb(&value));
            known.map_or(Colour::Unknown, Colour::Known)
        }
    })
}

fn rgb(value: &str) -> Option<Rgb> {
    let inside = value
        .strip_prefix("rgba(")
        .or_else(|| value.strip_prefix("rgb("))?;
    let inside = inside.split(')').next()?.replace([',', '/'], " ");
    let mut parts = inside.split_whitespace();
    let mut part = || parts.next()?.parse::<u8>().ok();
    let rgb = [part()?, part()?, part()?];
    // What shines through has the colour of nothing that is known.
    match parts.next().map(number) {
        None => Some(rgb),
        Some(Some(share)) if share >= 0.9 => Some(rgb),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(style: &str) -> bool {
        let element = Element {
            name: "p",
            style,
            ..Element::default()
        };
        Sheet::default().shown(Shown::ROOT, &element).is_seen()
    }

    #[test]
    fn what_hides() {
        for style in [
            "display:none",
            "Display : NONE !important",
            "visibility:hidden",
            "font-size:0",
            "font-size: 0px;line-height:0",
            "font-size:1px",
            "font:0/0 a",
            "font-size:0%",
            "opacity:0",
            "max-height:0;overflow:hidden",
            "height:0px; overflow: hidden",
            "width:0;overflow:hidden",
            "color:#fff",
            "color:#FFFFFF;background:#ffffff",
            "color:#fefefe",
            "color:white;background-color:rgb(250, 250, 250)",
            "color:transparent",
            "position:absolute;left:-9999px",
            "text-indent:-9999px",
            "display:none!important;display:block",
        ] {
            assert!(!seen(style), "{style}");
        }
    }

    #[test]
    fn what_does_not() {
        for style in [
            "",
            "display:block",
            "max-height:0",
            "overflow:hidden;height:20px",
            "font-size:13px",
            "font:14px/1.5 Arial",
            "font:inherit",
            "opacity:0.6",
            "color:#fff;background:#c00",
            "color:#fff;background:url(a.png)",
            "color:#fff;background-color:var(--x)",
            "color:#777",
            "mso-hide:all",
            "line-height:0",
            "height:0",
            "display:none;display:block",
            "margin-left:-10px",
        ] {
            assert!(seen(style), "{style}");
        }
    }

    #[test]
    fn style_sheets() {
        let sheet_of = |css: &str| {
            let mut sheet = Sheet::default();
            sheet.add(css);
            sheet
        };
        let element = Element {
            name: "p",
            classes: "x b",
            id: "i",
            ..Element::default()
        };
        for (css, seen) in [
            (".x{display:none}", false),
            ("p{color:#fff}", false),
            ("#i , .y { display:none }", false),
            ("p.b{display:none}", false),
            ("@media screen{.x{display:none}}", false),
            ("/* .y{} */ .x{/* */display:none}", false),
            ("@charset 'a'; .x{display:none}", false),
            (".x{display:none} .x{display:block}", true),
            ("#i{display:block} .x{display:none}", true),
            (".x{display:none!important} #i{display:block}", false),
            (".y{display:none}", true),
            ("div .x{display:none}", true),
            ("p:hover{display:none}", true),
            ("@media print{.x{display:none}}", true),
            (
                "@media only screen and (max-width:600px){.x{display:none}}",
                true,
            ),
            ("@font-face{font-family:a} } .y{", true),
            (".x{display:none", false),
        ] {
            let shown = sheet_of(css).shown(Shown::ROOT, &element);
            assert_eq!(shown.is_seen(), seen, "{css}");
        }
    }

    #[test]
    fn children_may_be_seen_again() {
        let under = |outer: &str, inner: &str| {
            let sheet = Sheet::default();
            let of = |around, style| {
                sheet.shown(
                    around,
                    &Element {
                        name: "td",
                        style,
                        ..Element::default()
                    },
                )
            };
            of(of(Shown::ROOT, outer), inner).is_seen()
        };
        assert!(under("font-size:0", "font-size:13px"));
        assert!(!under("font-size:0", "font-size:2em"));
        assert!(under("visibility:hidden", "visibility:visible"));
        assert!(under("background:#fff", "background:#c00;color:#fff"));
        assert!(under("background:#c00", "color:#fff"));
        assert!(!under("display:none", "display:block"));
        assert!(!under("opacity:0", "opacity:1"));
    }
}
