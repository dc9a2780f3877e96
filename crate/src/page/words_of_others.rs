//! Words of others on a page: comments, reviews, guest books. Whoever quotes the
//! scam in a comment makes no scam of the page.
//!
//! Nobody can tell from a page's construction who wrote which words: a kit would
//! use the same elements and class names. So only what a visitor reads counts: a
//! line of its own that announces other people's words (`phrases/words_of_others.toml`).
//! What stands between it and the next heading speaks for no story and no claim.
//!
//! What it costs somebody who hides behind that: his own story stands under the
//! heading "Comments", without a headline. On a page that asks for a card, a code,
//! a bank login or an identity document the line counts only below a heading of
//! the page's own, and a word that may be the page's ("Review", a step of an order)
//! only where the page speaks by its address's name. And his carrier's name in title, headings, logo and files speaks
//! all the same.

use crate::address::Site;
use crate::data::{labels_below_heading, labels_of_others};
use crate::page::PageSnapshot;
use crate::page::fields::FormAnalysis;
use crate::page::own_name::names_itself;
use crate::page::words::PageWords;
use crate::text::fold;

/// Longest line that can be a label, in bytes.
const MAX_LABEL: usize = 60;

/// Takes the words of others out of a page.
pub(crate) fn leave_out(page: &mut PageSnapshot, ask: &FormAnalysis, site: &Site) {
    let careful = ask.secrets();
    let may_be_own_words = !careful || names_itself(&PageWords::of(page), &page.text, site);
    // A guest book: its entries may have headings. The title alone is too little:
    // few people see it.
    if !careful
        && page
            .headings
            .first()
            .is_some_and(|heading| is_label(heading))
    {
        page.headings.truncate(1);
        page.text.clear();
        return;
    }
    let is_heading = |line: &str| page.headings.iter().any(|heading| heading.trim() == line);
    let mut own = String::new();
    let (mut below_heading, mut others, mut any) = (false, false, false);
    for line in page.text.split('\n') {
        let words = line.trim();
        let announces = if below_heading {
            is_label(words) || may_be_own_words && is_label_below_heading(words)
        } else {
            is_label(words) && !careful
        };
        if announces {
            (others, any) = (true, true);
        } else if is_heading(words) && !is_label(words) {
            (below_heading, others) = (true, false);
        }
        if !others {
            own.push_str(line);
            own.push('\n');
        }
    }
    if any {
        page.text = own;
    }
}

/// Whether a line, or a heading, announces other people's words.
fn is_label(line: &str) -> bool {
    let counts = line.bytes().any(|byte| byte.is_ascii_digit());
    is_one_of(labels_of_others(), line) || counts && is_label_below_heading(line)
}

/// Whether a line below a heading of the page's own does.
fn is_label_below_heading(line: &str) -> bool {
    is_one_of(labels_below_heading(), line)
}

fn is_one_of(labels: &[&str], line: &str) -> bool {
    if line.is_empty() || line.len() > MAX_LABEL {
        return false;
    }
    let folded = fold(line);
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    labels.binary_search(&words.join(" ").as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case_support::engine;
    use crate::level::Level;
    use crate::rules::context::FrameContext;
    use crate::rules::testing::page;

    const STORY: &str = "Votre colis est retenu au centre de tri : il manque 1,99 € de frais de \
        livraison. Sans règlement sous 24 heures, il sera renvoyé. © Chronopost. Chronopost, \
        Chronopost.";
    const CARD: &[&str] = &["Numéro de carte", "Date d'expiration", "Cryptogramme"];
    const CONTACT: &[&str] = &["Nom", "Adresse e-mail", "Téléphone", "Ville"];

    /// The level of a page whose headings are those of its lines that begin with `#`.
    fn level(url: &str, lines: &[&str], labels: &[&str]) -> Level {
        let text: Vec<&str> = lines.iter().map(|line| line.trim_matches('#')).collect();
        let mut page = page(url, &text.join("\n"), labels);
        let headings = lines.iter().filter_map(|line| line.strip_prefix('#'));
        page.headings = headings.map(str::to_owned).collect();
        let judged = engine().assess_page(page, &FrameContext::default());
        judged.unwrap().verdict.level
    }

    #[test]
    fn a_label_is_a_line_of_its_own() {
        for line in [
            "Commentaires",
            "COMMENTAIRES (12)",
            "3 commentaires",
            "Avis clients (4,8/5)",
            "Livre d’or",
            "12 Comments",
            "Bewertungen",
            "Gästebuch",
            "Reacties",
            "Reseñas",
            "Recensioni",
            "Comentários",
            "Komentarze (2)",
        ] {
            assert!(is_label(line), "{line}");
        }
        for line in [
            "",
            "12",
            // a notice as well
            "Avis",
            "Avis de passage",
            "Commentaires sur votre colis retenu",
            "Laissez vos commentaires",
            "Votre colis",
        ] {
            assert!(!is_label(line), "{line}");
        }
    }

    #[test]
    fn a_guest_book_holds_words_of_others() {
        let at = "https://livre-lilas.github.io/";
        let book = ["#Livre d'or", "Merci à tous !", STORY];
        assert_eq!(level(at, &book, CONTACT), Level::Clear);
        let entries = ["#Livre d'or", "#Jean", STORY, "#Lucie", "Bravo !"];
        assert_eq!(level(at, &entries, CONTACT), Level::Clear);
        // The same words as the page's own.
        let own = ["#Votre livraison", "Merci à tous !", STORY];
        assert!(level(at, &own, CONTACT) >= Level::Caution);
        // A guest book asks for no card.
        assert_eq!(level(at, &book, CARD), Level::Danger);
    }

    #[test]
    fn a_comment_under_a_payment_page_does_not_speak_for_it() {
        let at = "https://mairie-lilas.example/regie";
        let page = ["#Paiement de la cantine", "Menu", "Commentaires", STORY];
        assert_eq!(level(at, &page, CARD), Level::Clear);
        let review = ["#Savon au miel", "12,50 €", "#Avis clients (1)", STORY];
        assert_eq!(level(at, &review, CARD), Level::Clear);
        let shop = "https://savons-lilas.example/miel";
        for label in ["#Avis", "Commentaire"] {
            let review = ["#Savons Lilas", "12,50 €", label, STORY];
            assert_eq!(level(shop, &review, CARD), Level::Clear, "{label}");
            // a page of no name may mean its own words
            let strange = "https://azur-nacre.example/miel";
            assert_eq!(level(strange, &review, CARD), Level::Danger, "{label}");
        }
        let counted = ["#Savon au miel", "12,50 €", "1 commentaire", STORY];
        assert_eq!(level(at, &counted, CARD), Level::Clear);
        // A notice stands above all, or is none of a page with a heading.
        let notice = ["#Avis", STORY];
        assert_eq!(level(at, &notice, CARD), Level::Danger);
    }

    #[test]
    fn a_story_of_the_page_itself_counts() {
        let at = "https://azur-nacre.example/p";
        for page in [
            &["#Votre colis", STORY, "Commentaires", "Merci !"][..],
            // above all, before the page said anything
            &["Commentaires", STORY],
            &["Suivi", "Commentaires", STORY],
            // the next heading is the page's own
            &[
                "#Paiement",
                "Commentaires",
                "Merci !",
                "#Votre colis",
                STORY,
            ],
            // no line of its own
            &["#Paiement", "Commentaires : voir plus bas", STORY],
        ] {
            assert_eq!(level(at, page, CARD), Level::Danger, "{page:?}");
        }
    }

    #[test]
    fn a_claim_in_title_or_logo_counts_all_the_same() {
        let lines = "Paiement\nCommentaires\n".to_owned() + STORY;
        let mut titled = page("https://azur-nacre.example/p", &lines, CARD);
        titled.headings = vec!["Paiement".into()];
        let mut with_logo = titled.clone();
        titled.title = "Chronopost - Suivi".into();
        with_logo.headings.insert(0, "Chronopost".into());
        with_logo.images.push(crate::page::Image {
            src: "https://azur-nacre.example/logo.png".into(),
            alt: "Chronopost".into(),
        });
        with_logo.title = "Suivi Chronopost et paiement de la livraison".into();
        for page in [titled, with_logo] {
            let judged = engine().assess_page(page, &FrameContext::default());
            assert_eq!(judged.unwrap().verdict.level, Level::Danger);
        }
    }
}
