//! What the `idna` crate asks of Unicode, for modules of two kinds.
//!
//! With the feature `unicode` it is the published adapter: whoever reads addresses that people typed
//! or sent needs all of it. Without it there are no tables (41 kB of a packed module), for the module
//! that looks at visited pages only: its addresses come from the browser, which has checked and mapped
//! the host names by those very rules before it opened anything.

pub mod settled;

#[cfg(feature = "unicode")]
pub use published::*;
#[cfg(not(feature = "unicode"))]
pub use settled::*;
