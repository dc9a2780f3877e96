//! Pictures of QR codes: each code's text goes the way of pasted text.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};

use serde::Serialize;
use vigicolis::Engine;
use vigicolis::paste::{PasteResult, assess};
use vigicolis_qr::header::{self, Format, HeaderError};
use vigicolis_qr::{Picture, read};

use crate::answer::write_line;

/// Most bytes of a file, as in the extension.
const MAX_FILE: u64 = 30_000_000;

/// One answer about a code.
#[derive(Serialize)]
struct CodeAnswer<'a> {
    file: &'a str,
    /// Which of the picture's codes, from 1.
    code: usize,
    of: usize,
    text: &'a str,
    checked: PasteResult,
}

/// One answer about a file in which nothing was read.
#[derive(Serialize)]
struct Unread<'a> {
    file: &'a str,
    error: &'static str,
}

/// Answers one line a code, or one a file without any.
pub(crate) fn run(engine: &Engine, files: &[String], out: impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    for file in files {
        match texts_of(file) {
            Ok(texts) => {
                for (place, text) in (1..).zip(&texts) {
                    let answer = CodeAnswer {
                        file,
                        code: place,
                        of: texts.len(),
                        text,
                        checked: assess(text, engine),
                    };
                    write_line(&mut out, &answer)?;
                }
            }
            Err(error) => write_line(&mut out, &Unread { file, error })?,
        }
    }
    out.flush()
}

fn texts_of(path: &str) -> Result<Vec<String>, &'static str> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes))
        .map_err(|_| "unopened")?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(HeaderError::TooLarge.id());
    }
    let found = header::measure(&bytes).map_err(HeaderError::id)?;
    let format = match found.format {
        Format::Png => image::ImageFormat::Png,
        Format::Jpeg => image::ImageFormat::Jpeg,
        Format::Gif => image::ImageFormat::Gif,
        Format::Webp => image::ImageFormat::WebP,
        Format::Bmp => image::ImageFormat::Bmp,
        _ => return Err(HeaderError::Unknown.id()),
    };
    let broken = HeaderError::Broken.id();
    let unpacked = image::load_from_memory_with_format(&bytes, format).map_err(|_| broken)?;
    let rgba = unpacked.into_rgba8();
    let side = |length: u32| usize::try_from(length).unwrap_or(usize::MAX);
    let (width, height) = (side(rgba.width()), side(rgba.height()));
    let picture = Picture::from_rgba(rgba.as_raw(), width, height).map_err(|_| broken)?;
    let texts: Vec<String> = read(&picture).into_iter().map(|code| code.text).collect();
    if texts.is_empty() {
        return Err("codeless");
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::{Value, json};
    use vigicolis::service::Choices;
    use vigicolis::service::{Reply, Request, Sender, Service};

    use super::*;

    /// The committed picture or broken file of this name.
    fn answers(name: &str) -> Vec<Value> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/codes");
        let path = folder.join(name);
        let mut out = Vec::new();
        run(
            &Engine::default(),
            &[path.to_str().unwrap().to_owned()],
            &mut out,
        )
        .unwrap();
        let lines = String::from_utf8(out).unwrap();
        let lines = lines.lines().map(serde_json::from_str);
        lines.collect::<Result<_, _>>().unwrap()
    }

    /// What the popup is told of a pasted text.
    fn pasted(text: &str) -> Value {
        let request = Request::CheckPaste {
            text: text.to_owned(),
            displayed: false,
        };
        match Service::new(|_| None)
            .handle(&Sender::default(), &Choices::default(), None, request)
            .1
        {
            Reply::PasteResult { result } => serde_json::to_value(result).unwrap(),
            other => json!(format!("{other:?}")),
        }
    }

    #[test]
    fn a_code_is_answered_as_the_same_text_pasted() {
        for name in [
            "link.png",
            "several.png",
            "hostile.png",
            "white.png",
            "kanji.png",
        ] {
            let answers = answers(name);
            assert!(!answers.is_empty(), "{name}");
            for answer in answers {
                let text = answer.get("text").and_then(Value::as_str).unwrap();
                assert_eq!(answer.get("checked"), Some(&pasted(text)), "{name}");
            }
        }
    }

    #[test]
    fn several_codes_are_numbered() {
        let places: Vec<_> = answers("several.png")
            .iter()
            .map(|answer| (answer["code"].clone(), answer["of"].clone()))
            .collect();
        assert_eq!(places, [(json!(1), json!(2)), (json!(2), json!(2))]);
    }

    #[test]
    fn what_is_not_read_says_why() {
        let table = [
            ("plain.png", "codeless"),
            ("bomb.png", "large"),
            ("cut.png", "broken"),
            ("missing.png", "unopened"),
        ];
        for (name, error) in table {
            let answers = answers(name);
            let errors: Vec<_> = answers
                .iter()
                .map(|answer| answer["error"].clone())
                .collect();
            assert_eq!(errors, [json!(error)], "{name}");
        }
    }
}
