//! Compiles `data/` to the tables of `src/generated.rs`; refuses bad data by
//! file and line.

#[path = "build/mod.rs"]
mod data_build;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

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
fn run() -> io::Result<Vec<data_build::Problem>> {
    let folder = |variable: &str| {
        env::var_os(variable)
            .map(PathBuf::from)
            .ok_or(io::ErrorKind::NotFound)
    };
    let data = folder("CARGO_MANIFEST_DIR")?.join("data");
    let out = folder("OUT_DIR")?;
    let mut files = data_build::Files::new();
    read_folder(&data, "", &mut files)?;
    match data_build::build(&files) {
        Ok(output) => {
            fs::write(out.join("tables.rs"), output.tables)?;
            fs::write(out.join("case_tests.rs"), output.case_tests)?;
            fs::write(out.join("suffixes.bin"), output.automaton)?;
            Ok(Vec::new())
        }
        Err(problems) => Ok(problems),
    }
}

/// Reads every file below a folder.
fn read_folder(folder: &Path, prefix: &str, files: &mut data_build::Files) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            read_folder(&path, &format!("{prefix}{name}/"), files)?;
        } else {
            files.insert(format!("{prefix}{name}"), fs::read_to_string(&path)?);
        }
    }
    Ok(())
}
