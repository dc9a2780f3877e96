//! How long the way on to a danger waits.

use crate::form::{Faults, Json, Problem};

/// Seconds that are always waited.
pub(crate) const SHORTEST: u32 = 10;
/// Seconds that can be chosen.
const CHOICES: [u32; 4] = [SHORTEST, 30, 60, 300];

pub(crate) fn read(value: &Json, key: &str, faults: &mut Faults) -> Option<u32> {
    let Json::Number(number) = value else {
        return faults.refuse(key, Problem::Type);
    };
    let chosen = CHOICES
        .into_iter()
        .find(|seconds| Json::Number(f64::from(*seconds)) == Json::Number(*number));
    chosen.or_else(|| faults.refuse(key, Problem::Choice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_lengths_can_be_chosen_and_none_below_the_shortest() {
        let table = [
            ("10", Ok(10)),
            ("30", Ok(30)),
            ("60", Ok(60)),
            ("300", Ok(300)),
            ("0", Err(Problem::Choice)),
            ("5", Err(Problem::Choice)),
            ("10.5", Err(Problem::Choice)),
            ("-60", Err(Problem::Choice)),
            ("301", Err(Problem::Choice)),
            (r#""60""#, Err(Problem::Type)),
            ("null", Err(Problem::Type)),
        ];
        for (given, expected) in table {
            let mut faults = Faults::default();
            let read = read(&serde_json::from_str(given).unwrap(), "wait", &mut faults);
            let problem = faults.found.first().map(|fault| fault.problem);
            assert_eq!(read.ok_or(problem), expected.map_err(Some), "{given}");
        }
    }
}
