//! Sorting of short lists. By hand: each list that the standard library sorts costs 3 kB of wasm.

/// Sorts by a key; items of equal keys stay as they stand.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let falls = |items: &[T], at: usize| {
        let pair = items.get(at - 1).zip(items.get(at));
        pair.is_some_and(|(one, next)| key(one) > key(next))
    };
    for end in 1..items.len() {
        let mut at = end;
        while at > 0 && falls(items, at) {
            items.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sort_by_key;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        for length in 0..40_usize {
            let mut items: Vec<(usize, usize)> = (0..length).map(|at| (at * 31 % 7, at)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_by_key(&mut items, |item| item.0);
            assert_eq!(items, expected);
        }
    }
}
