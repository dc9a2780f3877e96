//! Matches a whole number against a pattern without groups. The compiler opens
//! the groups of `data/numbers/tracking.toml`, so that a few lines do here what a hundred
//! compiled regular expressions would.

/// Whether one of the patterns, parted by `|`, is the whole number.
pub fn matches_any(patterns: &str, number: &[u8]) -> bool {
    !patterns.is_empty()
        && patterns
            .split('|')
            .any(|pattern| matches(pattern.as_bytes(), number))
}

/// Whether the pattern is the whole number: characters, classes `[A-F0-9]`, and
/// after each of them perhaps `{n}`, `{n,m}` or `?`.
pub fn matches(pattern: &[u8], number: &[u8]) -> bool {
    let Some(item) = Item::first(pattern) else {
        return pattern.is_empty() && number.is_empty();
    };
    let fitting = number.iter().take(item.most);
    let fitting = fitting.take_while(|&&byte| item.accepts(byte)).count();
    // The longest first; numbers are short, and few items are of several lengths.
    (item.least..=fitting)
        .rev()
        .any(|taken| matches(item.rest, number.get(taken..).unwrap_or_default()))
}

/// How much of a number the pattern says letter by letter: a prefix of the
/// carrier's own tells more than any digits.
pub fn fixed_characters(pattern: &[u8]) -> usize {
    let mut rest = pattern;
    let mut fixed = 0;
    while let Some(item) = Item::first(rest) {
        fixed += usize::from(item.class.len() == 1) * item.least;
        rest = item.rest;
    }
    fixed
}

/// The first item of a pattern, and what follows it.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// A single character, or what stands between the brackets.
    pub class: &'a [u8],
    /// How often it stands there at least.
    pub least: usize,
    /// How often at most.
    pub most: usize,
    /// The pattern after it.
    pub rest: &'a [u8],
}

impl<'a> Item<'a> {
    /// The first item of a pattern; none where the pattern ends or is malformed.
    #[must_use]
    pub fn first(pattern: &'a [u8]) -> Option<Self> {
        let (class, after) = match pattern {
            [b'[', inside @ ..] => {
                let end = inside.iter().position(|&byte| byte == b']')?;
                (inside.get(..end)?, inside.get(end + 1..)?)
            }
            [_, after @ ..] => (pattern.get(..1)?, after),
            [] => return None,
        };
        let (least, most, rest) = match after {
            [b'?', rest @ ..] => (0, 1, rest),
            [b'{', inside @ ..] => {
                let end = inside.iter().position(|&byte| byte == b'}')?;
                let counts = str::from_utf8(inside.get(..end)?).ok()?;
                let (least, most) = counts.split_once(',').unwrap_or((counts, counts));
                (
                    least.parse().ok()?,
                    most.parse().ok()?,
                    inside.get(end + 1..)?,
                )
            }
            rest => (1, 1, rest),
        };
        Some(Self {
            class,
            least,
            most,
            rest,
        })
    }

    fn accepts(&self, byte: u8) -> bool {
        let mut class = self.class;
        loop {
            match class {
                [from, b'-', to, rest @ ..] => {
                    if (*from..=*to).contains(&byte) {
                        return true;
                    }
                    class = rest;
                }
                [one, rest @ ..] => {
                    if *one == byte {
                        return true;
                    }
                    class = rest;
                }
                [] => return false,
            }
        }
    }
}
