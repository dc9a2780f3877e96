//! The data's own cases as tests, one a file and list.

use std::fmt::Write;

use super::brand::Brand;
use super::breaches::Breaches;
use super::lures::Story;
use super::tracking::Format;

/// Writes the tests.
pub(crate) fn write(
    brands: &[Brand],
    stories: &[Story],
    cues: &[Story],
    takings: &[Story],
    formats: &[Format],
    breaches: &Breaches,
) -> String {
    let mut out = String::new();
    for brand in brands {
        let name = format!("brands_{}", brand.id.replace('-', "_"));
        for (list, cases) in [("flag", &brand.flag), ("pass", &brand.pass)] {
            let body = format!(
                "case_support::assert_{list}(case, \"crate/data/{}\")",
                brand.file
            );
            write_test(&mut out, &format!("{name}_{list}"), cases, &body);
        }
    }
    let folders = [
        ("lures", "", stories),
        ("cues", "cue_", cues),
        ("takings", "taking_", takings),
    ];
    for (folder, kind, story) in folders
        .into_iter()
        .flat_map(|(folder, kind, stories)| stories.iter().map(move |story| (folder, kind, story)))
    {
        for (list, cases) in [("hit", &story.hit), ("miss", &story.miss)] {
            let body = format!(
                "case_support::assert_{kind}{list}({:?}, case, \"crate/data/{}\")",
                story.id, story.file
            );
            write_test(
                &mut out,
                &format!("{folder}_{}_{list}", story.id),
                cases,
                &body,
            );
        }
    }
    for format in formats {
        for (list, cases) in [("valid", &format.valid), ("invalid", &format.invalid)] {
            let body = format!(
                "case_support::assert_{list}_number({:?}, case, \"crate/data/numbers/tracking.toml\")",
                format.id
            );
            write_test(
                &mut out,
                &format!("tracking_{}_{list}", format.id),
                cases,
                &body,
            );
        }
    }
    for (list, cases) in [("tell", &breaches.tell), ("silent", &breaches.silent)] {
        let body = format!("case_support::assert_{list}(case, \"crate/data/help/breaches.toml\")");
        write_test(&mut out, &format!("breaches_{list}"), cases, &body);
    }
    out
}

/// Writes one test that looks at each case.
fn write_test(out: &mut String, name: &str, cases: &[String], body: &str) {
    let _ = writeln!(
        out,
        "#[test]\nfn {name}() {{\n    for case in {cases:?} {{\n        crate::{body};\n    }}\n}}\n"
    );
}
