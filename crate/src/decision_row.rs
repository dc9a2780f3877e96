//! A row of a decision, as pages are decided in [`verdict`](crate::verdict) and
//! messages in [`message`](crate::message): conditions, and the level where all
//! of them hold.

use crate::level::Level;

/// One row: where these conditions hold, the level is this.
#[derive(Debug)]
pub(crate) struct Row<C: 'static> {
    /// What it says, to be read aloud.
    #[cfg_attr(not(test), expect(dead_code, reason = "for people, and for the tests"))]
    pub(crate) says: &'static str,
    pub(crate) level: Level,
    pub(crate) needs: &'static [C],
}

const fn row<C>(level: Level, needs: &'static [C], says: &'static str) -> Row<C> {
    // The sentences stay out of what is shipped to browsers.
    let says = if cfg!(test) { says } else { "" };
    Row { says, level, needs }
}

/// A row of what is proved genuine.
pub(crate) const fn official<C>(needs: &'static [C], says: &'static str) -> Row<C> {
    row(Level::Official, needs, says)
}

/// A row of what there is nothing to say about.
pub(crate) const fn clear<C>(needs: &'static [C], says: &'static str) -> Row<C> {
    row(Level::Clear, needs, says)
}

/// A row of danger.
pub(crate) const fn danger<C>(needs: &'static [C], says: &'static str) -> Row<C> {
    row(Level::Danger, needs, says)
}

/// A row of caution.
pub(crate) const fn caution<C>(needs: &'static [C], says: &'static str) -> Row<C> {
    row(Level::Caution, needs, says)
}

/// The first row that fits.
pub(crate) fn first<C: Copy>(
    rows: &'static [Row<C>],
    holds: impl Fn(C) -> bool,
) -> Option<&'static Row<C>> {
    rows.iter()
        .find(|row| row.needs.iter().all(|&need| holds(need)))
}

/// Asserts that each row decides where its conditions hold and none where one
/// lacks, that no sentence stands twice, and that each condition is used.
#[cfg(test)]
pub(crate) fn assert_each_counts<C: Copy + PartialEq + std::fmt::Debug>(
    rows: &[Row<C>],
    all: &[C],
    decide: impl Fn(&[C]) -> Option<&'static Row<C>>,
) {
    let says = |conditions: &[C]| decide(conditions).map_or("", |row| row.says);
    for row in rows {
        assert_eq!(says(row.needs), row.says);
        for lacking in 0..row.needs.len() {
            let mut needs = row.needs.to_vec();
            let without = needs.remove(lacking);
            assert_ne!(says(&needs), row.says, "without {without:?}");
        }
    }
    let mut sentences: Vec<_> = rows.iter().map(|row| row.says).collect();
    sentences.sort_unstable();
    sentences.dedup();
    assert_eq!(sentences.len(), rows.len());
    for condition in all {
        let used = rows.iter().any(|row| row.needs.contains(condition));
        assert!(used, "{condition:?}");
    }
}

/// What a row is for, and its nearest neighbour: the same with one thing changed.
#[cfg(test)]
pub(crate) struct Example<T, R: 'static> {
    /// What the row says.
    pub(crate) row: &'static str,
    /// What is decided by this row.
    pub(crate) given: T,
    /// The reasons that are shown for it, in their order.
    pub(crate) told: &'static [R],
    /// Who the neighbour is.
    pub(crate) neighbour_is: &'static str,
    pub(crate) neighbour: T,
    pub(crate) then: Then,
}

/// What becomes of the neighbour.
#[cfg(test)]
#[derive(Debug, Clone, Copy)]
pub(crate) enum Then {
    /// It gets this level, which is lower than the row's.
    Gets(Level),
    /// No single change gives a lower level: the row that says this decides.
    GoesTo(&'static str),
}

/// Asserts that each row has an example; that it is decided by this row, with reasons
/// that tell of the row's conditions, and that no row below would say the same of it;
/// and that its neighbour gets a lower level, or is another row's.
#[cfg(test)]
pub(crate) fn assert_each_has_an_example<C, T, R>(
    rows: &'static [Row<C>],
    examples: &[Example<T, R>],
    decide: impl Fn(&T, &'static [Row<C>]) -> (Option<&'static Row<C>>, Vec<R>),
    tells: impl Fn(&Row<C>, R) -> bool,
) where
    R: Copy + PartialEq + std::fmt::Debug,
{
    let says = |row: Option<&Row<C>>| row.map_or("no row", |row| row.says);
    let level = |row: Option<&Row<C>>| row.map_or(Level::Clear, |row| row.level);
    for row in rows {
        let has_one = examples.iter().any(|example| example.row == row.says);
        assert!(has_one, "no example: {}", row.says);
    }
    for example in examples {
        let at = rows.iter().position(|row| row.says == example.row);
        let at = at.unwrap_or_else(|| panic!("no such row: {}", example.row));
        let row = &rows[at];
        let (decided, told) = decide(&example.given, rows);
        assert_eq!(says(decided), row.says);
        assert_eq!(told, example.told, "{}", row.says);
        for &rule in &told {
            assert!(tells(row, rule), "{rule:?}: {}", row.says);
        }
        let (below, told_below) = decide(&example.given, &rows[at + 1..]);
        assert!(
            level(below) != row.level || told_below != told,
            "not needed for its example: {}",
            row.says
        );
        let neighbour = format!("{}, neighbour of: {}", example.neighbour_is, row.says);
        let (other, _) = decide(&example.neighbour, rows);
        match example.then {
            Then::Gets(lower) => {
                assert_eq!(level(other), lower, "{neighbour}");
                assert!(lower < row.level, "not lower: {neighbour}");
            }
            Then::GoesTo(sentence) => {
                assert_eq!(says(other), sentence, "{neighbour}");
                assert_ne!(sentence, row.says);
                assert!(level(other) >= row.level, "lower: {neighbour}");
            }
        }
    }
}
