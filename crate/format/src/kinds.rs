//! The closed word lists of the data files.
//!
//! A word that is not here is refused when the data is read, so the tables can
//! only hold what is here.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Declares an enum whose values are words of the data files.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$value_meta:meta])* $value:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        pub enum $name {
            $($(#[$value_meta])* #[cfg_attr(feature = "types", ts(rename = $word))] $value,)+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$value,)+];

            /// The word of the data files and of messages.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }

            /// The value of a word.
            pub fn from_id(id: &str) -> Option<Self> {
                match id {
                    $($word => Some(Self::$value),)+
                    _ => None,
                }
            }
        }

        // In messages and in stored state a value is its word of the data files.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = String::deserialize(deserializer)?;
                Self::from_id(&word).ok_or_else(|| serde::de::Error::custom("unknown word"))
            }
        }
    };
}

words! {
    /// What a brand does for a living.
    BrandKind {
        /// Carries parcels.
        Carrier = "carrier",
        /// A national post.
        Post = "post",
        /// Runs parcel lockers.
        Locker = "locker",
        /// A phone operator of a carrier's group.
        Operator = "operator",
        /// A marketplace that ships.
        Marketplace = "marketplace",
        /// A network of pick-up points.
        Relay = "relay",
        /// An authority: taxes, fines, health insurance.
        State = "state",
        /// A bank.
        Bank = "bank",
        /// Energy, water, trains and buses.
        Utility = "utility",
        /// Road tolls and vignettes.
        Toll = "toll",
        /// Telephone and internet.
        Telecom = "telecom",
        /// Films, music and sport.
        Streaming = "streaming",
        /// A payment service.
        Payment = "payment",
        /// Hotels, flights and their booking.
        Travel = "travel",
        /// Accounts for mail, files and devices, by which other sites let people sign in.
        Account = "account",
        /// Shops, supermarkets and fuel.
        Retail = "retail",
    }
}

words! {
    /// How much a brand's name proves where it is found.
    AliasClass {
        /// Enough alone, also glued to other words or misspelt.
        Distinctive = "distinctive",
        /// A short name or abbreviation: a whole token only, and in company.
        Short = "short",
        /// A dictionary word or another firm's name too: needs company.
        Common = "common",
        /// What people shorten a name to: in host names only, and in company.
        Abbreviation = "abbreviation",
    }
}

words! {
    /// How much a phrase proves.
    Weight {
        /// Everyday words, which count only with others.
        Weak = "weak",
        /// Between the two.
        Medium = "medium",
        /// Hardly said by honest pages about the reader's parcel.
        Strong = "strong",
    }
}

words! {
    /// What a known host is.
    KnownKind {
        /// Payment service provider.
        Psp = "psp",
        /// Card issuer's 3-D Secure server.
        ThreeDs = "3ds_acs",
        /// A bank.
        Bank = "bank",
        /// Buy now, pay later.
        Bnpl = "bnpl",
        /// A wallet.
        Wallet = "wallet",
        /// Keeps card numbers for shops.
        Tokenizer = "tokenizer",
        /// A mailbox or messenger: its pages hold other people's words.
        Webmail = "webmail",
        /// Gives host names to its customers by contract.
        TenantService = "tenant_service",
        /// A search engine or a network of people: its pages hold other people's words, its fields are its own.
        Public = "public",
        /// Follows parcels of many carriers, none of which it is.
        Tracker = "tracker",
    }
}

words! {
    /// What a host offers to anybody who asks.
    HostingKind {
        /// Runs anybody's application.
        AppHosting = "app_hosting",
        /// Names for changing addresses.
        DynamicDns = "dynamic_dns",
        /// Forms and documents of anybody.
        FormOrDocument = "form_or_document",
        /// Web space of anybody.
        FreeHosting = "free_hosting",
        /// A gateway to IPFS.
        IpfsGateway = "ipfs_gateway",
        /// Pages of links.
        LinkInBio = "link_in_bio",
        /// A messenger's links and programming interface.
        Messenger = "messenger",
        /// Buckets of files.
        ObjectStorage = "object_storage",
        /// Pasted pages and files.
        PageOrFile = "page_or_file",
        /// Payments to anybody, with anybody's words beside them.
        PaymentLink = "payment_link",
        /// Builds sites for anybody.
        SiteBuilder = "site_builder",
        /// A site people trust, used as a step by fraudsters.
        TrustedSiteAbused = "trusted_site_abused",
        /// A tunnel to somebody's own machine.
        Tunnel = "tunnel",
        /// Shortens anybody's links.
        UrlShortener = "url_shortener",
        /// Shortens the links of one firm, or of its customers.
        UrlShortenerBrand = "url_shortener_brand",
    }
}

words! {
    /// Which addresses a hosting entry is about.
    HostingMatch {
        /// The domain and every host under it.
        Suffix = "suffix",
        /// The host itself, also with `www.` in front.
        Host = "host",
        /// Only some paths of the host.
        Path = "path",
    }
}

words! {
    /// What a word of host names tells.
    HostWordClass {
        /// Parcels and their delivery.
        Delivery = "delivery",
        /// The rest of the scam's trade: fees, accounts, urgency.
        Context = "context",
        /// Of those, the words of customers and their service.
        Service = "service",
        /// Countries: company for a brand that works there.
        Place = "place",
        /// Articles, web words: no company for a brand.
        Filler = "filler",
        /// Words of another trade: a short brand word beside them is another firm's.
        OtherTrade = "other_trade",
        /// Machines and their stages: a very short brand word beside them is chance.
        Machine = "machine",
        /// A top-level domain that fraudsters like.
        AbusedTopLevel = "abused_top_level",
    }
}

words! {
    /// What the rules look for plain words for, beside stories, fields and hosts.
    PlainWord {
        /// Price of a call, beside its number: "0,80 €/min".
        CallPrice = "call_price",
        /// Who holds a page's rights in a copyright line that names no one.
        Rights = "rights",
        /// What takes a picture.
        Camera = "camera",
        /// Tells not to do something.
        Never = "never",
        /// How many digits a code has.
        CodeLength = "code_length",
        /// What a code comes in.
        CodeMessage = "code_message",
        /// Before the least price of a list, which nobody owes: "dès 4,90 €".
        LeastPrice = "least_price",
        /// A firm's capital in one word: "Stammkapital".
        FirmCapital = "firm_capital",
        /// Capital, a firm's with another word beside it: "capital social".
        Capital = "capital",
        /// That other word.
        OfFirm = "of_firm",
        /// Between a firm's capital and its sum.
        BeforeSum = "before_sum",
        /// Before the sum of all.
        Total = "total",
        /// A currency behind a number in letters: "deux euros".
        SpokenCurrency = "spoken_currency",
        /// How words begin for what a fake bank's customers are to do: "spk-verifizierung.de".
        CustomersTask = "customers_task",
        /// The reader's own bank: "choose your bank".
        OnesBank = "ones_bank",
        /// Beside an own name in a host's: a form of law, that it sells, that it is a town: "lilas-sklep.pl".
        BesideName = "beside_name",
        /// A top-level domain under which names of two and three letters have long been somebody's.
        OldTopLevel = "old_top_level",
    }
}

impl PlainWord {
    /// Whether its words are looked for in folded text; else they are in lower-case text.
    #[must_use]
    pub const fn is_folded(self) -> bool {
        matches!(
            self,
            Self::Rights
                | Self::Camera
                | Self::Never
                | Self::CodeLength
                | Self::CodeMessage
                | Self::CustomersTask
                | Self::OnesBank
        )
    }
}

words! {
    /// What a word beside an everyday name tells.
    EverydayClass {
        /// A carrier's name that is an everyday word.
        Name = "name",
        /// What bears such a name: a hotel, a café.
        Trade = "trade",
        /// A street or square, before the name.
        Place = "place",
        /// A trade that is a carrier's word, too.
        Stop = "stop",
        /// Those who speak of a carrier: forums, plug-ins.
        About = "about",
        /// A firm's staff: unions, works councils, pensioners.
        Staff = "staff",
        /// A small word between.
        Link = "link",
    }
}

words! {
    /// What a form field asks for.
    FieldKind {
        /// Card number.
        CardNumber = "card_number",
        /// Card expiry, month and year together.
        CardExpiry = "card_expiry",
        /// Month of the card's expiry.
        CardExpiryMonth = "card_expiry_month",
        /// Year of the card's expiry.
        CardExpiryYear = "card_expiry_year",
        /// Card security code.
        CardCsc = "card_csc",
        /// Name on the card.
        CardName = "card_name",
        /// Brand of the card.
        CardType = "card_type",
        /// A code sent for this one use.
        OneTimeCode = "one_time_code",
        /// A secret number that stays the same.
        Pin = "pin",
        /// How much there is on an account or card.
        Balance = "balance",
        /// Bank account number.
        Iban = "iban",
        /// Bank identifier.
        Bic = "bic",
        /// Customer number of online banking.
        BankLogin = "bank_login",
        /// Password.
        Password = "password",
        /// User name.
        Username = "username",
        /// Copy or number of an identity document.
        IdentityDocument = "identity_document",
        /// National identity or social security number.
        NationalId = "national_id",
        /// Birth date.
        BirthDate = "birth_date",
        /// Phone number.
        Phone = "phone",
        /// E-mail address.
        Email = "email",
        /// Whole name.
        Name = "name",
        /// First name.
        GivenName = "given_name",
        /// Last name.
        FamilyName = "family_name",
        /// Postal address.
        Address = "address",
        /// Postal code.
        PostalCode = "postal_code",
        /// Town.
        City = "city",
        /// Country.
        Country = "country",
        /// Parcel's tracking number.
        TrackingNumber = "tracking_number",
        /// Sum of money.
        Amount = "amount",
        /// Search words.
        Search = "search",
        /// Proof of being human.
        Captcha = "captcha",
    }
}

words! {
    /// How the check digit of a tracking number is made: see `tracking::check`.
    NumberCheck {
        /// No rule is published.
        None = "none",
        /// UPU S10, mod 11.
        S10 = "s10_mod11",
        /// GS1 mod 10.
        Gs1 = "gs1_mod10",
        /// GS1 mod 10 without the first two characters.
        Gs1After2 = "gs1_mod10_after_2",
        /// GS1 mod 10 over the last 15 digits.
        Gs1Last15 = "gs1_mod10_last15",
        /// GS1 mod 10 over the last 22 digits.
        Gs1Last22 = "gs1_mod10_pic",
        /// ISO/IEC 7064 MOD 37,36.
        Iso7064 = "iso7064_mod37_36",
        /// Luhn.
        Luhn = "luhn",
        /// The number before the last digit, mod 7.
        Mod7 = "mod7",
        /// Mod 7 or S10.
        TntMod7OrS10 = "tnt_mod7_or_s10",
        /// UPS, without the first two characters.
        Ups = "ups_mod10",
        /// UPS, without the first character.
        UpsWaybill = "ups_mod10_waybill",
        /// UPS, over all characters.
        UpsAll = "ups_mod10_all",
        /// Evri.
        Evri = "evri_mod10_21",
        /// FedEx, 12 digits.
        FedEx12 = "fedex_317",
        /// FedEx, 34 digits.
        FedEx34 = "fedex_1d_mod11",
        /// GLS: GS1 mod 10 and one.
        Gls = "gls_mod10_plus1",
        /// Deutsche Post's Identcode.
        Identcode = "identcode_49",
        /// Mondial Relay's two keys.
        MondialRelay = "mondial_relay_2xmod11",
        /// SF Express.
        Sf = "sf_mod10",
        /// Correos' letter, mod 23.
        CorreosLetter = "correos_letter23",
    }
}

words! {
    /// What it is worth that a tracking number fits a format; later ones are worth more.
    NumberStrength {
        /// Any number of that length.
        ShapeWeak = "shape-weak",
        /// A length and a few letters.
        Shape = "shape",
        /// A check digit that chance passes often, or that many carriers share.
        ChecksumWeak = "checksum-weak",
        /// A prefix that is the carrier's own.
        ShapeStrong = "shape-strong",
        /// A check digit.
        Checksum = "checksum",
    }
}

words! {
    /// A kind of personal data that a leak gave away.
    LeakedData {
        /// First and last name.
        Name = "name",
        /// Postal address.
        Address = "address",
        /// Door code, floor.
        DoorCode = "door_code",
        /// Phone number.
        Phone = "phone",
        /// E-mail address.
        Email = "email",
        /// Parcel's tracking number.
        ParcelNumber = "parcel_number",
        /// Order's number.
        OrderNumber = "order_number",
        /// Where a parcel is.
        DeliveryStatus = "delivery_status",
        /// What the visitor asked of the deliverer.
        DeliveryNote = "delivery_note",
        /// What was ordered, and where.
        OrderHistory = "order_history",
        /// Signature given at the door.
        Signature = "signature",
        /// Bank account number.
        Iban = "iban",
        /// Birth date.
        BirthDate = "birth_date",
        /// Age.
        Age = "age",
        /// Contract with an operator.
        Contract = "contract",
        /// Number and codes of the SIM card.
        SimCodes = "sim_codes",
        /// Loyalty account.
        Loyalty = "loyalty",
        /// National identity or social security number.
        NationalId = "national_id",
        /// What the source does not say nearer.
        OtherPersonal = "other_personal",
    }
}

words! {
    /// How sure it is that data was taken.
    BreachStatus {
        /// The organisation or an authority says so.
        Confirmed = "confirmed",
        /// A seller says so.
        Claimed = "claimed",
        /// The organisation denies it.
        Denied = "denied",
        /// No data was taken.
        None = "none",
    }
}

words! {
    /// Who says how many people are concerned.
    FigureSource {
        /// The organisation or an authority.
        Official = "official",
        /// The press.
        Press = "press",
        /// A researcher who saw the data.
        Researcher = "researcher",
        /// A seller.
        Claim = "claim",
        /// Written from memory.
        Recalled = "recalled",
        /// Nobody.
        None = "none",
    }
}

words! {
    /// How far a collected fact can be trusted.
    Confidence {
        /// Several good sources agree.
        High = "high",
        /// One good source, or a part of it from memory.
        Medium = "medium",
        /// From memory.
        Low = "low",
    }
}

words! {
    /// What a visitor gave away.
    Disclosed {
        /// Card number and what stands beside it.
        Card = "card",
        /// A code sent by the bank, or a confirmation in its application.
        Code = "code",
        /// Login of online banking.
        BankLogin = "bank_login",
        /// Bank account number.
        Iban = "iban",
        /// Copy of an identity document.
        IdentityDocument = "identity_document",
        /// Password.
        Password = "password",
        /// Postal address.
        Address = "address",
        /// Phone number.
        Phone = "phone",
    }
}

words! {
    /// How somebody is reached.
    ContactKind {
        /// By a call.
        Phone = "phone",
        /// By a text message.
        Sms = "sms",
        /// By e-mail.
        Mail = "mail",
        /// On a web page.
        Web = "web",
    }
}

words! {
    /// What somebody is there for.
    ContactRole {
        /// Blocks payment cards.
        BlockCard = "block_card",
        /// Leads to the bank, or blocks online banking.
        BankLine = "bank_line",
        /// Helps against the abuse of one's identity.
        Identity = "identity",
        /// Takes reports of payments made with one's card.
        CardFraud = "card_fraud",
        /// Takes complaints: the police.
        Complaint = "complaint",
        /// Advises victims.
        Help = "help",
        /// Takes fake text messages.
        ReportSms = "report_sms",
        /// Takes fake e-mails.
        ReportMail = "report_mail",
        /// Takes the addresses of fake pages.
        ReportPage = "report_page",
        /// The imitated carrier.
        Carrier = "carrier",
    }
}

words! {
    /// A step for somebody who gave something away.
    StepId {
        /// Have the card blocked.
        BlockCard = "block_card",
        /// Tell the bank that a code was given, so that it stops what was confirmed.
        TellCode = "tell_code",
        /// Have online banking blocked.
        BlockBank = "block_bank",
        /// Tell the bank that the account number is known.
        TellIban = "tell_iban",
        /// Hang up on any adviser who calls.
        HangUp = "hang_up",
        /// Change the password wherever it is used.
        ChangePassword = "change_password",
        /// Look at the account's movements.
        CheckAccount = "check_account",
        /// Guard against the abuse of one's identity.
        ProtectIdentity = "protect_identity",
        /// Look at the parcel on the carrier's real site.
        CheckParcel = "check_parcel",
        /// Expect calls and messages that know one's data.
        ExpectCalls = "expect_calls",
        /// Keep the message, the address, pictures.
        KeepProof = "keep_proof",
        /// Report the payments made with the card.
        ReportCardFraud = "report_card_fraud",
        /// Lodge a complaint.
        Complain = "complain",
        /// Ask for advice and support.
        GetHelp = "get_help",
        /// Report the page and the message.
        ReportPage = "report_page",
    }
}

words! {
    /// What a carrier does or never does, which scams imitate.
    PracticeTopic {
        /// Collects customs duty and import taxes.
        Customs = "customs",
        /// Never asks by message for money to deliver a parcel.
        Fee = "fee",
        /// Never asks by text message for another day or place of delivery.
        Redelivery = "redelivery",
    }
}
