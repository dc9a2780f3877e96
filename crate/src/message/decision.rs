//! The decision about a message: a list of rows, read from the top. The first row
//! of which all conditions hold decides the level, and its reasons are shown.

use super::MessageReason;
use super::evidence::Condition::{self, *};
use super::evidence::Evidence;
use super::read::Message;
use crate::brands::Registry;
use crate::decision_row::{self, Row, caution, clear, danger};
use crate::level::Level;

/// The rows. Of two that fit, the one that tells more stands first.
#[rustfmt::skip] // a row a line
const ROWS: &[Row<Condition>] = &[
    clear(&[OnlyWarns], "It speaks about the scam and quotes it."),

    danger(&[Contradicts, HidesDestination, DoesHarm], "It names a carrier that it is not, hides where it leads, and asks for what costs."),
    danger(&[Contradicts, DoesHarm], "It names a carrier that it is not, and asks for what costs."),
    danger(&[LeadsAway, HidesDestination, SurelyTellsStory, AsksForMoney], "It tells a parcel story beyond doubt, asks for money and hides where it leads."),

    caution(&[Contradicts, TellsOrPushes], "It names a carrier that it is not, and tells a story or pushes."),
    caution(&[Contradicts, AsksForAnswer], "It names a carrier that it is not, and wants an answer."),
    caution(&[LinkImitates], "Its link imitates a carrier."),
    caution(&[LeadsAway, HasFalseSender], "It leads away, and its sender is not who it says it is."),
    caution(&[LeadsAway, SurelyTellsStory], "It tells a parcel story beyond doubt, and leads away."),
    caution(&[LeadsAway, AsksToOpenLink], "It leads away, and wants an answer that makes its link work."),
    caution(&[LeadsAway, SpeaksOfParcels, TellsStory], "It tells a parcel story, and leads away."),
    caution(&[LeadsAway, SpeaksOfParcels, Pushes], "It speaks of parcels, leads away and pushes."),
    caution(&[LeadsAway, SpeaksOfParcels, AsksForAnswer], "It speaks of parcels, leads away and wants an answer."),
    caution(&[LeadsElsewhere, IsShortened], "A carrier's parcels behind a shortened link."),
    caution(&[HasPremiumNumber, SpeaksOfParcels], "It speaks of parcels, and wants a call that costs extra."),
    caution(&[HasPremiumNumber, PromisesPrize], "It promises a prize, and wants a call that costs extra."),
    caution(&[AsksForCode], "It asks for a code."),
    caution(&[HasPlainNumber, TellsStory], "A carrier tells a parcel story from an ordinary telephone."),
    caution(&[HasForeignNumber, TellsOrPushes], "It tells a story or pushes, with a number of a country where the carrier does not work."),
    caution(&[LacksLink, TellsStory], "It tells a parcel story, and its link was lost on the way."),
    caution(&[HasNoLink, AsksForAnswer, TellsStory], "It tells a parcel story, and wants an answer."),
    caution(&[HasNoLink, AsksForDetails, TellsStory], "It tells a parcel story, and wants details."),
    caution(&[HasNoLink, OrdersToPay, SpeaksOfParcels], "It speaks of parcels, and orders to pay a sum."),
    caution(&[HasNoLink, AsksForMoney, NamesSmallSum], "It asks for a small sum."),
    caution(&[HasNoLink, TellsWholeStory], "It tells a parcel story from end to end."),
    caution(&[HasNoLink, IsDriverWithNumber], "A driver of nobody wants a call."),
    caution(&[HasNoLink, BeginsTalk], "It begins a talk about a parcel."),
];

/// A level and its reasons, in the order in which they are told.
#[derive(Debug)]
pub(super) struct Decision {
    pub(super) level: Level,
    pub(super) reasons: Vec<MessageReason>,
    /// Whether it asks for money, where it is worth a warning.
    pub(super) asks_for_money: bool,
}

/// Decides.
pub(super) fn decide(message: &Message<'_>, registry: &Registry) -> Decision {
    let evidence = Evidence::of(message, registry);
    let asks_for_money = evidence.holds(AsksForMoney);
    match row_of(&evidence) {
        Some(row) if row.level > Level::Clear => Decision {
            level: row.level,
            reasons: reasons_of(row, evidence),
            asks_for_money,
        },
        _ => Decision {
            level: Level::Clear,
            reasons: Vec::new(),
            asks_for_money: false,
        },
    }
}

/// The reasons that tell of a row's conditions.
fn reasons_of(row: &Row<Condition>, evidence: Evidence) -> Vec<MessageReason> {
    let mut reasons = evidence.into_reasons();
    let rules = || row.needs.iter().flat_map(|need| need.rules());
    reasons.retain(|reason| rules().any(|&rule| rule == reason.rule));
    reasons
}

/// The first row that fits.
fn row_of(evidence: &Evidence) -> Option<&'static Row<Condition>> {
    decision_row::first(ROWS, |need| evidence.holds(need))
}

#[cfg(test)]
mod examples;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case_support::engine;
    use crate::message::{MessageRule, MessageVerdict};

    fn assess(text: &str) -> MessageVerdict {
        crate::message::assess(text, engine())
    }

    /// Which of some rows decides on a message, and the reasons that are shown.
    fn decided(
        text: &str,
        rows: &'static [Row<Condition>],
    ) -> (Option<&'static Row<Condition>>, Vec<MessageRule>) {
        let message = Message::read(text, engine());
        let evidence = Evidence::of(&message, engine().registry());
        let row = decision_row::first(rows, |need| evidence.holds(need));
        let reasons = row.map(|row| reasons_of(row, evidence)).unwrap_or_default();
        (row, reasons.iter().map(|reason| reason.rule).collect())
    }

    #[test]
    fn each_row_has_an_example() {
        let tells = |row: &Row<Condition>, rule| {
            let mut needs = row.needs.iter();
            needs.any(|need| need.rules().contains(&rule))
        };
        let decided = |text: &String, rows| decided(text, rows);
        decision_row::assert_each_has_an_example(ROWS, &examples::examples(), decided, tells);
    }

    #[test]
    fn danger_needs_a_contradiction_and_harm() {
        let table = [
            // the carrier's name, somebody else's link, and the story
            (
                "DPD : votre colis est bloqué https://infos-fr.example/x",
                Level::Danger,
            ),
            // the same link without a story
            (
                "DPD : votre colis arrive demain https://infos-fr.example/x",
                Level::Clear,
            ),
            // the story against a link of nobody
            (
                "Votre colis est bloqué https://infos-fr.example/x",
                Level::Caution,
            ),
            // the story and the carrier's own link
            (
                "DPD : votre colis est bloqué https://www.dpd.fr/x",
                Level::Clear,
            ),
            // an imitation, without a word
            ("https://chronopost-livraison.example/", Level::Caution),
        ];
        for (text, level) in table {
            assert_eq!(assess(text).level, level, "{text}");
        }
    }

    #[test]
    fn a_name_of_its_own_excuses_no_request_for_money() {
        let level = |text| assess(text).level;
        let asks = "Livrelia : frais de relivraison 1,99 € à payer https://livrelia.example/p";
        assert_eq!(level(asks), Level::Caution);
        let says = "Livrelia : votre colis est en attente https://livrelia.example/p";
        assert_eq!(level(says), Level::Clear);
    }

    #[test]
    fn who_warns_is_believed_unless_the_link_can_be_clicked() {
        let level = |text| assess(text).level;
        let quote = "Arnaque : le SMS renvoie vers chronopost-livraison[.]example";
        assert_eq!(level(quote), Level::Clear);
        let bait = "Stop arnaque : réglez 1,99 € sur https://chronopost-livraison.example";
        assert_eq!(level(bait), Level::Caution);
    }

    #[test]
    fn the_sender_of_a_mail_counts() {
        let first = |text: &str| assess(text).reasons.first().map(|reason| reason.rule);
        let mail = "From: Chronopost <x@avis.example>\nSubject: Colis\n\nVotre colis est retenu.";
        assert_eq!(first(mail), Some(MessageRule::NotItsSender));
        // A mailbox that anybody can have is no proof, whatever its domain.
        let mail = "From: La Poste <x@laposte.net>\nSubject: Colis\n\nVotre colis est retenu.";
        assert_eq!(first(mail), Some(MessageRule::NotItsSender));
        let mail = "From: La Poste <x@laposte.fr>\nSubject: Colis\n\nVotre colis est retenu.";
        assert_eq!(first(mail), None);
    }

    #[test]
    fn each_row_and_each_condition_counts() {
        decision_row::assert_each_counts(ROWS, Condition::ALL, |conditions| {
            row_of(&Evidence::of_conditions(conditions))
        });
    }

    #[test]
    fn more_evidence_never_lowers_the_level() {
        let flagged = ROWS.iter().skip(1).map(|row| row.level);
        assert!(flagged.is_sorted_by(|above, below| above >= below));
    }
}
