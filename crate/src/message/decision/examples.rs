//! For each row a message that it is for, and its nearest neighbour: the same message
//! with one passage changed, as honest people write it.

use crate::decision_row::Example;
use crate::decision_row::Then::{self, Gets, GoesTo};
use crate::level::Level::{Caution, Clear};
use crate::message::MessageRule::{self, *};

/// The examples, in the order of the rows.
#[rustfmt::skip] // an example a paragraph
pub(super) fn examples() -> Vec<Example<String, MessageRule>> {
    vec![
        example("It speaks about the scam and quotes it.",
            "Arnaque : un SMS renvoie vers chronopost-livraison[.]example",
            &[],
            "the address without a word of warning", ("Arnaque", "Suivi"),
            GoesTo("Its link imitates a carrier.")),

        example("It names a carrier that it is not, hides where it leads, and asks for what costs.",
            "Chronopost : votre colis est retenu, réglez 1,99 € sur https://bit.ly/x1",
            &[NotItsDomain, HiddenDestination, Payment, Story],
            "the carrier's own link", ("bit.ly", "www.chronopost.fr"),
            Gets(Clear)),

        example("It names a carrier that it is not, and asks for what costs.",
            "Chronopost : votre colis est retenu https://infos-fr.example/x",
            &[NotItsDomain, Story],
            "a shop tells of its delivery", ("est retenu", "arrive demain"),
            Gets(Clear)),

        example("It tells a parcel story beyond doubt, asks for money and hides where it leads.",
            "Votre colis est retenu, réglez 1,99 € sur https://bit.ly/x1",
            &[HiddenDestination, Payment, Story],
            "a link that shows where it leads", ("bit.ly", "infos-fr.example"),
            Gets(Caution)),

        example("It names a carrier that it is not, and tells a story or pushes.",
            "From: DPD <info@lilas.example>\n\nÉchec de livraison.",
            &[NotItsSender, Story],
            "the carrier's own address", ("info@lilas.example", "info@dpd.fr"),
            Gets(Clear)),

        example("It names a carrier that it is not, and wants an answer.",
            "From: DPD <info@lilas.example>\n\nLivraison demain, répondez 1 si vous êtes absent.",
            &[NotItsSender, ReplyToOpen],
            "the carrier's own address", ("info@lilas.example", "info@dpd.fr"),
            Gets(Clear)),

        example("Its link imitates a carrier.",
            "Bonjour https://chronopost-lilas.example/",
            &[ImitatedAddress],
            "a courier's own name", ("chronopost-lilas", "coursiers-lilas"),
            Gets(Clear)),

        example("It leads away, and its sender is not who it says it is.",
            "From: Chronopost <info@lilas.example>\n\nBonjour, votre colis arrive demain https://lilas.example/x",
            &[NotItsDomain, NotItsSender],
            "the carrier's own address", ("info@lilas.example", "info@chronopost.fr"),
            Gets(Clear)),

        example("It tells a parcel story beyond doubt, and leads away.",
            "Adresse incorrecte https://lilas.example/x",
            &[Story],
            "a shop that moves", ("incorrecte", "nouvelle"),
            Gets(Clear)),

        example("It leads away, and wants an answer that makes its link work.",
            "Bonjour, répondez oui pour activer le lien https://lilas.example/x",
            &[ReplyToOpen],
            "a shop sends a link", ("répondez oui pour activer le lien", "voici le lien"),
            Gets(Clear)),

        example("It tells a parcel story, and leads away.",
            "Votre colis : échec de livraison https://lilas.example/x",
            &[Story],
            "a shop signs by its own name", ("Votre colis", "Boutique Lilas"),
            Gets(Clear)),

        example("It speaks of parcels, leads away and pushes.",
            "Votre colis : merci de confirmer https://lilas.example/x",
            &[Request],
            "a shop tells of its delivery", ("merci de confirmer", "bonne réception"),
            Gets(Clear)),

        example("It speaks of parcels, leads away and wants an answer.",
            "Votre colis arrive demain, répondez 1 si vous êtes absent https://lilas.example/x",
            &[ReplyToOpen],
            "a shop tells of its delivery", ("répondez 1 si vous êtes absent", "à bientôt"),
            Gets(Clear)),

        example("A carrier's parcels behind a shortened link.",
            "Chronopost : votre colis arrive demain https://bit.ly/x1",
            &[NotItsDomain, HiddenDestination],
            "the carrier's own link", ("bit.ly", "www.chronopost.fr"),
            Gets(Clear)),

        example("It speaks of parcels, and wants a call that costs extra.",
            "Votre colis arrive demain. Appelez le 08 99 00 00 00.",
            &[PremiumNumber],
            "an ordinary number", ("08 99 00 00 00", "01 99 00 00 00"),
            Gets(Clear)),

        example("It promises a prize, and wants a call that costs extra.",
            "Vous avez gagné un téléphone ! Appelez le 08 99 00 00 00.",
            &[PremiumNumber, Prize],
            "a raffle of a club", ("08 99 00 00 00", "01 99 00 00 00"),
            Gets(Clear)),

        example("It asks for a code.",
            "Bonjour, envoyez-moi le code reçu par SMS.",
            &[CodeRequest],
            "a friend at the door", ("envoyez-moi le code reçu", "je vous envoie le code"),
            Gets(Clear)),

        example("A carrier tells a parcel story from an ordinary telephone.",
            "De : +33 6 39 98 00 00\nChronopost : votre colis est retenu",
            &[PlainNumber, Story],
            "a driver who is on his way", ("est retenu", "arrive demain"),
            Gets(Clear)),

        example("It tells a story or pushes, with a number of a country where the carrier does not work.",
            "Chronopost : échec de livraison. Appelez le +63 917 000 0000.",
            &[ForeignNumber, Story],
            "a number of the carrier's country", ("+63 917 000 0000", "+33 1 99 00 00 00"),
            Gets(Clear)),

        example("It tells a parcel story, and its link was lost on the way.",
            "Échec de livraison, choisissez une date :",
            &[Story, MissingLink],
            "a courier rings later", (", choisissez une date :", ", je repasse demain."),
            Gets(Clear)),

        example("It tells a parcel story, and wants an answer.",
            "Votre colis est retenu, répondez 1",
            &[ReplyToOpen, Story],
            "a relay point keeps it", (", répondez 1", " au tabac des Lilas"),
            Gets(Clear)),

        example("It tells a parcel story, and wants details.",
            "Votre colis est retenu, merci de confirmer votre adresse",
            &[Story, Request],
            "a shop tells of its delivery", ("est retenu", "part demain"),
            Gets(Clear)),

        example("It speaks of parcels, and orders to pay a sum.",
            "DHL : payez les frais de 64,90 € de votre colis",
            &[Payment],
            "a sum that was paid", ("payez", "merci d'avoir payé"),
            Gets(Clear)),

        example("It asks for a small sum.",
            "Votre colis : 1,99 € à régler",
            &[Payment],
            "a sum that was paid", ("à régler", "payés"),
            Gets(Clear)),

        example("It tells a parcel story from end to end.",
            "Votre colis est retenu : adresse de livraison incomplète",
            &[Story],
            "a shop asks where to deliver", ("est retenu", "part demain"),
            Gets(Clear)),

        example("A driver of nobody wants a call.",
            "Bonjour, je suis votre livreur, rappelez-moi au 07 00 00 00 00 avant midi pour votre paquet",
            &[Story],
            "a neighbour who has a parcel", ("je suis votre livreur", "j'ai reçu votre paquet"),
            Gets(Clear)),

        example("It begins a talk about a parcel.",
            "Bonjour, vous êtes chez vous ?",
            &[Story],
            "a neighbour says why", ("vous êtes chez vous ?",
                "c'est Claire du deuxième étage, vous êtes chez vous ? J'ai deux places pour le concert"),
            Gets(Clear)),
    ]
}

/// An example: the row, a message that it decides, and the reasons that are shown;
/// then who its neighbour is, the passage that is changed into another, and what
/// comes of it.
fn example(
    row: &'static str,
    given: &str,
    told: &'static [MessageRule],
    neighbour_is: &'static str,
    (from, to): (&str, &str),
    then: Then,
) -> Example<String, MessageRule> {
    Example {
        row,
        given: given.into(),
        told,
        neighbour_is,
        neighbour: given.replacen(from, to, 1),
        then,
    }
}
