//! Types of the tables that the build script makes from `data/`, and the tables.
//!
//! Large tables are columns over one text: every reference would cost eight
//! bytes in the wasm, and there are thousands of entries.

pub(crate) mod brands;
pub(crate) mod calling_code;
pub(crate) mod hosts;
pub(crate) mod names;
mod runs;

use std::cell::RefCell;
use std::sync::OnceLock;

use runs::Runs;
use vigicolis_format::patterns::Meeter;

pub(crate) use vigicolis_format::{alphabets, entry, hash, pairs};

pub(crate) use vigicolis_format::kinds::{
    AliasClass, BrandKind, BreachStatus, Confidence, ContactKind, ContactRole, Disclosed,
    FieldKind, FigureSource, HostWordClass, HostingKind, HostingMatch, KnownKind, LeakedData,
    NumberCheck, NumberStrength, PlainWord, PracticeTopic, StepId, Weight,
};

/// A brand of the data: one file of `data/brands`, or an entry of `data/senders`.
#[derive(Debug, PartialEq, Eq)]
pub struct BrandRow {
    /// The file's name without its ending, or the entry's own.
    pub id: &'static str,
    /// Name as people write it.
    pub name: &'static str,
    /// What it does.
    pub kind: BrandKind,
    /// Where it works: ISO 3166-1 alpha-2 codes, or `intl`; none of a sender.
    pub countries: &'static [&'static str],
    /// The group it belongs to.
    pub group: Option<&'static str>,
    /// Its start page, which a visitor may be sent to.
    pub home: &'static str,
    /// What it is called.
    pub aliases: &'static [Alias<'static>],
    /// Where it is really found, in the order of its file; none of a sender that is no
    /// carrier, whose domains stand in the table of hosts alone.
    pub domains: &'static [Domain<'static>],
    /// Honest hosts that carry its name and are not its own.
    pub namesakes: &'static [&'static str],
    /// How the members of a group name their sites, `spk*.de`; none of a carrier.
    pub members: &'static [&'static str],
}

/// A name of a brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alias<'a> {
    /// Folded words with one space between, as [`crate::text::fold`] gives them.
    pub words: &'a str,
    /// The words without the spaces; empty where no host is searched for them.
    pub glued: &'a str,
    /// How much the name proves.
    pub class: AliasClass,
    /// Whether its letters stand in no honest name by chance, not even inside a longer word.
    pub anywhere: bool,
}

/// An official domain of a brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Domain<'a> {
    /// The domain; every host under it belongs to the brand too.
    pub name: &'a str,
    /// Another brand owns it and this one lives on it.
    pub shared: bool,
    /// Anybody can have a mail address there, so it proves nothing about a sender.
    pub webmail: bool,
    /// Number of the origin; none where an organisation's policy names the domain.
    pub(crate) origin: Option<u16>,
}

impl Domain<'_> {
    /// Where that is from; `None` where an organisation's policy says so.
    pub fn origin(&self) -> Option<Origin> {
        self.origin.map(Origin::of)
    }
}

/// Where a fact is from, and when it was collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Pages, files, statements.
    pub source: &'static str,
    /// `YYYY-MM` or `YYYY-MM-DD`.
    pub date: &'static str,
}

impl Origin {
    fn of(number: u16) -> Self {
        let line = ORIGINS.get(usize::from(number)).unwrap_or_default();
        let (date, source) = line.split_once('\t').unwrap_or_default();
        Self { source, date }
    }
}

/// A host that is somebody: of honest payments, a mailbox, a service for firms;
/// hosts under it count too.
#[derive(Debug, PartialEq, Eq)]
pub struct KnownHost {
    /// Number of the domain.
    domain: u16,
    /// Number of the provider.
    provider: u16,
    /// What it does there.
    pub kind: KnownKind,
}

impl KnownHost {
    /// The domain.
    pub fn domain(&self) -> &'static str {
        hosts::name(usize::from(self.domain)).unwrap_or_default()
    }

    /// Whose it is.
    pub fn provider(&self) -> &'static str {
        PROVIDERS
            .get(usize::from(self.provider))
            .unwrap_or_default()
    }
}

/// What a host offers to anybody. Many hosts share one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct HostingRow {
    /// What it offers.
    pub(crate) kind: HostingKind,
    /// Which addresses the entry is about.
    pub(crate) matches: HostingMatch,
}

/// A host where anybody can put something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HostingHost {
    /// What it offers.
    pub kind: HostingKind,
    /// Length of the domain under which it does.
    pub domain_length: usize,
}

/// A word of host names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct HostWord {
    /// The word, lower-case ASCII.
    pub text: &'static str,
    /// What it tells.
    pub class: HostWordClass,
}

/// The words that stand beside brands in host names, and the top-level domains
/// that fraudsters like, which stand last.
pub(crate) fn host_words() -> &'static [HostWord] {
    static WORDS: OnceLock<Vec<HostWord>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let lines = HostWordClass::ALL.iter().zip(HOST_WORDS.lines());
        let of_class = |(&class, line): (&_, &'static str)| {
            let words = line.split_whitespace();
            words.map(move |text| HostWord { text, class })
        };
        lines.flat_map(of_class).collect()
    })
}

/// Lines that stand above other people's words: folded, without numbers, sorted.
pub(crate) fn labels_of_others() -> &'static [&'static str] {
    &LABELS_OF_OTHERS
}

/// Such lines where a heading of the page's own stands above them.
pub(crate) fn labels_below_heading() -> &'static [&'static str] {
    &LABELS_BELOW_HEADING
}

/// Beginnings of words about parcels and their delivery: folded, sorted, and
/// none begins another.
pub(crate) fn parcel_stems() -> &'static Stems {
    static STEMS: OnceLock<Stems> = OnceLock::new();
    STEMS.get_or_init(|| Stems::of(PARCEL_STEMS))
}

/// Beginnings of words for what stands around a delivery: folded, sorted, and none
/// begins another.
pub(crate) fn delivery_stems() -> &'static Stems {
    static STEMS: OnceLock<Stems> = OnceLock::new();
    STEMS.get_or_init(|| Stems::of(DELIVERY_STEMS))
}

/// Beginnings of words about payments: folded, sorted, and none begins another.
pub(crate) fn payment_stems() -> &'static Stems {
    static STEMS: OnceLock<Stems> = OnceLock::new();
    STEMS.get_or_init(|| Stems::of(PAYMENT_STEMS))
}

/// Beginnings of words of those who write about fraud: folded, sorted, and none begins another.
pub(crate) fn fraud_stems() -> &'static Stems {
    static STEMS: OnceLock<Stems> = OnceLock::new();
    STEMS.get_or_init(|| Stems::of(FRAUD_STEMS))
}

/// Beginnings of words for paying: folded, sorted, and none begins another.
pub(crate) fn pay_stems() -> &'static Stems {
    static STEMS: OnceLock<Stems> = OnceLock::new();
    STEMS.get_or_init(|| Stems::of(PAY_STEMS))
}

/// Beginnings of words for money that comes back: folded, sorted, and none begins another.
pub(crate) fn refund_stems() -> &'static Stems {
    static STEMS: OnceLock<Stems> = OnceLock::new();
    STEMS.get_or_init(|| Stems::of(REFUND_STEMS))
}

/// Words for getting money: folded, sorted.
pub(crate) fn receive_words() -> &'static [&'static str] {
    &RECEIVE_WORDS
}

/// Beginnings of words: folded, sorted, and none begins another.
#[derive(Debug)]
pub(crate) struct Stems {
    all: Vec<&'static str>,
    /// Where those that begin with each byte start.
    starts: Vec<usize>,
}

impl Stems {
    /// Reads a line each.
    fn of(lines: &'static str) -> Self {
        let all: Vec<&str> = lines.lines().collect();
        let starts =
            (0..=u8::MAX).map(|byte| all.partition_point(|stem| stem.as_bytes() < &[byte][..]));
        Self {
            starts: starts.collect(),
            all,
        }
    }

    /// The one that a text begins with.
    pub(crate) fn of_start(&self, text: &str) -> Option<&'static str> {
        let first = usize::from(*text.as_bytes().first()?);
        let start = *self.starts.get(first)?;
        let end = self
            .starts
            .get(first + 1)
            .copied()
            .unwrap_or(self.all.len());
        let alike = self.all.get(start..end)?;
        // Only the one before can begin the text.
        let before = alike.get(alike.partition_point(|stem| *stem <= text).checked_sub(1)?)?;
        text.starts_with(before).then_some(*before)
    }
}

/// How surprising it is in words of any language that one letter follows another of its alphabet, in
/// sixteenths of a bit; nothing for other pairs.
pub(crate) fn surprise_of_pair(one: char, next: char) -> Option<u32> {
    let parts = PAIR_SURPRISES.get(alphabets::place_of_pair(one, next)?)?;
    Some(u32::from(*parts))
}

/// Words that change nothing between those of a phrase: folded, sorted.
pub(crate) fn fillers() -> &'static [&'static str] {
    &FILLERS
}

/// The plain words that tell something: folded, or in lower case, as their class says.
pub(crate) fn plain_words(class: PlainWord) -> &'static [&'static str] {
    static WORDS: OnceLock<Vec<Vec<&str>>> = OnceLock::new();
    let of_classes = WORDS.get_or_init(|| {
        let lines = PLAIN_WORDS.lines();
        lines.map(|line| line.split('|').collect()).collect()
    });
    of_classes.get(class as usize).map_or(&[], Vec::as_slice)
}

/// A currency.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Currency {
    /// Below so many units a sum is a little; 0 where none is.
    pub little: u32,
    /// Signs, ISO 4217 codes and everyday names, in lower case.
    pub names: &'static [&'static str],
}

/// Currencies, of which the first that stands beside a number counts.
pub(crate) fn currencies() -> &'static [Currency] {
    &CURRENCIES
}

/// Currencies whose names are other words where they are written otherwise.
pub(crate) fn currencies_as_written() -> &'static [Currency] {
    &CURRENCIES_AS_WRITTEN
}

/// The value of a number in letters, in lower case.
pub(crate) fn number_in_letters(word: &str) -> Option<u32> {
    let at = NUMBERS_IN_LETTERS.binary_search_by_key(&word, |(name, _)| name);
    let (_, value) = NUMBERS_IN_LETTERS.get(at.ok()?)?;
    Some(*value)
}

/// The words beside everyday names, folded and parted by spaces.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EverydayWords {
    /// Names that prove much elsewhere and are everyday words.
    pub names: &'static str,
    /// What bears such a name.
    pub trades: &'static str,
    /// Streets and squares, before the name.
    pub places: &'static str,
    /// Trades that are a carrier's words, too.
    pub stops: &'static str,
    /// Those who speak of a carrier, its staff among them.
    pub about: &'static str,
    /// A firm's staff.
    pub staff: &'static str,
    /// Small words between.
    pub links: &'static str,
}

/// The words that make a carrier's name one of another thing.
pub(crate) const EVERYDAY: EverydayWords = EverydayWords {
    names: EVERYDAY_NAMES,
    trades: EVERYDAY_TRADES,
    places: EVERYDAY_PLACES,
    stops: EVERYDAY_STOPS,
    about: EVERYDAY_ABOUT,
    staff: EVERYDAY_STAFF,
    links: EVERYDAY_LINKS,
};

/// What tells fields of one kind, beside the patterns over their words.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FieldWords {
    /// The kind.
    pub kind: FieldKind,
    /// Values of the `autocomplete` attribute that say so.
    pub autocomplete: &'static [&'static str],
    /// Words of labels beyond ASCII, parted by `|`, as they stand in a padded label.
    pub words: &'static str,
    /// A label that holds one of these is of another kind.
    pub unless_words: &'static str,
}

/// Patterns over folded words padded with a space on both ends, each for a number.
#[derive(Debug)]
struct Patterns {
    steps: &'static [u8],
    classes: &'static [u64],
}

/// Declares what meets patterns of the data; each thread has its own.
macro_rules! meets {
    ($(#[$about:meta])* $name:ident, $patterns:ident) => {
        $(#[$about])*
        pub(crate) fn $name(words: &str) -> u64 {
            thread_local! {
                static MEETER: RefCell<Meeter<'static>> =
                    RefCell::new(Meeter::new($patterns.steps, $patterns.classes));
            }
            MEETER.with_borrow_mut(|meeter| meeter.meet(words))
        }
    };
}

meets! {
    /// The kinds of fields that a label, placeholder or title speaks of, each by its number.
    kinds_of_label, FIELD_LABELS
}
meets! {
    /// The same of a name or id.
    kinds_of_name, FIELD_NAMES
}
meets! {
    /// The kinds that a label takes away.
    kinds_denied_by_label, FIELD_UNLESS_LABELS
}
meets! {
    /// The kinds that a name or id takes away.
    kinds_denied_by_name, FIELD_UNLESS_NAMES
}

/// How fields are known, one entry a kind.
pub(crate) fn fields() -> &'static [FieldWords] {
    &FIELDS
}

/// A format of tracking numbers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NumberFormat {
    /// Id of the data file.
    pub id: &'static str,
    /// Name as people write it.
    pub name: &'static str,
    /// Id of the brand that gives such numbers.
    pub brand: Option<&'static str>,
    /// Patterns without groups, parted by `|`.
    pub(crate) patterns: &'static str,
    /// The same, for numbers that hold a letter and a digit.
    pub(crate) mixed_patterns: &'static str,
    /// How the check digit is made.
    pub check: NumberCheck,
    /// What it is worth that a number fits.
    pub strength: NumberStrength,
}

/// Telephone numbers that cost the caller extra.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PremiumNumbers {
    /// The country's calling code.
    pub code: &'static str,
    /// What the national number starts with.
    pub prefixes: &'static [&'static str],
    /// How many digits it has.
    pub digits: &'static [usize],
}

/// Telephone numbers that cost the caller extra, one entry a country.
pub(crate) fn premium_numbers() -> &'static [PremiumNumbers] {
    &PREMIUM_NUMBERS
}

/// The formats of tracking numbers, in the order of the data file.
pub(crate) fn number_formats() -> &'static [NumberFormat] {
    &NUMBER_FORMATS
}

/// A leak of personal data.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Breach {
    /// Its id in the data.
    pub id: &'static str,
    /// Whose data it was, as people write it.
    pub organisation: &'static str,
    /// The brands whose customers are concerned.
    pub brands: &'static [&'static str],
    /// Brands of the same group.
    pub group: &'static [&'static str],
    /// When it became known: a year, month or day.
    pub public: &'static str,
    /// How sure it is.
    pub status: BreachStatus,
    /// How many people are concerned.
    pub people: Option<u32>,
    /// Whose figure that is.
    pub figure: FigureSource,
    /// What was certainly taken.
    pub taken: &'static [LeakedData],
    /// What a seller or the press adds.
    pub claimed: &'static [LeakedData],
    /// How far the entry can be trusted.
    pub confidence: Confidence,
    /// Where that is from.
    pub source: &'static str,
    /// When it was collected.
    pub date: &'static str,
}

/// Somebody to call or write to.
#[derive(Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its id in the data.
    pub id: &'static str,
    /// The country it is for; none for a carrier.
    pub country: Option<&'static str>,
    /// The brands it is for; none for a country.
    pub brands: &'static [&'static str],
    /// Its name, as people write it.
    pub name: &'static str,
    /// How it is reached.
    pub kind: ContactKind,
    /// Number or address.
    pub value: &'static str,
    /// What it is there for.
    pub role: ContactRole,
    /// For those who gave one of these; empty for everybody.
    pub given: &'static [Disclosed],
    /// Whether it costs nothing, if known.
    pub free: Option<bool>,
    /// Whether it is known to answer day and night.
    pub always: bool,
    /// Whether a fake page's address is better written so that it is no link.
    pub defanged: bool,
    /// Where that is from.
    pub source: &'static str,
    /// When it was collected.
    pub date: &'static str,
}

/// A page of a carrier where a parcel is followed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TrackingPage {
    /// Number of the brand.
    brand: u16,
    /// Formats of numbers that it is for; empty for all others.
    pub formats: &'static [&'static str],
    /// The page where a number is typed.
    pub page: &'static str,
    /// The page of one number, which stands at `{number}`; empty where no such
    /// address is known.
    pub form: &'static str,
}

impl TrackingPage {
    /// Whose it is.
    pub(crate) fn brand(&self) -> Option<&'static BrandRow> {
        brands::get(usize::from(self.brand))
    }
}

/// The page of a brand where parcels are followed whose numbers have a format; for any
/// other format, and where none is given, the brand's page for all others.
pub(crate) fn tracking_page(brand: &str, format: Option<&str>) -> Option<&'static TrackingPage> {
    let is_own = |page: &&TrackingPage| page.brand().is_some_and(|own| own.id == brand);
    let mut own = TRACKING_PAGES.iter().filter(is_own);
    own.clone()
        .find(|page| format.is_some_and(|format| page.formats.contains(&format)))
        .or_else(|| own.find(|page| page.formats.is_empty()))
}

/// The pages where parcels are followed.
#[cfg(test)]
pub(crate) fn tracking_pages() -> &'static [TrackingPage] {
    &TRACKING_PAGES
}

/// A number or mail address that a carrier tells people to be its own.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Published {
    /// Number of the brand.
    brand: u16,
    /// A telephone, a sender of text messages, or a mail address.
    pub kind: ContactKind,
    /// Digits with `+` in front of a calling code, a short number, an address,
    /// or `@` and a host.
    pub value: &'static str,
    /// Number of the origin.
    origin: u16,
}

impl Published {
    /// Whose it is.
    pub(crate) fn brand(&self) -> Option<&'static BrandRow> {
        brands::get(usize::from(self.brand))
    }

    /// Where that is from.
    pub(crate) fn origin(&self) -> Origin {
        Origin::of(self.origin)
    }
}

/// The numbers and addresses that carriers publish.
pub(crate) fn published() -> &'static [Published] {
    &PUBLISHED
}

/// What a carrier says that it does or never does.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Practice {
    /// Number of the brand.
    brand: u16,
    /// What it is about.
    pub topic: PracticeTopic,
    /// The host where it does so; empty where it never does.
    pub place: &'static str,
    /// Number of the origin.
    origin: u16,
}

impl Practice {
    /// Whose it is.
    pub(crate) fn brand(&self) -> Option<&'static BrandRow> {
        brands::get(usize::from(self.brand))
    }

    /// Where that is from.
    pub(crate) fn origin(&self) -> Origin {
        Origin::of(self.origin)
    }
}

/// What carriers say that they do or never do.
pub(crate) fn practices() -> &'static [Practice] {
    &PRACTICES
}

/// Strings laid end to end in one text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strings {
    text: &'static str,
    at: Runs,
}

impl Strings {
    /// The string with this number.
    pub(crate) fn get(&self, index: usize) -> Option<&'static str> {
        self.text.get(self.at.get(index)?)
    }
}

/// The brands of `brands/`: carriers, and others whose names stand in parcel scams.
pub(crate) fn carriers() -> &'static [BrandRow] {
    brands::all().get(..CARRIERS).unwrap_or_default()
}

/// The brands of `senders/`: whom the same gangs imitate beside carriers.
pub(crate) fn senders() -> &'static [BrandRow] {
    brands::all().get(CARRIERS..).unwrap_or_default()
}

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
