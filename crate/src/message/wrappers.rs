//! Addresses that stand around others: what mail filters, search engines and
//! messengers make of a link, and counters of clicks that tell nobody where
//! they lead.

use std::borrow::Cow;

use url::Url;

/// Wrappers that carry the address in their query: the host or the end of it
/// (with a dot in front), the start of the path, and the parameter.
///
/// Safe Links, Proofpoint v1, Barracuda, Trend Micro, `FortiMail`; then what
/// search engines, networks and messengers put around a link that leaves them.
const IN_QUERY: &[(&str, &str, &str)] = &[
    (".safelinks.protection.outlook.com", "/", "url"),
    (".safelinks.protection.office365.us", "/", "url"),
    ("statics.teams.cdn.office.net", "/", "url"),
    ("urldefense.proofpoint.com", "/v1/", "u"),
    ("linkprotect.cudasvc.com", "/", "a"),
    (".trendmicro.com", "/", "url"),
    ("deref-gmx.net", "/", "redirectUrl"),
    ("deref-web.de", "/", "redirectUrl"),
    ("deref-mail.com", "/", "redirectUrl"),
    ("l.facebook.com", "/l.php", "u"),
    ("lm.facebook.com", "/l.php", "u"),
    ("www.facebook.com", "/l.php", "u"),
    ("facebook.com", "/l.php", "u"),
    ("l.messenger.com", "/l.php", "u"),
    ("l.instagram.com", "/", "u"),
    ("www.youtube.com", "/redirect", "q"),
    ("www.linkedin.com", "/safety/go", "url"),
    ("slack-redir.net", "/link", "url"),
    ("vk.com", "/away.php", "to"),
    ("duckduckgo.com", "/l/", "uddg"),
    ("steamcommunity.com", "/linkfilter/", "url"),
];

/// Where no reader and no filter sees the destination: it stands in the
/// service's own database or is enciphered. The host or the end of it, and the
/// start of the path.
const KEEPING: &[(&str, &str)] = &[
    // counters of clicks of services that send mail for firms
    (".ct.sendgrid.net", "/"),
    (".list-manage.com", "/track/click"),
    ("mandrillapp.com", "/track/click"),
    (".mjt.lu", "/"),
    (".hubspotlinks.com", "/"),
    (".hubspotlinksfree.com", "/"),
    (".sendibt2.com", "/"),
    (".sendibt3.com", "/"),
    (".sendibm1.com", "/"),
    (".sendibm3.com", "/"),
    (".klclick.com", "/"),
    (".klclick1.com", "/"),
    (".rs6.net", "/"),
    (".cmail19.com", "/"),
    (".cmail20.com", "/"),
    // filters that keep the address: Mimecast
    (".mimecast.com", "/s/"),
    (".mimecastprotect.com", "/"),
];

/// Whether a host is this one, or under it where it starts with a dot.
fn is_at(host: &str, known: &str) -> bool {
    host == known || known.starts_with('.') && host.ends_with(known)
}

/// Whether an address hides its destination from everybody but its service.
pub(super) fn keeps_destination(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else {
        return false;
    };
    let host = url.host_str().unwrap_or_default();
    KEEPING
        .iter()
        .any(|(known, path)| is_at(host, known) && url.path().starts_with(path))
}

/// Takes an address out of wrappers, as many as stand around each other.
pub(super) fn unwrap_fully(address: Cow<'_, str>) -> (String, bool) {
    let mut address = address.into_owned();
    let mut wrapped = false;
    for _ in 0..3 {
        let Some(inner) = unwrap(&address) else {
            break;
        };
        address = inner;
        wrapped = true;
    }
    (address, wrapped)
}

/// The address inside a wrapper.
fn unwrap(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    let parameter = |name: &str| {
        let mut pairs = url.query_pairs();
        pairs.find_map(|(key, value)| (key == name).then(|| value.into_owned()))
    };
    let mut known = IN_QUERY.iter();
    let in_query = known.find(|(at, path, _)| is_at(host, at) && url.path().starts_with(path));
    let inner = if let Some((_, _, name)) = in_query {
        parameter(name)?
    } else if host == "urldefense.proofpoint.com" && url.path().starts_with("/v2/") {
        // v2: `-` stands for `%`, `_` for `/`.
        decode(&parameter("u")?.replace('-', "%").replace('_', "/"))
    } else if is_at(host, "urldefense.com") || is_at(host, ".urldefense.com") {
        // v3: between two underscores each side; a slash may have been lost to tidying.
        let (_, rest) = address.split_once("/v3/__")?;
        let (inner, _) = rest.split_once("__;").or_else(|| rest.split_once("__"))?;
        inner.replacen(":/", "://", usize::from(!inner.contains("://")))
    } else if is_at(host, ".awstrack.me") {
        // Amazon SES: the address is the second part of the path.
        decode(url.path().strip_prefix("/L0/")?.split('/').next()?)
    } else if host == "secure-web.cisco.com" {
        decode(url.path().rsplit('/').next()?)
    } else if host.starts_with("www.google.") && url.path() == "/url" {
        parameter("q").or_else(|| parameter("url"))?
    } else {
        return None;
    };
    (inner.starts_with("http://") || inner.starts_with("https://")).then_some(inner)
}

/// Percent-decoding, as the query of an address has it.
fn decode(coded: &str) -> String {
    let query = format!("http://decode.invalid/?v={}", coded.replace('&', "%26"));
    let decoded = Url::parse(&query).ok().and_then(|url| {
        let mut pairs = url.query_pairs();
        pairs.next().map(|(_, value)| value.into_owned())
    });
    decoded.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrappers_are_taken_off() {
        let table = [
            // mail filters
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fcolis.example%2Fa&data=x",
            "https://usg01.safelinks.protection.office365.us/?url=https%3A%2F%2Fcolis.example%2Fa",
            "https://urldefense.proofpoint.com/v1/url?u=https://colis.example/a&k=x%3D%3D",
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__colis.example_a&d=DwMF",
            "https://urldefense.com/v3/__https://colis.example/a__;!!x!y$",
            "https://urldefense.com/v3/__https:/colis.example/a__;!!x!y$",
            "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fcolis.example%2fa&c=E,1,x",
            "https://imsva91-ctp.trendmicro.com/wis/clicktime/v1/query?url=https%3a%2f%2fcolis.example%2fa&umid=x",
            "https://secure-web.cisco.com/1aBc-dEf/https%3A%2F%2Fcolis.example%2Fa",
            "https://deref-gmx.net/mail/client/x/dereferrer/?redirectUrl=https%3A%2F%2Fcolis.example%2Fa",
            // search engines, networks, messengers, senders
            "https://www.google.com/url?q=https://colis.example/a&sa=D",
            "https://www.google.fr/url?sa=t&url=https%3A%2F%2Fcolis.example%2Fa",
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fcolis.example%2Fa&h=x",
            "https://lm.facebook.com/l.php?u=https%3A%2F%2Fcolis.example%2Fa",
            "https://l.instagram.com/?u=https%3A%2F%2Fcolis.example%2Fa",
            "https://www.youtube.com/redirect?q=https%3A%2F%2Fcolis.example%2Fa",
            "https://www.linkedin.com/safety/go?url=https%3A%2F%2Fcolis.example%2Fa",
            "https://slack-redir.net/link?url=https%3A%2F%2Fcolis.example%2Fa",
            "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fcolis.example%2Fa",
            "https://x1.r.eu-west-1.awstrack.me/L0/https:%2F%2Fcolis.example%2Fa/1/0102/x",
            // one in another
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.com%2Fv3%2F__https%3A%2F%2Fcolis.example%2Fa__%3B!!x!y%24",
        ];
        for text in table {
            let (address, wrapped) = unwrap_fully(Cow::Borrowed(text));
            assert_eq!(address, "https://colis.example/a", "{text}");
            assert!(wrapped, "{text}");
        }
    }

    #[test]
    fn what_is_no_wrapper_stays() {
        for text in [
            "https://colis.example/?url=https%3A%2F%2Fwww.chronopost.fr%2F",
            "https://safelinks.protection.outlook.com.example/?url=https%3A%2F%2Fwww.chronopost.fr%2F",
            "https://l.facebook.com/l.php?u=javascript:alert(1)",
            "https://l.facebook.com/l.php",
            "https://urldefense.com/v3/",
            "https://www.google.com/search?q=https://colis.example/",
            "https://secure-web.cisco.com/",
            "no address",
        ] {
            let (address, wrapped) = unwrap_fully(Cow::Borrowed(text));
            assert_eq!((address.as_str(), wrapped), (text, false));
        }
    }

    #[test]
    fn who_keeps_the_destination() {
        for (address, keeps) in [
            ("https://u123.ct.sendgrid.net/ls/click?upn=x", true),
            ("https://boutique.us1.list-manage.com/track/click?u=x", true),
            (
                "https://protect-eu.mimecast.com/s/AbCd?domain=colis.example",
                true,
            ),
            ("https://url.uk.m.mimecastprotect.com/s/x", true),
            ("https://ct.sendgrid.net.example/ls/click", false),
            ("https://www.mimecast.com/", false),
            ("https://colis.example/track/click", false),
        ] {
            assert_eq!(keeps_destination(address), keeps, "{address}");
        }
    }
}
