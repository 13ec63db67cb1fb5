//! Smaller pages, scripts and styles; and the hashes of a page's own blocks in its policy, which are taken when it is
//! as small as it gets.

mod foreign;
mod page;
mod policy;
pub mod script;
pub mod styles;
mod tokens;
#[cfg(feature = "minify")]
mod used;

#[cfg(not(feature = "minify"))]
use page::Words;
#[cfg(feature = "minify")]
use used::Words;

use crate::assets::Assets;
use crate::output::Minify;

/// Finishes pages. They become smaller where that is wanted and the program is built with the minifier.
pub struct Squeeze {
    words: Option<Words>,
}

impl Squeeze {
    /// What squeezing asks of the theme's scripts.
    #[cfg(feature = "minify")]
    pub fn new(minify: Minify, assets: &Assets) -> Squeeze {
        Squeeze { words: (minify == Minify::Yes).then(|| Words::new(assets)) }
    }

    /// Nothing is asked of the theme's scripts.
    #[cfg(not(feature = "minify"))]
    pub fn new(_: Minify, _: &Assets) -> Squeeze {
        Squeeze { words: None }
    }

    /// A page as it is published.
    pub fn page(&self, html: String) -> String {
        if self.words.is_none() && policy::field_of(&html).is_none() {
            return html;
        }
        page::finished(&html, self.words.as_ref())
    }
}
