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
