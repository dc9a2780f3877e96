//! Page snapshots: `clamp`, JSON in and out, `Engine::assess_page`.

use proptest::prelude::*;
use proptest::sample::select;
use vigicolis::MAX_DETAIL;
use vigicolis::page::{Field, Form, Image, Link, MAX_TEXT};
use vigicolis::{FrameContext, Level, PageSnapshot};

use crate::address::is_official;
use crate::inputs::{self, address, brands, engine, host, official_domain, text};

/// A field, often of a card.
fn field() -> impl Strategy<Value = Field> {
    let kind = select(vec![
        "", "text", "tel", "password", "email", "number", "search", "hidden", "x",
    ]);
    let size = prop_oneof![Just(-1), 0..30_i32, any::<i32>()];
    let label = prop_oneof![
        2 => select(vec!["Numéro de carte", "CVV", "MM/AA", "Date d'expiration", "Code SMS", "IBAN", "Nom"])
            .prop_map(str::to_owned),
        1 => text(),
    ];
    let name = prop_oneof![
        select(vec!["", "cardNumber", "cvc", "exp", "otp"]).prop_map(str::to_owned),
        text()
    ];
    let options = prop::collection::vec(text(), 0..3);
    (kind, size, label, name, options, any::<i32>(), -1..3_i32).prop_map(
        |(kind, maxlength, label, name, options, index, form)| Field {
            form,
            tag: "input".into(),
            kind: kind.into(),
            autocomplete: if maxlength == 7 {
                name.clone()
            } else {
                String::new()
            },
            placeholder: options.first().cloned().unwrap_or_default(),
            id: name.clone(),
            name,
            label,
            maxlength,
            options,
            index,
            ..Field::default()
        },
    )
}

/// A page of a few things of each kind.
pub(crate) fn page() -> impl Strategy<Value = PageSnapshot> {
    let words = (text(), text(), text(), text());
    let lists = (
        prop::collection::vec(text(), 0..4),
        prop::collection::vec((address(), text()), 0..4),
        prop::collection::vec(field(), 0..6),
    );
    (address(), words, lists, any::<bool>()).prop_map(
        |(url, (title, site_name, description, text), (headings, addresses, fields), flag)| {
            let pairs = || addresses.iter().cloned();
            PageSnapshot {
                url,
                title,
                site_name,
                description,
                text,
                buttons: headings.clone(),
                headings,
                images: pairs().map(|(src, alt)| Image { src, alt }).collect(),
                links: pairs().map(|(href, text)| Link { href, text }).collect(),
                forms: pairs().map(|(action, _)| Form { action }).collect(),
                scripts: pairs().map(|(src, _)| src).collect(),
                fields,
                noindex: flag,
                ..PageSnapshot::default()
            }
        },
    )
}

/// A page with more of everything than is looked at.
fn huge_page() -> impl Strategy<Value = PageSnapshot> {
    fn more<T: Clone>(list: &mut Vec<T>, times: usize) {
        *list = list
            .iter()
            .cycle()
            .take(list.len() * times)
            .cloned()
            .collect();
    }
    (page(), 1..400_usize, 1..4_000_usize).prop_map(|(mut page, entries, letters)| {
        page.text = page.text.repeat(letters);
        page.title = page.title.repeat(letters);
        for heading in &mut page.headings {
            *heading = heading.repeat(letters / 10);
        }
        for field in &mut page.fields {
            field.label = field.label.repeat(letters / 10);
        }
        more(&mut page.headings, entries);
        more(&mut page.links, entries);
        more(&mut page.images, entries);
        more(&mut page.fields, entries);
        page
    })
}

/// What a page around may bring along, stored and read back by a browser.
fn inherited() -> impl Strategy<Value = FrameContext> {
    let ids: Vec<&str> = brands().map(|brand| brand.id()).collect();
    let identity = prop_oneof![
        Just(None),
        select(ids).prop_map(|id| Some(id.to_owned())),
        text().prop_map(Some)
    ];
    (identity, any::<u32>()).prop_map(|(identity, lure)| FrameContext {
        identity,
        lure,
        ..FrameContext::default()
    })
}

/// Strings and lists of the page, each with its length in bytes or entries.
fn longest(page: &PageSnapshot) -> (usize, usize) {
    let strings = [
        &page.title,
        &page.site_name,
        &page.description,
        &page.refresh,
        &page.url,
    ];
    let lists = [&page.headings, &page.buttons, &page.scripts, &page.styles];
    let string = strings
        .into_iter()
        .chain(lists.into_iter().flatten())
        .chain(
            page.images
                .iter()
                .flat_map(|image| [&image.src, &image.alt]),
        )
        .chain(page.links.iter().flat_map(|link| [&link.href, &link.text]))
        .chain(page.forms.iter().map(|form| &form.action))
        .chain(
            page.fields
                .iter()
                .flat_map(|field| [&field.label, &field.name, &field.placeholder, &field.id]),
        )
        .map(String::len)
        .max()
        .unwrap_or_default();
    let list = [
        page.headings.len(),
        page.buttons.len(),
        page.scripts.len(),
        page.styles.len(),
        page.images.len(),
        page.links.len(),
        page.forms.len(),
        page.fields.len(),
    ];
    (string, list.into_iter().max().unwrap_or_default())
}

proptest! {
    #![proptest_config(inputs::config_of_pages())]

    #[test]
    fn a_clamped_page_is_within_its_bounds(page in huge_page()) {
        let mut clamped = page.clone();
        clamped.clamp();
        prop_assert!(clamped.text.len() <= MAX_TEXT);
        prop_assert!(page.text.starts_with(&clamped.text));
        let (string, list) = longest(&clamped);
        prop_assert!(string <= 3_000 && list <= 500, "{string} {list}");
        let mut again = clamped.clone();
        again.clamp();
        prop_assert_eq!(again, clamped);
    }

    #[test]
    fn a_page_survives_json(page in page()) {
        let json = serde_json::to_string(&page).expect("plain data");
        let back: PageSnapshot = serde_json::from_str(&json).expect("its own output");
        prop_assert_eq!(back, page);
    }

    #[test]
    fn a_page_is_judged_the_same_twice(page in page(), inherited in inherited()) {
        let engine = engine();
        let first = engine.assess_page(page.clone(), &inherited);
        let second = engine.assess_page(page.clone(), &inherited);
        prop_assert_eq!(first.is_ok(), engine.assess_url(&page.url).is_ok());
        let (Ok(first), Ok(second)) = (first, second) else { return Ok(()) };
        prop_assert_eq!(&first.verdict, &second.verdict);
        prop_assert_eq!(&first.inherited, &second.inherited);
        prop_assert_eq!(&first.ask.fields, &second.ask.fields);
        let verdict = first.verdict;
        prop_assert!(first.ask.fields.iter().all(|asked| asked.field < page.fields.len()));
        prop_assert_eq!(&verdict.asks, &first.inherited.asks);
        for reason in &verdict.reasons {
            prop_assert!(reason.detail.len() <= MAX_DETAIL, "{:?}: {}", reason.rule, reason.detail.len());
        }
        if verdict.level >= Level::Caution {
            prop_assert!(!verdict.reasons.is_empty());
        }
    }

    #[test]
    fn a_page_is_where_its_address_is(page in page(), inherited in inherited()) {
        // Not where the cut address would be: a long user name stands before the host.
        let alone = engine().assess_url(&page.url);
        let judged = engine().assess_page(page, &inherited);
        prop_assert_eq!(alone.map(|verdict| verdict.site), judged.map(|judged| judged.verdict.site));
    }

    #[test]
    fn no_page_can_talk_itself_official(mut page in page(), inherited in inherited(), domain in official_domain()) {
        page.title = format!("{domain} {}", page.title);
        page.site_name.clone_from(&domain);
        let Ok(judged) = engine().assess_page(page, &inherited) else { return Ok(()) };
        let host = &judged.verdict.site.host;
        prop_assert_eq!(judged.verdict.level == Level::Official, is_official(host), "{}", host);
    }

    #[test]
    fn an_official_page_is_never_flagged(mut page in page(), inherited in inherited(), domain in official_domain(), below in "([a-z0-9]{1,9}\\.)?") {
        page.url = format!("https://{below}{domain}/chronopost");
        let judged = engine().assess_page(page, &inherited).expect("an address");
        prop_assert_eq!(judged.verdict.level, Level::Official);
    }

    #[test]
    fn no_page_can_talk_away_its_host(mut page in page(), inherited in inherited(), host in host()) {
        let alone = engine().assess_url(&host).expect("a host").level;
        page.url = format!("https://{host}/");
        let judged = engine().assess_page(page, &inherited).expect("an address");
        if alone != Level::Clear {
            prop_assert!(judged.verdict.level >= alone);
        }
        prop_assert_eq!(alone == Level::Official, judged.verdict.level == Level::Official);
    }
}
