//! Whose a telephone number is, by its calling code.

use super::check;
use super::emit::Tables;
use super::source::{Problems, Source};

/// Reads and checks the codes; gives them as lines of a code, a space and regions.
pub(crate) fn read(source: &Source<'_>, problems: &mut Problems) -> String {
    let mut lines = String::new();
    let mut seen: Vec<&str> = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let place = || source.line(index + 1);
        let (code, regions) = line.split_once('\t').unwrap_or_default();
        let is_code =
            (1..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
        if !is_code || !regions.split(' ').all(check::is_country) {
            problems.add(place(), "not a calling code, a tab and ISO 3166-1 codes");
        } else if seen.contains(&code) {
            problems.add(place(), format!("code \"{code}\" stands there twice"));
        } else {
            seen.push(code);
            lines += &format!("{code} {regions}\n");
        }
    }
    lines
}

/// Writes the codes.
pub(crate) fn emit(codes: &str, tables: &mut Tables) {
    tables.text("CALLING_CODES", codes);
}
