//! A brand as it is when its file was read and checked; what reads, compares and writes brands stands on this.

use super::kinds::{AliasClass, BrandKind, ContactKind, PracticeTopic};
use super::origins::Origin;
use super::source::Place;

/// A brand, checked.
#[derive(Debug)]
pub(crate) struct Brand {
    pub(crate) id: String,
    /// Path below `data/`.
    pub(crate) file: String,
    pub(super) name: String,
    pub(super) kind: BrandKind,
    pub(super) countries: Vec<String>,
    pub(super) group: Option<String>,
    pub(super) home: String,
    pub(super) aliases: Vec<Alias>,
    pub(crate) domains: Vec<Domain>,
    pub(crate) relatives: Vec<String>,
    /// Names that the members of a group give their sites: a sender's alone.
    pub(super) members: Vec<String>,
    pub(super) conduct: Conduct,
    pub(crate) flag: Vec<String>,
    pub(crate) pass: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Alias {
    pub(super) words: String,
    pub(super) class: AliasClass,
    pub(super) anywhere: bool,
}

/// An official domain, checked.
#[derive(Debug)]
pub(crate) struct Domain {
    pub(crate) name: String,
    pub(crate) shared: bool,
    pub(super) webmail: bool,
    pub(super) origin: Origin,
    pub(super) place: Place,
}

/// What a brand publishes, and what it does and never does, checked.
#[derive(Debug, Default)]
pub(crate) struct Conduct {
    pub(super) pages: Vec<Page>,
    pub(super) published: Vec<Published>,
    pub(super) practices: Vec<Practice>,
}

#[derive(Debug)]
pub(super) struct Page {
    pub(super) formats: Vec<(String, Place)>,
    pub(super) page: String,
    pub(super) form: String,
}

#[derive(Debug)]
pub(super) struct Published {
    pub(super) kind: ContactKind,
    pub(super) value: String,
    pub(super) place: Place,
    pub(super) origin: Origin,
}

#[derive(Debug)]
pub(super) struct Practice {
    pub(super) topic: PracticeTopic,
    pub(super) place: String,
    pub(super) origin: Origin,
}
