//! Tells whether a page is a fake parcel-carrier page or a fraudulent payment
//! form. Everything is decided here, on the device; the glue around it only
//! reads pages and paints warnings.
//!
//! A page is fake when *who it says it is* and *where it really is* disagree,
//! and *the story it tells* or *what it asks for* turns that into harm:
//!
//! | question | module |
//! | --- | --- |
//! | Where are we really? | [`site`] (and [`mention`]: brand words in the address) |
//! | Who does it say it is? | [`claim`] |
//! | Which story does it tell? | [`lure`] |
//! | What does it ask for? | [`ask`] |
//!
//! [`message`] judges the text of an SMS or a mail with the same parts, and
//! [`tracking`] tells whose a tracking number is.
//! What a stranger may know of the visitor is in [`breach`]; what to do after the
//! harm in [`advice`]; what an organisation may fix for its visitors in [`policy`].
//!
//! The answers form a [`context`]; each rule of `rules` adds findings; only
//! [`verdict`] turns findings into a [`Level`].
//!
//! ```
//! use vigicolis::{Engine, Inherited, Level, PageSnapshot};
//!
//! let page = PageSnapshot {
//!     url: "https://infos-colis.example/paiement".into(),
//!     title: "Chronopost - Suivi de colis".into(),
//!     text: "Votre colis est retenu au centre de tri. Frais de livraison : 1,99 €".into(),
//!     ..PageSnapshot::default()
//! };
//! let verdict = Engine::default().assess_page(page, &Inherited::default()).unwrap().verdict;
//! assert_eq!(verdict.level, Level::Caution);
//! assert_eq!(verdict.brand.unwrap().id, "chronopost");
//! ```

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        reason = "a test fails by panicking"
    )
)]

pub mod advice;
pub mod ask;
pub mod breach;
pub mod calling_code;
pub mod chain;
pub mod claim;
pub mod confusables;
pub mod context;
pub mod digest;
pub mod engine;
pub mod finding;
pub mod generated;
pub mod hosts;
pub mod intake;
pub mod level;
pub mod lure;
pub mod memory;
pub mod mention;
pub mod message;
mod others;
pub mod page;
pub mod phrases;
pub mod policy;
pub mod practice;
pub mod proof;
pub mod published;
pub mod registry;
mod rules;
pub mod service;
pub mod site;
mod step;
pub mod suffix;
pub mod text;
pub mod tracking;
pub mod trust;
pub mod verdict;

pub use context::Inherited;
pub use engine::{Assessment, Engine};
pub use level::Level;
pub use page::PageSnapshot;
pub use verdict::Verdict;

#[cfg(test)]
mod case_support;
#[cfg(test)]
mod case_tests {
    include!(concat!(env!("OUT_DIR"), "/case_tests.rs"));
}
