//! The decision: a list of rows, read from the top. The first row of which all
//! conditions hold decides the level, and its reasons are shown.
//!
//! - `Official`: the host is on a brand's official domain.
//! - `Danger`: a contradiction (who it says it is, or the story it tells,
//!   against where it is) *and* harm (what it asks for).
//! - `Caution`: a contradiction or a story without harm yet, or harm at a place
//!   that is nobody's.
//! - `Clear`: nothing to say. Never "safe".

use super::evidence::Condition::{self, *};
use super::evidence::Evidence;
use crate::decision_row::{self, Row, caution, clear, danger, official};
use crate::level::Level;
use crate::rules;
use crate::rules::finding::{Finding, RuleId};

/// The rows. Of two that fit, the one that tells more stands first.
#[rustfmt::skip] // a row a line
const ROWS: &[Row<Condition>] = &[
    official(&[OnOfficialDomain], "It is on a brand's own domain."),
    clear(&[IsKnownParty], "It is a known party's place, which has no need to pretend."),

    danger(&[Imitates, TellsStory, AsksForSecrets], "It claims a carrier that it is not, tells of a parcel and asks for a card, a code or an identity."),
    danger(&[Imitates, AsksForSecrets], "It claims a carrier that it is not, and asks for a card, a code or an identity."),
    danger(&[Imitates, AsksForContact, TellsStory], "It claims a carrier that it is not, tells of a parcel and asks for name and address."),
    danger(&[Imitates, TellsStory, TakesElsewhere], "It claims a carrier that it is not, tells of a parcel and takes by other means than a form."),
    danger(&[Imitates, SurelyTakesElsewhere], "It claims a carrier that it is not, and asks for what can't be got back."),
    danger(&[PageSurelyImitates, IsNobodysPlace, AsksForPassword], "It claims a carrier beyond doubt that it is not, at a place of nobody, and asks for a password."),
    danger(&[IsNameless, IsAnybodysPlace, BearsCarriersName, AsksForPassword], "A page of no name, where anybody can be, stands under a carrier's name and asks for a password."),
    danger(&[ShowsSender, AsksCodeAfterCard], "It shows a bank's name that it is not, and asks for a code after a card."),
    danger(&[PosesAsSender, AsksForLastingSecrets], "It presents itself as a bank, an authority or another sender that it is not, and asks for a card, a bank login or an identity."),
    danger(&[PosesAsSender, AsksForCode, LooksThrowaway], "It presents itself as a bank, an authority or another sender that it is not, and asks for a code on a page made to be thrown away."),
    danger(&[PosesAsSender, IsDeadEnd, AsksForPassword, IsAnybodysPlace], "It presents itself as a bank, an authority or another sender that it is not, leads nowhere and asks for a password where anybody can be."),
    danger(&[PosesAsSender, AsksForPassword, IsWhollyBuiltLikeKit], "It presents itself as a bank, an authority or another sender that it is not, is built like a kit in every point, and asks for a password."),
    danger(&[IsNameless, IsDeadEnd, IsThin, ShowsSender, Threatens, AsksForPassword], "A page of no name that says little and leads nowhere shows a sender's name, threatens and asks for a password."),
    danger(&[IsNameless, IsThin, IsBuiltLikeKit, Threatens, AsksForMostOfCard], "A page of no name that says little, built like a kit, threatens and asks for a card's number and its date or code."),
    danger(&[IsNameless, IsThin, IsWhollyBuiltLikeKit, Threatens, AsksForSecrets], "A page of no name that says little, built like a kit in every point, threatens and asks for a card, a code, a bank login or an identity."),
    danger(&[IsNameless, IsThin, IsWhollyBuiltLikeKit, Threatens, AsksForPassword], "A page of no name that says little, built like a kit in every point, threatens and asks for a password."),
    danger(&[IsNameless, IsThin, IsAnybodysPlace, Threatens, AsksForPassword], "A page of no name that says little, where anybody can be, threatens and asks for a password."),
    danger(&[PosesAsSender, AsksForRecoveryPhrase], "It presents itself as a sender that it is not, and asks for the words that open a wallet."),
    danger(&[IsNameless, IsAlone, AsksForRecoveryPhrase], "A page of no name that leads nowhere or says little asks for the words that open a wallet."),
    danger(&[AddressImitates, PageImitates, AsksForContact], "Page and address both claim a carrier that it is not, and it asks for name and address."),
    danger(&[ShowsCarrier, TellsStoryAsItsOwn, AsksForSecrets], "It shows a carrier's name, tells a parcel story beyond doubt and asks for a card, a code or an identity."),
    danger(&[TellsStoryAsItsOwn, MentionsOneCarrier, NamesSmallSumAlone, AsksForMostOfCard], "It tells a parcel story beyond doubt, names one carrier and a small sum alone, and asks for a card's number and its date or code."),
    danger(&[IsDeadEnd, IsThin, BearsCarriersName, SaysStorysPhrase, NamesSmallSumAlone, AsksForMostOfCard], "A page that says little and leads nowhere stands under a carrier's name, says a phrase of a parcel story, names a small sum alone and asks for a card's number and its date or code."),
    danger(&[IsNobodysPlace, TellsStoryAsItsOwn, AsksForSecrets], "A parcel story beyond doubt at a place of nobody asks for a card, a code or an identity."),
    danger(&[IsNobodysPlace, TellsStoryAsItsOwn, SurelyTakesElsewhere], "A parcel story beyond doubt at a place of nobody asks for what can't be got back."),
    danger(&[IsNobodysPlace, TellsStory, LooksThrowaway, AsksForSecrets], "A parcel story on a page made to be thrown away asks for a card, a code or an identity."),
    danger(&[IsNobodysPlace, BearsCarriersName, TellsStory, FieldsSayNothing], "A page at a place of nobody stands under a carrier's name, tells of a parcel and asks in fields that say nothing."),
    danger(&[HintsAtStory, BearsCarriersName, FieldsSayNothing], "A page of no name that says little stands under a carrier's name, names a small sum alone and asks in fields that say nothing."),
    danger(&[HidesItsWords, AsksForSecrets], "A page that hides its words from all who do not see it asks for a card, a code or an identity."),
    danger(&[HidesItsWords, AsksWithoutWords], "A page that hides its words from all who do not see it asks for what nobody else can read."),
    danger(&[Imitates, HidesItsWords], "It claims a carrier that it is not, and hides its words from all who do not see them."),
    danger(&[Imitates, HidesItsLabels], "It claims a carrier that it is not, and asks in pictures what nobody else can read."),
    danger(&[IsNameless, IsDeadEnd, BearsCarriersName, AsksForCard], "A page of no name that leads nowhere stands under a carrier's name and asks for a whole card."),
    danger(&[IsNameless, IsThin, BearsCarriersName, AsksForCardOrBank], "A page of no name that says little stands under a carrier's name and asks for a part of a card or a bank login."),
    danger(&[IsNameless, IsAlone, BearsCarriersName, AsksForCode], "A page of no name that leads nowhere or says little stands under a carrier's name and asks for a code."),
    danger(&[IsNameless, IsBuiltLikeKit, IsUnnamedPlace, AsksForCard], "A page of no name, built like a kit, at a place that names no one, asks for a whole card."),
    danger(&[IsNameless, IsBuiltLikeKit, IsUnnamedPlace, SpeaksOfParcels, AsksForCode], "A page of no name, built like a kit, at a place that names no one, speaks of parcels and asks for a code."),
    danger(&[IsNameless, IsBuiltLikeKit, SurelyAsksTooMuch], "A page of no name, built like a kit, asks for a card and its PIN or a bank login."),
    danger(&[IsNameless, IsThin, MentionsDelivery, AsksTooMuch], "A page of no name that says little speaks of a delivery and asks beside a card for what no honest page asks."),
    danger(&[IsNameless, IsDeadEnd, IsThin, NamesSmallSumAlone, SurelyAsksTooMuch], "A page of no name that says little and leads nowhere names a small sum alone and asks for a card and its PIN or a bank login."),
    danger(&[IsNameless, IsThin, NamesSmallSum, MentionsDelivery, AsksForBankLogin], "A page of no name that says little speaks of a delivery and a small sum, and asks for a bank login."),
    danger(&[IsNameless, IsThin, TellsStory, AsksForBankLogin], "A page of no name that says little tells of a parcel and asks for a bank login."),
    danger(&[IsNameless, IsAnybodysPlace, MentionsDelivery, AsksForOnlineBanking], "A page of no name, where anybody can be, speaks of a delivery and asks for what opens a bank account."),
    danger(&[IsNameless, IsAlone, MentionsDelivery, SurelyTakesElsewhere], "A page of no name that leads nowhere or says little speaks of a delivery and asks for what can't be got back."),
    danger(&[HintsAtStory, AsksForMostOfCard], "A page of no name that says little names a carrier or what stands around a delivery, and a small sum, and asks for a card's number and its date or code."),
    danger(&[HintsAtStory, BearsCarriersName, AsksForSecrets], "A page of no name that says little stands under a carrier's name, names a small sum alone and asks for a card, a code or an identity."),
    danger(&[IsThin, BearsCarriersName, AddressSpeaksOfDelivery, NamesSmallSumAlone, AsksForMostOfCard], "A page that says little stands under a carrier's name at an address of delivery words, names a small sum alone and asks for a card's number and its date or code."),
    danger(&[IsNameless, IsDeadEnd, IsWhollyBuiltLikeKit, AsksForOnlineBanking, AsksForCode], "A page of no name that leads nowhere, built like a kit in every point, asks for a bank login and a code."),
    danger(&[IsNameless, AsksCodeAfterCard], "A page of no name asks for a code after a card."),
    danger(&[WasWarnedOf, AsksCodeAfterCard], "A site that was worth a warning asks for a code after a card."),
    danger(&[WasAtDanger, AsksForSecrets], "Its site was at danger before, and it asks for a card, a code or an identity."),
    danger(&[WasAtDanger, AsksWithoutWords], "Its site was at danger before, and it asks for what nobody else can read."),

    caution(&[AddressImitates, PageImitates], "Page and address both claim a carrier that it is not."),
    caution(&[AddressImitates], "Its address claims a carrier that it is not."),
    caution(&[PageImitates, ShowsIntent], "It claims a carrier that it is not, and shows what for."),
    caution(&[PageImitates, TakesElsewhere], "It claims a carrier that it is not, and takes by other means than a form."),
    caution(&[PageSurelyImitates], "It claims a carrier beyond doubt that it is not."),
    caution(&[IsNameless, IsDeadEnd, PageImitates], "A page of no name that leads nowhere claims a carrier that it is not."),
    caution(&[PosesAsSender, AsksForContact, LooksThrowaway], "It presents itself as a bank, an authority or another sender that it is not, and asks for name and address on a page made to be thrown away."),
    caution(&[PosesAsSender, AddressBearsSender, IsDeadEnd, AsksForPassword], "Page and address both claim a sender that it is not, and it leads nowhere and asks for a password."),
    caution(&[IsNameless, IsThin, PosesAsSender, NamesSmallSum, AsksForContact], "A page of no name that says little presents itself as a sender that it is not, names a small sum and asks for name and address."),
    caution(&[PosesAsSender, AsksForCode], "It presents itself as a bank, an authority or another sender that it is not, and asks for a code."),
    caution(&[SurelyTellsStory, AsksForSecrets], "A parcel story beyond doubt asks for a card, a code or an identity."),
    caution(&[ShowsCarrier, TellsStory, AsksForSecrets], "It shows a carrier's name, tells a parcel story and asks for a card, a code or an identity."),
    caution(&[BearsCarriersName, TellsStory, FieldsSayNothing], "A page under a carrier's name tells of a parcel and asks in fields that say nothing."),
    caution(&[BearsCarriersName, MentionsDelivery, NamesSmallSumAlone, AsksForMostOfCard], "A page under a carrier's name names a small sum alone and asks for a card's number and its date or code."),
    caution(&[StandsBelowHint, AsksForMostOfCard], "The page of no name around a frame that asks for a card says little, and brings up a delivery and a small sum."),
    caution(&[BearsCarriersName, MentionsDelivery, PaysSmallSum, AsksForMostOfCard], "A page under a carrier's name has a small sum paid by a button, and asks for a card's number and its date or code."),
    caution(&[IsAnybodysPlace, IsThin, MentionsDelivery, NamesSmallSumAlone, AsksForMostOfCard], "A page that says little, where anybody can be, speaks of a delivery, names a small sum alone and asks for a card's number and its date or code."),
    caution(&[IsThin, MentionsOneCarrier, MentionsDelivery, NamesSmallSumAlone, AsksForPartOfCard], "A page that says little names one carrier and a small sum alone, and asks for a part of a card."),
    caution(&[IsNobodysPlace, TellsStory, AsksForSecrets], "A parcel story at a place of nobody asks for a card, a code or an identity."),
    caution(&[IsNobodysPlace, TellsStory, TakesElsewhere], "A parcel story at a place of nobody takes by other means than a form."),
    caution(&[IsNameless, IsThin, MentionsOneCarrier, OwesSmallSum, TakesElsewhere], "A page of no name that says little names a carrier and a small sum, and takes by other means than a form."),
    caution(&[IsNameless, IsThin, NamesCarrier, MentionsDelivery, TakesElsewhere], "A page of no name that says little brings up a carrier and a delivery, and takes by other means than a form."),
    caution(&[IsNameless, IsThin, SpeaksOfDelivery, OwesSmallSum, TakesElsewhere], "A page of no name that says little speaks of a delivery and a small sum, and takes by other means than a form."),
    caution(&[IsNameless, IsThin, MentionsDelivery, NamesSmallSum, SendsToBankingApp], "A page of no name that says little speaks of a delivery and a small sum, and sends to the banking app."),
    caution(&[IsNameless, IsAnybodysPlace, MentionsDelivery, AsksForContact, TakesElsewhere], "A page of no name, where anybody can be, speaks of a delivery, asks for name and address and takes by other means than a form."),
    caution(&[IsMerchantsPage, SurelyTellsStory], "A payment provider's page tells, in its merchant's words, a parcel story beyond doubt."),
    caution(&[IsNobodysPlace, SurelyTellsStory], "A parcel story beyond doubt at a place of nobody."),
    caution(&[IsNobodysPlace, TellsStory, IsStaged], "A parcel story at a place of nobody, with all that belongs to the play."),
    caution(&[IsNameless, IsThin, ShowsCarrier, TellsStory], "A page of no name that says little shows a carrier's name and tells a parcel story."),
    caution(&[HidesItsWords], "A page hides its words from all who do not see it."),
    caution(&[IsNameless, IsDeadEnd, HidesItsLabels], "A page of no name that leads nowhere asks in pictures what nobody else can read."),
    caution(&[IsNameless, IsAnybodysPlace, AsksForLastingSecrets], "A page of no name, where anybody can be, asks for a card, a bank login or an identity."),
    caution(&[IsNameless, BearsCarriersLogo], "A page of no name bears a carrier's logo."),
    caution(&[IsNameless, IsDeadEnd, BearsCarriersName], "A page of no name that leads nowhere stands under a carrier's name."),
    caution(&[IsNameless, AddressNamesNoOne, AsksForSecrets], "A page of no name, at an address that names no one, asks for a card, a code or an identity."),
    caution(&[IsNameless, IsAnybodysPlace, AsksForCodeAlone], "A page of no name, where anybody can be, asks for a code, and for nothing that a login asks for."),
    caution(&[IsNameless, IsWhollyBuiltLikeKit, AsksForCard], "A page of no name, built like a kit in every point, asks for a whole card."),
    caution(&[IsNameless, IsWhollyBuiltLikeKit, MentionsDelivery, AsksForLastingSecrets], "A page of no name, built like a kit in every point, speaks of a delivery and asks for a card, a bank login or an identity."),
    caution(&[IsNameless, IsWhollyBuiltLikeKit, MentionsOneCarrier, AsksForContact], "A page of no name, built like a kit in every point, names one carrier and asks for name and address."),
    caution(&[IsNameless, IsDeadEnd, IsThin, AsksForIdentityToDeliver], "A page of no name that says little and leads nowhere asks who somebody is by law, and where to deliver."),
    caution(&[IsNameless, IsBuiltLikeKit, AsksTooMuch], "A page of no name, built like a kit, asks beside a card for what no honest page asks."),
    caution(&[IsNameless, IsWhollyBuiltLikeKit, AsksForPaymentCode], "A page of no name, built like a kit in every point, asks for the code of a payment."),
    caution(&[IsNameless, IsThin, NamesSmallSum, AsksForLastingSecrets], "A page of no name that says little names a small sum and asks for a card, a bank login or an identity."),
    caution(&[HintsAtStory, FieldsSayNothing], "A page of no name that says little names a carrier or what stands around a delivery, and a small sum, and asks in fields that say nothing."),
    caution(&[IsNameless, IsDeadEnd, IsThin, PosesAsSender, SpeaksOfPayment], "A page of no name that says little and leads nowhere presents itself as a bank, an authority or another sender that it is not, and speaks of a payment."),
    caution(&[IsNameless, IsDeadEnd, IsThin, Presses, AsksForCard], "A page of no name that says little and leads nowhere presses, of a parcel or not, and asks for a whole card."),
    caution(&[IsNameless, IsDeadEnd, IsThin, Threatens, AsksForPassword], "A page of no name that says little and leads nowhere threatens and asks for a password."),
    caution(&[IsNameless, IsDeadEnd, AsksForOnlineBanking, AsksForCode], "A page of no name that leads nowhere asks for a bank login and a code."),
    caution(&[HintsAtStory, AsksForContact], "A page of no name that says little names a carrier or what stands around a delivery, and a small sum, and asks for name and address."),
    caution(&[IsNameless, IsThin, NamesSmallSum, SpeaksOfDelivery, AsksForCode], "A page of no name that says little speaks of a delivery and a small sum, and asks for a code."),
    caution(&[IsNameless, IsDeadEnd, IsThin, SpeaksOfPayment, AsksForCodeAlone], "A page of no name that says little and leads nowhere asks for the code of a payment."),
    caution(&[IsSignedByAnother, HidesItsTarget, AsksForCard], "A page signed by a name that its address does not bear asks for a whole card, for nobody knows whom."),
    caution(&[IsCopyOfAnother, HidesItsTarget, AsksForCodeAlone], "A page that bears the name of another site, and leads there, asks for a code, for nobody knows whom."),
    caution(&[IsNameless, AddressNamesNoOne, IsDeadEnd, NamesCarrier], "A page of no name that leads nowhere, at an address that names no one, brings up a carrier."),
    caution(&[IsNameless, AddressNamesNoOne, AddressSpeaksOfDelivery, IsBuiltLikeKit, AsksForContact], "A page of no name, built like a kit, at an address of delivery words, asks for name and address."),
    caution(&[IsNameless, IsAnybodysPlace, IsThin, MentionsDelivery, OwesSmallSum, AsksForContact], "A page of no name that says little, where anybody can be, speaks of a delivery and a small sum, and asks for name and address."),
    caution(&[IsNameless, IsAnybodysPlace, SpeaksOfPayment, AsksForPassword, AsksForCode], "A page of no name, where anybody can be, speaks of a payment and asks for a password and a code."),
    caution(&[IsNameless, IsAnybodysPlace, SendsToBankingApp], "A page of no name, where anybody can be, sends to the banking app."),
    caution(&[HintsAtStory, IsBuiltLikeKit], "A page of no name that says little, built like a kit, names a carrier or what stands around a delivery, and a small sum."),
    caution(&[WasAtDanger], "Its site was at danger before."),
];

/// A level, and the findings that are its reasons, the first one told first.
#[derive(Debug)]
pub(super) struct Decision<'a> {
    pub(super) level: Level,
    pub(super) reasons: Vec<&'a Finding>,
}

/// Decides.
pub(super) fn decide(evidence: Evidence, findings: &[Finding]) -> Decision<'_> {
    let Some(row) = row_of(evidence) else {
        return Decision {
            level: Level::Clear,
            reasons: Vec::new(),
        };
    };
    Decision {
        level: row.level,
        reasons: reasons_of(row, findings),
    }
}

/// The first row that fits.
fn row_of(evidence: Evidence) -> Option<&'static Row<Condition>> {
    decision_row::first(ROWS, |need| evidence.holds(need))
}

/// The findings that tell of a row's conditions, each rule's strongest, in the
/// order in which they are told.
fn reasons_of<'a>(row: &Row<Condition>, findings: &'a [Finding]) -> Vec<&'a Finding> {
    if row.level == Level::Clear {
        return Vec::new();
    }
    let tells = |rule: RuleId| row.needs.iter().any(|need| need.rules().contains(&rule));
    let told = findings
        .iter()
        .filter(|finding| tells(finding.rule) || finding.rule == RuleId::UnknownSite);
    let mut reasons = super::in_order(told);
    reasons.dedup_by_key(|finding| finding.rule);
    // One reason that names the address is enough.
    if reasons
        .iter()
        .any(|finding| rules::names_address(finding.rule))
    {
        reasons.retain(|finding| finding.rule != RuleId::UnknownSite);
    }
    reasons
}

#[cfg(test)]
mod examples;
#[cfg(test)]
mod visit;

#[cfg(test)]
mod tests {
    use super::visit::Visit;
    use super::*;
    use crate::case_support::engine;

    /// Which of some rows decides on a page, and the reasons that are shown.
    fn decided(
        visit: &Visit,
        rows: &'static [Row<Condition>],
    ) -> (Option<&'static Row<Condition>>, Vec<RuleId>) {
        let decided = engine().with_page(visit.page.clone(), &visit.before, |context, findings| {
            let evidence = Evidence::of(context, findings);
            let row = decision_row::first(rows, |need| evidence.holds(need));
            let reasons = row.map(|row| reasons_of(row, findings)).unwrap_or_default();
            (row, reasons.iter().map(|reason| reason.rule).collect())
        });
        decided.unwrap()
    }

    #[test]
    fn each_row_has_an_example() {
        let tells = |row: &Row<Condition>, rule| {
            let mut needs = row.needs.iter();
            rule == RuleId::UnknownSite || needs.any(|need| need.rules().contains(&rule))
        };
        decision_row::assert_each_has_an_example(ROWS, &examples::examples(), decided, tells);
    }

    #[test]
    fn a_shops_frame_of_relay_points_is_no_page_under_a_carriers_name() {
        let map = || {
            visit::at("https://carte-relais.example/")
                .text("Mondial Relay\nChoisissez un point de retrait")
        };
        let mut framed = map();
        framed.before.framed = true;
        let mut asking = map().asks(&[
            "Numéro de carte",
            "Date d'expiration",
            "Cryptogramme visuel",
        ]);
        asking.before.framed = true;
        let levels =
            [map(), framed, asking].map(|visit| decided(&visit, ROWS).0.map(|row| row.level));
        assert_eq!(levels, [Some(Level::Caution), None, Some(Level::Danger)]);
    }

    #[test]
    fn each_row_and_each_condition_counts() {
        decision_row::assert_each_counts(ROWS, Condition::ALL, |conditions| {
            row_of(Evidence::of_conditions(conditions))
        });
    }

    #[test]
    fn what_is_official_or_known_is_never_flagged() {
        let all = Evidence::of_conditions(Condition::ALL);
        assert_eq!(row_of(all).map(|row| row.level), Some(Level::Official));
        let known: Vec<_> = Condition::ALL[1..].to_vec();
        let known = Evidence::of_conditions(&known);
        assert_eq!(row_of(known).map(|row| row.level), Some(Level::Clear));
        assert!(row_of(Evidence::default()).is_none());
    }

    #[test]
    fn more_evidence_never_lowers_the_level() {
        // Levels fall from the top to the bottom of the list.
        let flagged = ROWS.iter().skip(2).map(|row| row.level);
        assert!(flagged.is_sorted_by(|above, below| above >= below));
    }
}
