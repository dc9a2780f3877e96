//! Mails' sources, and what is none, as files and web mails' pages give them.

use proptest::prelude::*;
use proptest::sample::select;
use vigicolis::mail::{self, MAX_DISPLAYED};
use vigicolis::paste::{self, PasteResult};

use crate::inputs::{self, engine, text};

/// A line of a source: headers, boundaries, encoded parts, HTML with style, and noise.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(vec![
            "", "", "", "MIME-Version: 1.0", "From: Chronopost <a@colis.example>", "From: =?utf-8?Q?=C3=A9?= <",
            "Subject: =?iso-2022-jp?B?GyRC?=", "Subject: =?utf-8?B?w6k=?=", "Received: from a by b.example",
            "Authentication-Results: b.example; dmarc=fail", "Content-Type: text/html; charset=utf-16",
            "Content-Type: text/html; charset=utf-8", "Content-Type: text/plain; format=flowed; delsp=yes",
            "Content-Type: multipart/mixed; boundary=a", "Content-Type: multipart/alternative; boundary=\"b\"",
            "Content-Type: multipart/related; boundary=a", "Content-Type: message/rfc822",
            "Content-Disposition: attachment; filename*0*=utf-8''%C3%A9; filename*1=x",
            "Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: quoted-printable", "--a", "--a--",
            "--b", "--b--", "PGEgaHJlZj0iaHR0cHM6Ly94LmV4YW1wbGUiPng8L2E+", "<a href=3D\"https://x.exam=", "ple\">x</a>",
            "<div style='display:none'>", "</div>", "<style>.a{display:none} @media{", "<p class=a>", "<!--[if mso]>",
            "<table><tr><td style='font-size:0'>", "</table>", "&eacute;&#x1F4E6;&#0;&nope;", "From - Thu",
        ]).prop_map(str::to_owned),
        2 => text(),
        1 => any::<String>(),
    ]
}

fn source() -> impl Strategy<Value = Vec<u8>> {
    let lines = prop::collection::vec(line(), 0..40);
    let end = select(vec!["\n", "\r\n", "\n\n", "\n "]);
    let head = select(vec!["MIME-Version: 1.0\nSubject: x\n", "", "\n\n", "> "]);
    (head, lines, end)
        .prop_map(|(head, lines, end)| format!("{head}{}", lines.join(end)).into_bytes())
}

proptest! {
    #![proptest_config(inputs::config())]

    #[test]
    fn any_source_is_read_within_its_bounds(source in prop_oneof![4 => source(), 1 => any::<Vec<u8>>()]) {
        let read = mail::read(&source);
        prop_assert_eq!(&mail::read(&source), &read);
        if let Some(mail) = read {
            prop_assert!(mail.text.len() <= MAX_DISPLAYED);
            let displayed = mail.as_displayed();
            // Nothing of a header can begin another line.
            let head = displayed.strip_suffix(&mail.text).unwrap_or_default();
            prop_assert!(head.lines().count() <= 6, "{}", head);
        }
    }

    #[test]
    fn a_file_is_answered_whatever_is_in_it(source in source()) {
        let characters: String = source.iter().copied().map(char::from).collect();
        if let PasteResult::Message { marks, source: Some(read), .. } = paste::assess(&characters, engine()) {
            let units = read.text.encode_utf16().count();
            prop_assert!(marks.iter().all(|mark| mark.start < mark.end && mark.end <= units));
        }
    }
}

/// What would take a minute if a thousand parts took a thousand times a thousand steps.
#[test]
fn repeated_parts_cost_no_more_than_their_length() {
    let head = "MIME-Version: 1.0\nContent-Type: text/html\n\n";
    for part in [
        "<div style='display:none'>",
        "<a href='https://x.example/'>",
        "<p><b>",
        "<li>",
        "</p>",
        "<style>a{",
        "<table><td>",
        "&amp",
        "<!--",
        "<a href=x ",
    ] {
        let source = format!("{head}{}", part.repeat(60_000));
        let mail = mail::read(source.as_bytes()).expect("a source");
        assert!(mail.text.len() <= MAX_DISPLAYED, "{part}");
    }
    for line in [
        "Content-Type: multipart/mixed; boundary=a\n\n--a\n",
        "Content-Type: message/rfc822\n\n",
        "Received: from a by b\n",
        " folded\n",
        "--a\n",
        "Subject: =?utf-8?Q?a?=\n",
    ] {
        let source = format!("MIME-Version: 1.0\nSubject: x\n{}", line.repeat(60_000));
        assert!(mail::read(source.as_bytes()).is_some(), "{line}");
    }
}
