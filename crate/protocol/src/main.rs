//! Writes what goes over the wire between the engine and the extension, read from the engine's
//! own types: `protocol.d.ts` declares them for the type check, `protocol.json` holds their
//! closed lists of words for tests. Both are written at each build and kept nowhere else, so
//! that no copy can be stale.

use std::path::PathBuf;
use std::process::ExitCode;

mod declarations;

use declarations::Declarations;

const USAGE: &str = "usage: vigicolis-protocol OUT_DIR";

fn main() -> ExitCode {
    match write(std::env::args_os().skip(1).map(PathBuf::from)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            complain(&message);
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "a command-line tool speaks on stderr")]
fn complain(message: &str) {
    eprintln!("vigicolis-protocol: {message}");
}

fn write(mut arguments: impl Iterator<Item = PathBuf>) -> Result<(), String> {
    let (Some(out_dir), None) = (arguments.next(), arguments.next()) else {
        return Err(USAGE.to_owned());
    };
    let cannot = |error| format!("cannot write into {}: {error}", out_dir.display());
    std::fs::create_dir_all(&out_dir).map_err(cannot)?;
    let found = Declarations::of_the_wire();
    std::fs::write(out_dir.join("protocol.d.ts"), found.text()).map_err(cannot)?;
    std::fs::write(out_dir.join("protocol.json"), found.words()).map_err(cannot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_call_is_told_the_usage() {
        for words in [&[][..], &["a", "b"]] {
            let given = words.iter().map(PathBuf::from);
            assert_eq!(write(given), Err(USAGE.to_owned()), "{words:?}");
        }
    }
}
