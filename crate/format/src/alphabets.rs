//! The alphabets whose pairs of letters are told apart from any order of letters.

/// First letter, and how many follow one another from it in Unicode: Latin, Cyrillic, Greek.
pub const ALPHABETS: [(char, usize); 3] = [('a', 26), ('а', 48), ('α', 25)];

/// How many pairs of letters of one alphabet there are.
pub const PAIRS: usize = {
    let [(_, latin), (_, cyrillic), (_, greek)] = ALPHABETS;
    latin * latin + cyrillic * cyrillic + greek * greek
};

/// The alphabet of a letter, by its number, and the letter's place in it.
#[must_use]
pub fn place_of(letter: char) -> Option<(usize, usize)> {
    ALPHABETS
        .iter()
        .enumerate()
        .find_map(|(alphabet, &(first, letters))| {
            let place = (letter as usize).checked_sub(first as usize)?;
            (place < letters).then_some((alphabet, place))
        })
}

/// The place of a pair of letters of one alphabet among all of them: by alphabet, first and second letter.
#[must_use]
pub fn place_of_pair(one: char, next: char) -> Option<usize> {
    let (alphabet, one) = place_of(one)?;
    let (of_next, next) = place_of(next)?;
    let before = ALPHABETS.iter().take(alphabet);
    let before: usize = before.map(|(_, letters)| letters * letters).sum();
    let (_, letters) = ALPHABETS.get(alphabet)?;
    (alphabet == of_next).then_some(before + one * letters + next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_of_an_alphabet_has_a_place_of_its_own() {
        assert_eq!(place_of_pair('a', 'a'), Some(0));
        assert_eq!(place_of_pair('z', 'z'), Some(26 * 26 - 1));
        assert_eq!(place_of_pair('а', 'а'), Some(26 * 26));
        assert_eq!(place_of_pair('ω', 'ω'), Some(PAIRS - 1));
        assert_eq!(place_of_pair('a', 'а'), None, "two alphabets");
        assert_eq!(place_of_pair('a', '1'), None);
        assert_eq!(place_of('ў'), Some((1, 46)));
    }
}
