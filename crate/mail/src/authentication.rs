//! What the receiving server found out about the sender. Anybody can write such a header
//! into a mail; only the one that the reader's own server put counts.

use crate::header::Fields;

/// Answers that confirm nobody, the weightiest first.
const FAILURES: &[&str] = &["dmarc=fail", "spf=fail", "dkim=fail", "spf=softfail"];

/// Whether a server's results say an outcome, as `dmarc=pass`: as a result of their own, and not
/// in what the sender chose, an envelope's address in quotes or a comment.
#[must_use]
pub fn says(results: &str, outcome: &str) -> bool {
    plain(results)
        .split(';')
        .any(|result| result.split_whitespace().next() == Some(outcome))
}

/// Results without what stands in quotes and comments.
fn plain(results: &str) -> String {
    let mut out = String::new();
    let (mut quoted, mut escaped, mut depth) = (false, false, 0_u32);
    for c in results.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted || depth > 0 => escaped = true,
            '"' if depth == 0 => quoted = !quoted,
            _ if quoted => {}
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            c => out.push(c),
        }
    }
    out
}

/// Why the receiving server could not confirm the sender.
pub(crate) fn failure(fields: &Fields<'_>) -> Option<&'static str> {
    let from = fields
        .mailbox("from")
        .unwrap_or_default()
        .address
        .to_lowercase();
    let from = from.rsplit('@').next().unwrap_or_default();
    let found = results(fields, from)?;
    // DMARC has the last word, and the sender's own signature lasts where a forwarder is not
    // in the sender's list.
    if says(&found, "dmarc=pass") || is_signed_by(&found, from) {
        return None;
    }
    FAILURES
        .iter()
        .copied()
        .find(|failure| says(&found, failure))
}

/// The results that the receiving server put, all of one hop in one text.
fn results(fields: &Fields<'_>, from: &str) -> Option<String> {
    let mut found = String::new();
    let mut server: Option<String> = None;
    // Who received it last, further up.
    let mut by: Option<String> = None;
    let mut hops = 0;
    for (name, value) in fields.each() {
        match name {
            "received" if server.is_some() => break,
            "received" => {
                hops += 1;
                by = host_after(&value, " by ").or(by);
            }
            "authentication-results" => {
                let id = server_of(&value);
                match &server {
                    Some(server) if *server == id => {}
                    Some(_) => break,
                    None if is_receivers(&id, by.as_deref(), from) => server = Some(id),
                    // The topmost is not the receiving server's: there is none of it.
                    None => break,
                }
                found.push_str(&value);
                found.push(';');
            }
            "received-spf" if hops <= 1 || server.is_some() => {
                let fails = value.trim_start().starts_with("fail");
                found.push_str(if fails { "spf=fail;" } else { "" });
            }
            _ => {}
        }
    }
    (!found.is_empty()).then_some(found)
}

/// Whether a server's name is that of who received the mail: nobody stands above it, or the
/// server that does.
fn is_receivers(id: &str, by: Option<&str>, from: &str) -> bool {
    match by {
        // One that the sender wrote stands below what the receiving server wrote.
        Some(by) => is_of(by, id) || id.is_empty() && is_of(by, "outlook.com"),
        None => from.is_empty() || !is_of(id, from),
    }
}

/// The server that a header of results names; Microsoft's name none.
fn server_of(value: &str) -> String {
    let first = value.split(';').next().unwrap_or_default();
    let id = first.split_whitespace().next().unwrap_or_default();
    if id.contains('=') {
        String::new()
    } else {
        id.to_owned()
    }
}

fn host_after(value: &str, word: &str) -> Option<String> {
    let (_, rest) = value.split_once(word)?;
    let host = rest
        .split_whitespace()
        .next()?
        .trim_matches(['[', ']', ';', '(', ')']);
    host.contains('.').then(|| host.to_owned())
}

/// Whether two hosts are of one organisation, as far as names tell it.
fn is_of(host: &str, other: &str) -> bool {
    let organisation = |host: &str| {
        let labels: Vec<&str> = host.rsplit('.').collect();
        // `co.uk` and the like
        let short = labels.get(1).is_some_and(|label| label.len() <= 3);
        let count = if short && labels.len() > 2 { 3 } else { 2 };
        labels
            .into_iter()
            .take(count)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let under = |host: &str, other: &str| {
        let rest = host.strip_suffix(other);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    host.contains('.')
        && other.contains('.')
        && (under(host, other) || under(other, host) || organisation(host) == organisation(other))
}

/// Whether a signature of the sender's own domain holds.
fn is_signed_by(found: &str, from: &str) -> bool {
    plain(found).split(';').any(|result| {
        let mut words = result.split_whitespace();
        words.next() == Some("dkim=pass")
            && words.any(|word| {
                let by = ["header.d=", "header.i="]
                    .iter()
                    .find_map(|name| word.strip_prefix(name));
                by.and_then(|by| by.rsplit('@').next())
                    .is_some_and(|by| is_of(by, from))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(head: &str) -> Option<&'static str> {
        let source = format!("{head}From: X <x@carrier.example>\n\n");
        failure(&Fields::split(source.as_bytes()).0)
    }

    #[test]
    fn the_receiving_servers_answer_counts() {
        for (head, failed) in [
            // nobody received it later
            (
                "Authentication-Results: mx.home.example; spf=pass; dmarc=fail\n",
                Some("dmarc=fail"),
            ),
            (
                "Authentication-Results: mx.home.example;\n spf=fail\n smtp.mailfrom=x\n",
                Some("spf=fail"),
            ),
            (
                "Authentication-Results: mx.home.example; spf=softfail; dmarc=pass\n",
                None,
            ),
            // below the line of the server that put it
            (
                "Received: by 2002:a05:1 with SMTP id x\nReceived: from a by mx.google.com with ESMTPS\nAuthentication-Results: mx.google.com; dmarc=fail\n",
                Some("dmarc=fail"),
            ),
            (
                "Received: from a.outlook.com by b.prod.outlook.com with HTTPS\nAuthentication-Results: spf=fail (sender IP is 1) smtp.mailfrom=x; dkim=none\n",
                Some("spf=fail"),
            ),
            // one server's, in several headers
            (
                "Authentication-Results: mx.home.example; spf=pass\nAuthentication-Results: mx.home.example; dmarc=fail\n",
                Some("dmarc=fail"),
            ),
            ("Received-SPF: fail (home.example)\n", Some("spf=fail")),
            ("Received-SPF: pass (home.example)\n", None),
        ] {
            assert_eq!(found(head), failed, "{head}");
        }
    }

    #[test]
    fn what_the_sender_chose_says_nothing() {
        for (head, failed) in [
            (
                "Authentication-Results: mx.home.example; spf=pass smtp.mailfrom=\"dmarc=pass@evil.example\"; dmarc=fail header.from=x\n",
                Some("dmarc=fail"),
            ),
            (
                "Authentication-Results: mx.home.example; spf=pass smtp.mailfrom=\"a; dmarc=fail\"; dmarc=pass\n",
                None,
            ),
            (
                "Authentication-Results: mx.home.example; spf=fail (domain of dmarc=pass; dmarc=pass) smtp.mailfrom=x\n",
                Some("spf=fail"),
            ),
        ] {
            assert_eq!(found(head), failed, "{head}");
        }
    }

    #[test]
    fn what_others_wrote_counts_for_nothing() {
        for head in [
            // below the receiving server's line, by another name
            "Received: from a by mx.home.example with ESMTP\nAuthentication-Results: mx.carrier.example; dmarc=fail\n",
            "Received: from a by mx.home.example with ESMTP\nAuthentication-Results: elsewhere.example; dmarc=fail\n",
            // by the sender's own name
            "Authentication-Results: mx.carrier.example; dmarc=fail\n",
            // another server's below the receiving one's
            "Authentication-Results: mx.home.example; dmarc=none\nAuthentication-Results: mx.other.example; dmarc=fail\n",
            "Authentication-Results: mx.home.example; dmarc=none\nReceived: from a by mx.home.example\nAuthentication-Results: mx.home.example; dmarc=fail\n",
            "ARC-Authentication-Results: i=1; mx.other.example; dmarc=fail\n",
            "Received: from a by b.home.example\nReceived: from c by d.list.example\nReceived-SPF: fail\n",
        ] {
            assert_eq!(found(head), None, "{head}");
        }
    }

    #[test]
    fn the_senders_signature_outlasts_a_forwarder() {
        let head = |by: &str| {
            format!(
                "Authentication-Results: mx.home.example; spf=fail smtp.mailfrom=x; dkim=pass header.d={by} header.s=s\n"
            )
        };
        assert_eq!(found(&head("carrier.example")), None);
        assert_eq!(found(&head("mail.carrier.example")), None);
        assert_eq!(found(&head("other.example")), Some("spf=fail"));
    }
}
