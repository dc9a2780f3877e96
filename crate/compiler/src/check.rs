//! Checks that several kinds of entry share.

use toml::Spanned;

use super::brand::Brand;
use super::kinds::ContactKind;
use super::source::{Problems, Source, Text};

/// Where a fact comes from and when it was collected.
pub(crate) fn origin(source: &Source<'_>, from: &Text, date: &Text, problems: &mut Problems) {
    text(source, "source", from, problems);
    if !is_date(date.get_ref()) {
        problems.add(
            source.place(date),
            format!("date \"{}\" is not YYYY-MM or YYYY-MM-DD", date.get_ref()),
        );
    }
}

/// A string that must say something.
pub(crate) fn text(source: &Source<'_>, key: &str, value: &Text, problems: &mut Problems) {
    if value.get_ref().trim().is_empty() {
        problems.add(source.place(value), format!("{key} is empty"));
    } else if value.get_ref().trim() != value.get_ref() {
        problems.add(
            source.place(value),
            format!("{key} starts or ends with a space"),
        );
    }
}

/// A word of a closed list.
pub(crate) fn word<T>(
    source: &Source<'_>,
    key: &str,
    value: &Text,
    from_id: impl Fn(&str) -> Option<T>,
    known: impl IntoIterator<Item = &'static str>,
    problems: &mut Problems,
) -> Option<T> {
    let found = from_id(value.get_ref());
    if found.is_none() {
        let known: Vec<_> = known.into_iter().collect();
        let message = format!(
            "{key} \"{}\" is not one of {}",
            value.get_ref(),
            known.join(", ")
        );
        problems.add(source.place(value), message);
    }
    found
}

/// A list that must hold something.
pub(crate) fn list<T>(
    source: &Source<'_>,
    key: &str,
    values: &Spanned<Vec<T>>,
    problems: &mut Problems,
) {
    if values.get_ref().is_empty() {
        problems.add(source.place(values), format!("{key} is empty"));
    }
}

/// An ISO 639-1 code, or another word that is allowed in its place.
pub(crate) fn language(
    source: &Source<'_>,
    value: &Text,
    or: Option<&str>,
    problems: &mut Problems,
) {
    let code = value.get_ref();
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
    if !is_code && Some(code.as_str()) != or {
        problems.add(
            source.place(value),
            format!("lang \"{code}\" is not an ISO 639-1 code"),
        );
    }
}

/// An id of small letters and digits, parted by single hyphens or underscores.
pub(crate) fn slug(source: &Source<'_>, key: &str, value: &Text, problems: &mut Problems) {
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if !value.get_ref().split(['-', '_']).all(is_part) {
        problems.add(
            source.place(value),
            format!(
                "{key} \"{}\" is not small letters and digits, parted by - or _",
                value.get_ref()
            ),
        );
    }
}

/// Ids of brands that have a file.
pub(crate) fn brands<'a>(
    source: &Source<'_>,
    values: impl IntoIterator<Item = &'a Text>,
    brands: &[Brand],
    problems: &mut Problems,
) {
    for value in values {
        let id = value.get_ref();
        if !brands.iter().any(|brand| brand.id == *id) {
            problems.add(
                source.place(value),
                format!("brand \"{id}\" has no file in brands/"),
            );
        }
    }
}

/// An ISO 3166-1 alpha-2 code.
pub(crate) fn country(source: &Source<'_>, value: &Text, problems: &mut Problems) {
    let code = value.get_ref();
    if !is_country(code) {
        problems.add(
            source.place(value),
            format!("country \"{code}\" is not an ISO 3166-1 code"),
        );
    }
}

/// An ISO 3166-1 alpha-2 code.
pub(crate) fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// ISO 3166-1 alpha-2 codes, or `intl`.
pub(crate) fn countries(source: &Source<'_>, values: &Spanned<Vec<Text>>, problems: &mut Problems) {
    list(source, "countries", values, problems);
    for value in values.get_ref() {
        let code = value.get_ref();
        if !is_country(code) && code != "intl" {
            problems.add(
                source.place(value),
                format!("country \"{code}\" is not an ISO 3166-1 code or \"intl\""),
            );
        }
    }
}

/// A host name of two labels or more, as it stands in an address.
pub(crate) fn host(source: &Source<'_>, key: &str, value: &Text, problems: &mut Problems) -> bool {
    let name = value.get_ref();
    let good = name.len() <= 253 && name.contains('.') && name.split('.').all(is_label);
    if !good {
        problems.add(
            source.place(value),
            format!("{key} \"{name}\" is not a lower-case ASCII host name"),
        );
    }
    good
}

/// A label of a host name.
pub(crate) fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// Cases: at least `least`, none twice, each one good.
pub(crate) fn cases(
    source: &Source<'_>,
    key: &str,
    least: usize,
    values: &Spanned<Vec<Text>>,
    is_good: impl Fn(&str) -> Result<(), &'static str>,
    problems: &mut Problems,
) -> Vec<String> {
    let texts: Vec<_> = values
        .get_ref()
        .iter()
        .map(|value| value.get_ref().clone())
        .collect();
    if texts.len() < least {
        problems.add(
            source.place(values),
            format!("{key} has {} cases and needs {least}", texts.len()),
        );
    }
    for (index, value) in values.get_ref().iter().enumerate() {
        if let Err(why) = is_good(value.get_ref()) {
            problems.add(
                source.place(value),
                format!("{key} case \"{}\" {why}", value.get_ref()),
            );
        } else if texts
            .iter()
            .take(index)
            .any(|earlier| earlier == value.get_ref())
        {
            problems.add(
                source.place(value),
                format!("{key} case \"{}\" stands there twice", value.get_ref()),
            );
        }
    }
    texts
}

/// An http or https address with a host.
pub(crate) fn address(text: &str) -> Result<(), &'static str> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let Some(rest) = rest else {
        return Err("is not an http or https address");
    };
    if text.chars().any(char::is_whitespace) {
        return Err("has a space in it");
    }
    match host_of(rest) {
        "" => Err("has no host"),
        host if host.starts_with('.') || host.contains("..") => {
            Err("has an empty label in its host")
        }
        _ => Ok(()),
    }
}

/// The host of an address whose scheme is cut off.
pub(crate) fn host_of(rest: &str) -> &str {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    if host.starts_with('[') {
        host
    } else {
        host.split(':').next().unwrap_or_default()
    }
}

/// How somebody is reached.
pub(crate) fn contact_kind(
    source: &Source<'_>,
    value: &Text,
    problems: &mut Problems,
) -> Option<ContactKind> {
    let ids = ContactKind::ALL.iter().map(|kind| kind.id());
    word(source, "kind", value, ContactKind::from_id, ids, problems)
}

/// Whether a value can be dialled, written to or opened.
pub(crate) fn contact(kind: ContactKind, value: &str) -> Result<(), &'static str> {
    match kind {
        ContactKind::Phone | ContactKind::Sms => {
            let rest = value.strip_prefix('+').unwrap_or(value);
            let digits = rest.bytes().filter(u8::is_ascii_digit).count();
            let is_dialled = rest
                .split(' ')
                .all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
            if is_dialled && (3..=15).contains(&digits) {
                Ok(())
            } else {
                Err("is not a number of 3 to 15 digits")
            }
        }
        ContactKind::Mail => match value.split_once('@') {
            Some((local, host))
                if !local.is_empty()
                    && local
                        .bytes()
                        .all(|byte| byte.is_ascii_graphic() && byte != b'@')
                    && host.contains('.')
                    && host.split('.').all(is_label) =>
            {
                Ok(())
            }
            _ => Err("is not an e-mail address"),
        },
        ContactKind::Web if !value.starts_with("https://") => Err("is not an https address"),
        ContactKind::Web => address(value),
    }
}

/// `YYYY-MM` or `YYYY-MM-DD`, with a month and day that exist in some year.
pub(crate) fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part = parts
            .next()
            .filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()));
        part.map(|part| part.parse::<u32>().unwrap_or_default())
    };
    let year = number(4).is_some_and(|year| (1990..2100).contains(&year));
    let month = number(2).is_some_and(|month| (1..=12).contains(&month));
    if text.len() == "YYYY-MM".len() {
        return year && month;
    }
    let day = number(2).is_some_and(|day| (1..=31).contains(&day));
    year && month && day && text.len() == "YYYY-MM-DD".len()
}

/// Is the host the domain or under it?
pub(crate) fn is_under(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
}
