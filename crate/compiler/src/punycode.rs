//! Host labels in their ASCII form (RFC 3492).

use unicode_normalization::UnicodeNormalization;

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const FIRST_BIAS: u32 = 72;
const FIRST_CODE: u32 = 0x80;

/// The ASCII form of a name: lower-case, composed, beyond ASCII in punycode.
pub(crate) fn to_ascii(name: &str) -> String {
    let labels = name.split('.').map(|label| {
        let label: String = label.to_lowercase().nfkc().collect();
        if label.is_ascii() {
            label
        } else {
            format!("xn--{}", encode(&label))
        }
    });
    labels.collect::<Vec<_>>().join(".")
}

/// The punycode of a label.
fn encode(label: &str) -> String {
    let codes: Vec<u32> = label.chars().map(u32::from).collect();
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).unwrap_or(u32::MAX);
    if basic > 0 {
        out.push('-');
    }
    let (mut code, mut delta, mut bias, mut done) = (FIRST_CODE, 0_u32, FIRST_BIAS, basic);
    while let Some(&next) = codes.iter().filter(|&&c| c >= code).min() {
        delta += (next - code) * (done + 1);
        code = next;
        for &c in &codes {
            if c < code {
                delta += 1;
            } else if c == code {
                push_number(&mut out, delta, bias);
                bias = adapt(delta, done + 1, done == basic);
                delta = 0;
                done += 1;
            }
        }
        delta += 1;
        code += 1;
    }
    out
}

/// Appends a number of variable length.
fn push_number(out: &mut String, number: u32, bias: u32) {
    let mut rest = number;
    let mut k = BASE;
    loop {
        let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if rest < threshold {
            break;
        }
        let digit = threshold + (rest - threshold) % (BASE - threshold);
        out.extend(char::from_digit(digit, 36).map(punycode_digit));
        rest = (rest - threshold) / (BASE - threshold);
        k += BASE;
    }
    out.extend(char::from_digit(rest, 36).map(punycode_digit));
}

/// Base 36 writes digits before letters, punycode letters before digits.
fn punycode_digit(base36: char) -> char {
    let value = base36.to_digit(36).unwrap_or_default();
    let code = if value < 26 {
        u32::from('a') + value
    } else {
        u32::from('0') + value - 26
    };
    char::from_u32(code).unwrap_or_default()
}

/// The next bias.
fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = delta / if first { DAMP } else { 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}
