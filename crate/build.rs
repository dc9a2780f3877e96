//! Compiles `data/` to the tables of `src/generated.rs`; refuses bad data by
//! file and line.

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs, io};

use vigicolis_compiler::Problem;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=data");
    match run() {
        Ok(problems) if problems.is_empty() => ExitCode::SUCCESS,
        Ok(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            println!("cargo::error=cannot compile crate/data: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the outcome, or gives what is wrong with the data.
fn run() -> io::Result<Vec<Problem>> {
    let folder = |variable: &str| {
        env::var_os(variable)
            .map(PathBuf::from)
            .ok_or(io::ErrorKind::NotFound)
    };
    let data = folder("CARGO_MANIFEST_DIR")?.join("data");
    let out = folder("OUT_DIR")?;
    match vigicolis_compiler::build(&vigicolis_compiler::read_folder(&data)?) {
        Ok(output) => {
            fs::write(out.join("tables.rs"), output.tables)?;
            fs::write(out.join("case_tests.rs"), output.case_tests)?;
            Ok(Vec::new())
        }
        Err(problems) => Ok(problems),
    }
}
