//! Turns the compiled engine into what an extension page can import: `NAME.js`,
//! `NAME_bg.wasm` and their type declarations.
//!
//! It is wasm-bindgen's command-line tool as a library, so that the version comes from
//! `Cargo.lock` like everything else and nobody has to install a matching tool by hand.

mod count;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

const USAGE: &str = "usage: vigicolis-bindgen INPUT.wasm OUT_DIR NAME [--names | --count]";

/// How the module differs from the one that is shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// In nothing.
    Shipped,
    /// Its functions have their names: what is measured by name.
    Named,
    /// It counts the instructions that it runs.
    Counting,
}

/// What the command line asks for.
struct Request {
    input: PathBuf,
    out_dir: PathBuf,
    name: String,
    kind: Kind,
}

fn main() -> ExitCode {
    let result = parse(std::env::args().skip(1)).and_then(|request| generate(&request));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            complain(&message);
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "a command-line tool speaks on stderr")]
fn complain(message: &str) {
    eprintln!("vigicolis-bindgen: {message}");
}

fn parse(args: impl Iterator<Item = String>) -> Result<Request, String> {
    let args: Vec<String> = args.collect();
    let (kind, args) = match args.split_last() {
        Some((last, args)) if last == "--names" => (Kind::Named, args),
        Some((last, args)) if last == "--count" => (Kind::Counting, args),
        _ => (Kind::Shipped, args.as_slice()),
    };
    let [input, out_dir, name] = args else {
        return Err(format!(
            "expected three arguments, got {}\n{USAGE}",
            args.len()
        ));
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if name.is_empty() || !name.chars().all(plain) {
        return Err(format!(
            "NAME may hold letters, digits and _ only, not {name:?}\n{USAGE}"
        ));
    }
    Ok(Request {
        input: PathBuf::from(input),
        out_dir: PathBuf::from(out_dir),
        name: name.clone(),
        kind,
    })
}

fn generate(request: &Request) -> Result<(), String> {
    check_is_wasm(&request.input)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&request.input)
        .out_name(&request.name)
        // The type check of the extension reads the declarations; build.sh keeps them
        // out of what is shipped.
        .typescript(true)
        // The caller says where the wasm lies. A default path would be looked for
        // beside the script, which is not where every caller has it.
        .omit_default_module_path(true)
        // A trap leaves the memory in an unknown state: the background takes a new instance.
        .reset_state_function(true)
        // Function names and the list of compilers are for debuggers, not for visitors.
        .remove_name_section(request.kind != Kind::Named)
        // As the compiler wrote them, names say the crate first.
        .demangle(false)
        .remove_producers_section(true);
    bindgen.web(true).map_err(|error| format!("{error:#}"))?;
    let written = bindgen.generate_output().and_then(|mut output| {
        if request.kind == Kind::Counting {
            count::add_counter(output.wasm_mut());
        }
        output.emit(&request.out_dir)
    });
    written.map_err(|error| {
        format!(
            "cannot bind {} into {}: {error:#}",
            request.input.display(),
            request.out_dir.display()
        )
    })
}

/// Says plainly what is wrong with the input, where the parser behind would only
/// speak of offsets.
fn check_is_wasm(path: &Path) -> Result<(), String> {
    let shown = path.display();
    let bytes = std::fs::read(path).map_err(|error| format!("cannot read {shown}: {error}"))?;
    if bytes.starts_with(b"\0asm") {
        Ok(())
    } else {
        Err(format!("{shown} is not a WebAssembly module"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_words(words: &[&str]) -> Result<Request, String> {
        parse(words.iter().map(ToString::to_string))
    }

    fn error_of<T>(result: Result<T, String>) -> String {
        result.err().unwrap_or_default()
    }

    #[test]
    fn three_arguments_are_a_request() {
        let request = parse_words(&["in.wasm", "out", "vigicolis"]);
        assert!(request.is_ok_and(|r| r.name == "vigicolis"
            && r.out_dir == Path::new("out")
            && r.kind == Kind::Shipped));
    }

    #[test]
    fn a_word_behind_asks_for_a_measured_module() {
        let kind = |word| parse_words(&["in.wasm", "out", "x", word]).map(|request| request.kind);
        assert_eq!(kind("--names"), Ok(Kind::Named));
        assert_eq!(kind("--count"), Ok(Kind::Counting));
        assert!(kind("--other").is_err());
    }

    #[test]
    fn a_wrong_call_is_told_the_usage() {
        for words in [
            &["in.wasm"][..],
            &[],
            &["a", "b", "c", "d"],
            &["a", "b", "../c"],
            &["a", "b", ""],
        ] {
            assert!(error_of(parse_words(words)).contains(USAGE), "{words:?}");
        }
    }

    #[test]
    fn what_is_no_wasm_is_named() {
        let this_file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/main.rs");
        assert!(error_of(check_is_wasm(&this_file)).contains("is not a WebAssembly module"));
        assert!(
            error_of(check_is_wasm(Path::new("no/such.wasm"))).contains("cannot read no/such.wasm")
        );
    }
}
