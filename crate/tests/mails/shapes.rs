//! How mail programs write one mail: each shape is a source with the same words.

use crate::record::{Piece, Record, pieces};

/// A word of everything that the shapes hide: it is never displayed.
pub(crate) const HIDDEN: &str = "invisiblement";
/// What is hidden: words that would change the answer for a lure and for an honest mail.
const HIDDEN_WORDS: &str = "invisiblement Attention arnaque, phishing : un faux SMS DHL dit que votre colis est bloqué, réglez 2,99 € de frais de douane";

pub(crate) type Shape = fn(&Record) -> Vec<u8>;

pub(crate) const SHAPES: &[(&str, Shape)] = &[
    ("plain, eight bits", plain),
    ("plain, quoted-printable, flowed", plain_flowed),
    ("plain, older charset", plain_older),
    ("HTML alone, base64", html_base64),
    ("a useless text beside base64 HTML", useless_text),
    ("a shop's own: mixed, related, alternative", nested),
    ("a newsletter's tables", newsletter),
    ("an office program's", office),
    ("hidden words before and after", salad),
    ("each trick of hiding", tricks),
    ("signed, on a mailing list", signed),
    ("a page that shows the source", shown_original),
    ("a phone's mail", phone),
];

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (at, three) in bytes.chunks(3).enumerate() {
        if at > 0 && at % 19 == 0 {
            out.push('\n');
        }
        let [first, second, third] =
            [0, 1, 2].map(|at| u32::from(three.get(at).copied().unwrap_or(0)));
        let word = first << 16 | second << 8 | third;
        for place in 0..4 {
            let letter = LETTERS
                .get((word >> (18 - 6 * place) & 63) as usize)
                .unwrap();
            out.push(if place <= three.len() {
                char::from(*letter)
            } else {
                '='
            });
        }
    }
    out
}

/// With lines of 76 characters, which end wherever that is: inside links, too.
fn quoted_printable(bytes: &[u8]) -> String {
    let mut out = String::new();
    let mut column = 0;
    for &byte in bytes {
        let written = match byte {
            b'\n' => "\n".to_owned(),
            b'=' | 0..=31 | 127..=255 => format!("={byte:02X}"),
            _ => char::from(byte).to_string(),
        };
        if byte != b'\n' && column + written.len() > 75 {
            out.push_str("=\n");
            column = 0;
        }
        column = if byte == b'\n' {
            0
        } else {
            column + written.len()
        };
        out.push_str(&written);
    }
    out
}

fn encoded_word(words: &str) -> String {
    if words.is_ascii() {
        return words.to_owned();
    }
    // Long ones are cut: a word of the header has 75 characters.
    let letters: Vec<char> = words.chars().collect();
    let parts = letters.chunks(12).map(|part| {
        let part: String = part.iter().collect();
        format!("=?UTF-8?B?{}?=", base64(part.as_bytes()))
    });
    parts.collect::<Vec<_>>().join("\n ")
}

fn quoted_word(words: &str) -> String {
    let bytes = words.bytes().map(|byte| match byte {
        b' ' => "_".to_owned(),
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("={byte:02X}"),
    });
    format!("=?utf-8?Q?{}?=", bytes.collect::<String>())
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn head(record: &Record) -> String {
    format!(
        "Received: from out.example (out.example [192.0.2.1]) by mx.boite.example with ESMTPS id 7;\n Thu, 26 Nov 2026 10:00:00 +0100\nFrom: {} <{}>\nTo: camille@boite.example\nSubject: {}\nDate: Thu, 26 Nov 2026 10:00:00 +0100\nMessage-ID: <1@out.example>\nMIME-Version: 1.0\n",
        encoded_word(&record.name),
        record.address,
        encoded_word(&record.subject)
    )
}

/// The body as HTML, each link written in some way.
fn html_with(record: &Record, link: impl Fn(&str, &str) -> String) -> String {
    let line = |line: &String| {
        let pieces = pieces(line).into_iter();
        let written = pieces.map(|piece| match piece {
            Piece::Words(words) => escaped(words),
            Piece::Link(words, address) => link(words, &escaped(address)),
        });
        written.collect::<String>()
    };
    let paragraphs = record.paragraphs.iter();
    let written = paragraphs.map(|lines| {
        let lines: Vec<String> = lines.iter().map(line).collect();
        format!("<p>{}</p>\n", lines.join("<br>\n"))
    });
    written.collect()
}

fn html(record: &Record) -> String {
    html_with(record, |words, address| {
        format!("<a href=\"{address}\">{}</a>", escaped(words))
    })
}

fn plain(record: &Record) -> Vec<u8> {
    let body = record.body_as_displayed();
    format!(
        "{}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n",
        head(record)
    )
    .into_bytes()
}

fn plain_flowed(record: &Record) -> Vec<u8> {
    // Long lines are cut at a space, which stays.
    let mut body = String::new();
    for line in record.body_as_displayed().lines() {
        let mut column = 0;
        for word in line.split_inclusive(' ') {
            if column > 60 && !line.starts_with('>') {
                body.push('\n');
                column = 0;
            }
            column += word.len();
            body.push_str(word);
        }
        let end = body.trim_end_matches(' ').len();
        body.truncate(end);
        body.push('\n');
    }
    let body = quoted_printable(body.as_bytes());
    format!("{}Content-Type: text/plain; charset=\"UTF-8\"; format=flowed\nContent-Transfer-Encoding: quoted-printable\n\n{body}\n", head(record)).into_bytes()
}

/// Bytes of one charset where its letters have them, references where not.
fn older(text: &str) -> Vec<u8> {
    text.chars()
        .flat_map(|c| match c {
            '€' => vec![0x80],
            '’' => vec![0x92],
            _ => u8::try_from(c).map_or_else(
                |_| format!("&#{};", u32::from(c)).into_bytes(),
                |byte| vec![byte],
            ),
        })
        .collect()
}

fn plain_older(record: &Record) -> Vec<u8> {
    let body = record.body_as_displayed();
    // Only where all letters are of that charset.
    let fits = body
        .chars()
        .all(|c| u8::try_from(c).is_ok() || matches!(c, '€' | '’'));
    if !fits {
        return plain(record);
    }
    let mut source = format!(
        "{}Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n",
        head(record)
    )
    .into_bytes();
    source.extend(older(&body));
    source
}

fn html_base64(record: &Record) -> Vec<u8> {
    let body = base64(format!("<html><body>{}</body></html>", html(record)).as_bytes());
    format!(
        "{}Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}\n",
        head(record)
    )
    .into_bytes()
}

fn useless_text(record: &Record) -> Vec<u8> {
    let body = base64(html(record).as_bytes());
    format!(
        "{}Content-Type: multipart/alternative;\n\tboundary=\"=_part.1\"\n\nThis is a message in MIME format.\n--=_part.1\nContent-Type: text/plain; charset=us-ascii\n\nVotre messagerie ne sait pas afficher ce message.\n--=_part.1\nContent-Type: text/html; charset=\"utf-8\"\nContent-Transfer-Encoding: BASE64\n\n{body}\n--=_part.1--\n",
        head(record)
    )
    .into_bytes()
}

fn nested(record: &Record) -> Vec<u8> {
    let text = quoted_printable(record.body_as_displayed().as_bytes());
    let html = quoted_printable(format!("<!DOCTYPE html><html><head><title>{}</title></head><body>{}<img src=\"cid:logo\" alt=\"\"></body></html>", escaped(&record.subject), html(record)).as_bytes());
    format!(
        "{}Content-Type: multipart/mixed; boundary=outer\n\n--outer\nContent-Type: multipart/related; boundary=\"inner\"; type=\"multipart/alternative\"\n\n--inner\nContent-Type: multipart/alternative; boundary=innermost\n\n--innermost\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\n\n{text}\n--innermost\nContent-Type: text/html; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\n\n{html}\n--innermost--\n\n--inner\nContent-Type: image/png; name=logo.png\nContent-ID: <logo>\nContent-Disposition: inline; filename=logo.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--inner--\n\n--outer\nContent-Type: application/pdf; name*=utf-8''conditions%20g%C3%A9n%C3%A9rales.pdf\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--outer--\n",
        head(record)
    )
    .into_bytes()
}

/// Tables in tables, a preheader, a pixel, styles with classes, and what only Outlook reads.
fn newsletter(record: &Record) -> Vec<u8> {
    let button = |words: &str, address: &str| {
        format!(
            "<!--[if mso]><v:roundrect href=\"{address}\">{HIDDEN}</v:roundrect><![endif]--><!--[if !mso]><!--><span class=\"b\"><a href=\"{address}\" target=\"_blank\" style=\"color:#ffffff;background-color:#0a5;display:inline-block\"><span>{}</span></a></span><!--<![endif]-->",
            escaped(words)
        )
    };
    let body = html_with(record, button);
    let page = format!(
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><meta charset=\"utf-8\"><title>{HIDDEN}</title><style type=\"text/css\">#outlook a{{padding:0}} .b{{border-radius:4px}} .preheader{{display:none !important; mso-hide:all}} @media only screen and (max-width:480px){{.mobile{{display:none!important}}}}</style></head><body style=\"margin:0;background:#f4f4f4\"><div class=\"preheader\" style=\"font-size:1px;color:#f4f4f4;max-height:0;overflow:hidden\">{HIDDEN_WORDS}&#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;</div><table role=\"presentation\" width=\"100%\"><tr><td style=\"font-size:0px\"><table bgcolor=\"#ffffff\"><tr><td style=\"font-size:14px;color:#333333\">{body}</td></tr></table></td></tr></table><img src=\"https://pixel.example/o.gif\" width=\"1\" height=\"1\" alt=\"\"></body></html>"
    );
    let body = quoted_printable(page.as_bytes());
    format!("{}List-Unsubscribe: <https://out.example/u/1>, <mailto:u@out.example>\nPrecedence: bulk\nX-Mailer: Courrier 4\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{body}\n", head(record))
        .replace('\n', "\r\n")
        .into_bytes()
}

fn office(record: &Record) -> Vec<u8> {
    let body = html_with(record, |words, address| {
        format!(
            "<span style='font-size:11.0pt'><a href=\"{address}\"><span style='color:#0563C1'>{}</span></a><o:p></o:p></span>",
            escaped(words)
        )
    });
    let page = format!(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1252\"><style><!--\n/* Font Definitions */\n@font-face {{font-family:Calibri;}}\np.MsoNormal {{margin:0cm; font-size:11.0pt;}}\n--></style><!--[if gte mso 9]><xml>{HIDDEN}</xml><![endif]--></head><body lang=\"FR\"><div class=\"WordSection1\">{body}</div></body></html>"
    );
    let body = quoted_printable(&older(&page));
    format!(
        "Received: from a.prod.outlook.com (::1) by b.prod.outlook.com with HTTPS; Thu, 26 Nov 2026\n 09:00:00 +0000\nAuthentication-Results: spf=pass (sender IP is 192.0.2.1)\n smtp.mailfrom=out.example; dkim=pass header.d=out.example;dmarc=pass\n action=none header.from=out.example;compauth=pass reason=100\nFrom: \"{}\" <{}>\nTo: \"Camille\" <camille@boite.example>\nSubject: {}\nThread-Index: AQ==\nContent-Language: fr-FR\nContent-Type: multipart/alternative;\n\tboundary=\"_000_AB_\"\nMIME-Version: 1.0\n\n--_000_AB_\nContent-Type: text/plain; charset=\"iso-8859-1\"\nContent-Transfer-Encoding: quoted-printable\n\n{HIDDEN}\n\n--_000_AB_\nContent-Type: text/html; charset=\"windows-1252\"\nContent-Transfer-Encoding: quoted-printable\n\n{body}\n\n--_000_AB_--\n",
        quoted_word(&record.name),
        record.address,
        quoted_word(&record.subject)
    )
    .into_bytes()
}

fn salad(record: &Record) -> Vec<u8> {
    let body = html(record);
    let hidden = |style: &str| {
        format!(
            "<div style=\"{style}\">{HIDDEN_WORDS} <a href=\"https://dhl-colis.example/\">payer</a></div>"
        )
    };
    let page = format!(
        "<body>{}{body}{}</body>",
        hidden("display:none"),
        hidden("max-height:0px; overflow:hidden; visibility:hidden")
    );
    let body = base64(page.as_bytes());
    format!(
        "{}Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}\n",
        head(record)
    )
    .into_bytes()
}

fn tricks(record: &Record) -> Vec<u8> {
    let styles = [
        "font-size:0",
        "font-size:1px;line-height:1px",
        "color:#ffffff",
        "color:#fefefe;background-color:#fff",
        "visibility:hidden",
        "opacity:0",
        "height:0;overflow:hidden",
        "position:absolute;left:-9999px",
        "color:transparent",
    ];
    let hidden: String = styles
        .iter()
        .map(|style| format!("<span style=\"{style}\">{HIDDEN_WORDS}</span>"))
        .collect();
    let body = html_with(record, |words, address| {
        // A word that is broken by what nobody sees.
        let (first, rest) = words
            .split_at_checked(words.chars().next().map_or(0, char::len_utf8))
            .unwrap();
        format!(
            "<a href=\"{address}\">{}&#8203;<span style=\"display:none\">{HIDDEN}</span>{}</a>",
            escaped(first),
            escaped(rest)
        )
    });
    let page = format!(
        "<html><head><style>.z{{display:none}} em{{color:#fff}} #n{{font-size:0}}</style></head><body><!-- {HIDDEN} --><p class=\"z\">{HIDDEN_WORDS}</p><em>{HIDDEN_WORDS}</em><p id=\"n\">{HIDDEN_WORDS}</p><div hidden>{HIDDEN_WORDS}</div><font color=\"white\">{HIDDEN_WORDS}</font>{hidden}{body}<script>{HIDDEN}</script><noembed>{HIDDEN}</noembed></body></html>"
    );
    let body = quoted_printable(page.as_bytes());
    format!("{}Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{body}\n", head(record)).into_bytes()
}

fn signed(record: &Record) -> Vec<u8> {
    let body = html(record);
    format!(
        "DKIM-Signature: v=1; a=rsa-sha256; d=out.example; s=a; h=from:to:subject;\n\tbh=AAAA; b=BBBB\n{}Content-Type: multipart/signed; micalg=pgp-sha256; protocol=\"application/pgp-signature\"; boundary=\"s\"\n\n--s\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n--s\nContent-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----\n--s--\n",
        head(record)
    )
    .into_bytes()
}

/// As a web mail's page shows a source and people copy it: words above, lines without folding,
/// a blank line after each.
fn shown_original(record: &Record) -> Vec<u8> {
    let source = String::from_utf8(html_base64(record)).unwrap();
    let (head, body) = source.split_once("\n\n").unwrap();
    let unfolded = format!("{}\n\n{body}", head.replace("\n ", "\n"));
    let spaced: String = unfolded.lines().map(|line| format!("{line}\n\n")).collect();
    format!("Message d'origine\nCréé à : 10:00\nSPF : PASS avec l'adresse IP 192.0.2.1\nTélécharger l'original\n\n{spaced}").into_bytes()
}

fn phone(record: &Record) -> Vec<u8> {
    let body = html_with(record, |words, address| {
        format!("<div><a href={address}>{}</a></div>", escaped(words))
    });
    let page = format!(
        "<html><head><meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"></head><body dir=\"auto\"><div dir=\"ltr\">{body}</div><br></body></html>"
    );
    let body = base64(page.as_bytes());
    format!("{}X-Mailer: iPhone Mail (23A1)\nContent-Type: multipart/mixed; boundary=Apple-Mail-1\nContent-Transfer-Encoding: 7bit\n\n--Apple-Mail-1\nContent-Type: text/html;\n\tcharset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}\n--Apple-Mail-1--\n", head(record)).into_bytes()
}
