//! A label without its hyphens, with the places where its tokens may begin and end.

/// A longer label holds no brand that a visitor would see; labels end at 63 anyway.
const MAX_LETTERS: usize = 127;

/// A label, ready to be searched.
pub(crate) struct Stream {
    /// Letters and digits, lower case.
    pub(crate) letters: String,
    /// Bit `n`: a token may begin or end before letter `n`.
    borders: u128,
    /// Bit `n`: a hyphen stood before letter `n`.
    hyphens: u128,
}

impl Stream {
    /// Cuts a label at hyphens, underscores, and where letters meet digits.
    pub(crate) fn new(label: &str) -> Self {
        let mut letters = String::with_capacity(label.len().min(MAX_LETTERS));
        let (mut borders, mut hyphens) = (1_u128, 0_u128);
        let mut previous = b'-';
        for byte in label.bytes() {
            if letters.len() >= MAX_LETTERS {
                break;
            }
            if matches!(byte, b'-' | b'_') {
                borders |= 1 << letters.len();
                hyphens |= 1 << letters.len();
            } else if byte.is_ascii_alphanumeric() {
                if byte.is_ascii_digit() != previous.is_ascii_digit() {
                    borders |= 1 << letters.len();
                }
                letters.push(char::from(byte.to_ascii_lowercase()));
            }
            previous = byte;
        }
        borders |= 1 << letters.len();
        Self {
            letters,
            borders,
            hyphens,
        }
    }

    /// How many letters there are.
    pub(crate) fn len(&self) -> usize {
        self.letters.len()
    }

    /// The letters of a span.
    pub(crate) fn get(&self, (start, end): (usize, usize)) -> &str {
        self.letters.get(start..end).unwrap_or_default()
    }

    /// Whether it ends with a number of three digits or more, after letters.
    pub(crate) fn ends_with_number(&self) -> bool {
        let name = self.letters.trim_end_matches(|c: char| c.is_ascii_digit());
        !name.is_empty() && self.len() - name.len() >= 3
    }

    /// Whether a token may begin or end here.
    pub(crate) fn is_border(&self, at: usize) -> bool {
        self.borders >> at & 1 == 1
    }

    /// Whether a hyphen stood here.
    pub(crate) fn is_hyphen(&self, at: usize) -> bool {
        self.hyphens >> at & 1 == 1
    }

    /// The hyphens strictly between two places; bit `n` counts from the first place.
    pub(crate) fn hyphens_inside(&self, start: usize, end: usize) -> u128 {
        let inner = ((1_u128 << end) - 1) & !((1_u128 << (start + 1)) - 1);
        (self.hyphens & inner) >> start
    }

    /// The span between the hyphens around a span.
    pub(crate) fn between_hyphens(&self, (start, end): (usize, usize)) -> (usize, usize) {
        let (mut left, mut right) = (start, end);
        while left > 0 && !self.is_hyphen(left) {
            left -= 1;
        }
        while right < self.len() && !self.is_hyphen(right) {
            right += 1;
        }
        (left, right)
    }

    /// The spans between hyphens.
    pub(crate) fn hyphen_tokens(&self) -> impl Iterator<Item = (usize, usize)> {
        self.cut(|at| self.is_hyphen(at))
    }

    /// The spans between all borders.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = (usize, usize)> {
        self.cut(|at| self.is_border(at))
    }

    fn cut(&self, is_cut: impl Fn(usize) -> bool) -> impl Iterator<Item = (usize, usize)> {
        let ends = (1..=self.len()).filter(move |&at| at == self.len() || is_cut(at));
        ends.scan(0, |start, end| Some((std::mem::replace(start, end), end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(label: &str) -> Vec<String> {
        let stream = Stream::new(label);
        stream
            .tokens()
            .map(|span| stream.get(span).to_owned())
            .collect()
    }

    #[test]
    fn cuts_at_hyphens_and_digits() {
        assert_eq!(tokens("mon-colis2025fr"), ["mon", "colis", "2025", "fr"]);
        assert_eq!(tokens("chronopost"), ["chronopost"]);
        assert_eq!(tokens("--a--b"), ["a", "b"]);
        assert!(tokens("").is_empty());
    }

    #[test]
    fn a_word_crosses_a_hyphen_only_inside() {
        let stream = Stream::new("villa-posters");
        assert_eq!(stream.hyphens_inside(3, 10), 1 << 2);
        assert_eq!(stream.hyphens_inside(0, 5), 0);
        assert_eq!(stream.hyphens_inside(5, 12), 0);
    }
}
