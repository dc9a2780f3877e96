//! The list of rules, and the only one. A leaf module.

/// Hands every rule to a macro: its module, which is its id too, its name, and what it says.
/// The order is the one in which reasons are told: where we are, who it says it is, what it asks for, the story, how it
/// is built.
macro_rules! each_rule {
    ($then:ident) => {
        $then! {
            official_site::OfficialSite: "The host is on an official domain of a brand.",
            danger_before::DangerBefore: "The site was at danger in this tab.",
            brand_mismatch::BrandMismatch: "The page presents itself as a brand whose domain this is not.",
            lookalike_host::LookalikeHost: "The host's own name looks like a brand's: misspelt, confusable letters, other top-level domain.",
            target_embedding::TargetEmbedding: "A brand's name or its official domain below somebody else's registrable domain.",
            combosquatting::Combosquatting: "A brand's name with added words in the registrable domain.",
            embedded_domain::EmbeddedDomain: "The host spells out another domain left of its own registrable end.",
            generic_host::GenericHost: "The host names no one: delivery words and digits.",
            foreign_signature::ForeignSignature: "The page is signed by a name that its address does not bear.",
            unknown_site::UnknownSite: "The site is no carrier's, bank's or payment provider's that is known.",
            brand_in_path::BrandInPath: "A brand's name in the path of somebody else's site.",
            sender_mismatch::SenderMismatch: "The page presents itself as a bank, an authority or another sender whose site this is not.",
            code_after_card::CodeAfterCard: "The page asks for a code after an earlier page of this site asked for a card.",
            excessive_request::ExcessiveRequest: "The page asks, beside a card, for what no honest page asks beside it.",
            payment_form::PaymentForm: "The page asks for a payment card.",
            one_time_code::OneTimeCode: "The page asks for a one-time code or a confirmation in the banking app.",
            bank_login::BankLogin: "The page asks for a bank login or an IBAN.",
            identity_request::IdentityRequest: "The page asks for an identity document.",
            taking_without_form::TakingWithoutForm: "The page takes by other means than a form: a link, a code, an app, a call.",
            parcel_lure::ParcelLure: "The page tells a story of the parcel scam.",
            scam_chain::ScamChain: "Earlier pages were steps of the scam, and this is the next.",
            contact_form::ContactForm: "The page asks for contact data under a parcel's pretext.",
            evasion::Evasion: "Hidden marks or look-alike letters inside words.",
            hosted_page::HostedPage: "Free hosting, a tunnel, a bare IP address or another place where no carrier lives.",
            kit_traces::KitTraces: "Traces of a phishing kit in the page's construction.",
            hotlinked_assets::HotlinkedAssets: "The page loads pictures or styles from the brand's own site.",
        }
    };
}

pub(super) use each_rule;
