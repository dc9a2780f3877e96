//! Tells whether a page is a fake parcel-carrier page or a fraudulent payment
//! form. Everything is decided here, on the device; the extension around it only
//! reads pages and paints warnings.
//!
//! A page is fake when *who it says it is* and *where it really is* disagree,
//! and *the story it tells* or *what it asks for* turns that into harm:
//!
//! | question | answered in |
//! | --- | --- |
//! | Where are we really? | [`address`]: the host taken apart, and brands' names in it |
//! | Who does it say it is? | `page::claim` |
//! | Which story does it tell? | `page::lure` |
//! | What does it ask for? | `page::fields` |
//!
//! The answers form a context; each of the `rules` adds findings, and only the rows
//! of `verdict` turn findings into a [`Level`].
//!
//! The folders from the ground up, each using those before it alone: `data` (the
//! compiled tables), [`text`] (folding, phrases, sums), `brands` (whom an engine
//! protects, and what is known of them), [`address`], [`page`], `rules`, `verdict`,
//! [`policy`] (what an organisation fixes), [`Engine`]; then what is built on it:
//! [`message`] judges an SMS or a mail with the same parts, [`mail`] reads a mail's source
//! as it is displayed, [`tracking`] tells whose a number is, [`paste`] takes any of them, and [`service`] answers the extension.
//!
//! ```
//! use vigicolis::{Engine, FrameContext, Level, PageSnapshot};
//!
//! let page = PageSnapshot {
//!     url: "https://infos-colis.example/paiement".into(),
//!     title: "Chronopost - Suivi de colis".into(),
//!     text: "Votre colis est retenu au centre de tri. Frais de livraison : 1,99 €".into(),
//!     ..PageSnapshot::default()
//! };
//! let verdict = Engine::default().assess_page(page, &FrameContext::default()).unwrap().verdict;
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

pub mod address;
mod brands;
mod data;
mod data_map;
mod decision_row;
mod engine;
mod form;
mod language;
mod level;
pub mod message;
mod order;
pub mod page;
pub mod paste;
pub mod policy;
mod rules;
pub mod service;
mod settings;
pub mod text;
pub mod tracking;
mod verdict;

pub use brands::{Brand, Registry};
pub use engine::{Assessment, Engine};
pub use level::Level;
pub use page::PageSnapshot;
pub use rules::context::FrameContext;
pub use rules::finding::{Finding, MAX_DETAIL, RuleId, Strength};
pub use verdict::{Reason, Verdict};
pub use vigicolis_format::kinds::{ContactRole, Disclosed, FieldKind, LeakedData, StepId};
#[doc(no_inline)]
pub use vigicolis_mail as mail;

#[cfg(test)]
mod case_support;
#[cfg(test)]
mod case_tests {
    include!(concat!(env!("OUT_DIR"), "/case_tests.rs"));
}
