//! Smaller pages, scripts and styles.

#[cfg(feature = "minify")]
mod page;
pub mod script;
pub mod styles;
#[cfg(feature = "minify")]
mod used;

use crate::assets::Assets;
use crate::output::Minify;

/// Makes pages smaller where that is wanted and the program is built with the
/// minifier, and leaves them elsewhere.
pub struct Squeeze {
    #[cfg(feature = "minify")]
    words: Option<used::Words>,
}

#[cfg(feature = "minify")]
impl Squeeze {
    /// What squeezing asks of the theme's scripts.
    pub fn new(minify: Minify, assets: &Assets) -> Squeeze {
        Squeeze { words: (minify == Minify::Yes).then(|| used::Words::new(assets)) }
    }

    /// A page as it is published.
    pub fn page(&self, html: String) -> String {
        match &self.words {
            Some(words) => page::html(&used::only_used(&html, words)),
            None => html,
        }
    }
}

#[cfg(not(feature = "minify"))]
impl Squeeze {
    /// What squeezing asks of the theme's scripts.
    pub fn new(_: Minify, _: &Assets) -> Squeeze {
        Squeeze {}
    }

    /// A page as it is published.
    pub fn page(&self, html: String) -> String {
        html
    }
}
