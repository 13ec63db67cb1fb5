//! Smaller pages, scripts and styles; and the hashes of a page's own blocks in its policy, which are taken when it is
//! as small as it gets. Nothing is squeezed where the program is built without the minifier.

pub mod allowed;
#[cfg(test)]
mod compared;
mod foreign;
#[cfg(feature = "minify")]
mod names;
mod page;
mod policy;
pub mod script;
#[cfg(feature = "minify")]
mod styles;
mod tag;
pub mod tokens;
#[cfg(feature = "minify")]
mod used;

#[cfg(not(feature = "minify"))]
use page::Styles;
#[cfg(feature = "minify")]
use used::Styles;

use crate::options::Minify;

/// Finishes what is published, and makes it smaller where that is wanted.
#[derive(Default)]
pub struct Squeeze {
    styles: Option<Styles>,
    /// What the policy of every page allows besides: directives and sources.
    allowed: Vec<(&'static str, String)>,
}

impl Squeeze {
    /// For a theme whose assets are given by name and text: what its scripts name may come into any page.
    #[cfg(feature = "minify")]
    pub fn new<'a>(minify: Minify, assets: impl Iterator<Item = (&'a str, &'a str)>) -> Squeeze {
        let scripts = assets.filter(|(name, _)| name.ends_with(".js"));
        let plain = scripts.map(|(_, text)| script::uncommented(text).unwrap_or_else(|| text.to_owned()));
        Squeeze { styles: (minify == Minify::Yes).then(|| Styles::new(plain)), ..Squeeze::default() }
    }

    /// Nothing is asked of the theme.
    #[cfg(not(feature = "minify"))]
    pub fn new<'a>(_: Minify, _: impl Iterator<Item = (&'a str, &'a str)>) -> Squeeze {
        Squeeze::default()
    }

    /// The same for pages whose policy allows some sources besides, each with its directive.
    pub fn allowing(self, allowed: Vec<(&'static str, String)>) -> Squeeze {
        Squeeze { allowed, ..self }
    }

    /// A page as it is published.
    pub fn page(&self, html: String) -> String {
        if self.styles.is_none() && policy::field_of(&html).is_none() {
            return html;
        }
        page::finished(&html, self.styles.as_ref(), &self.allowed)
    }

    /// A script or style of the theme as it is published; nothing when it stays as it is.
    pub fn asset(&self, name: &str, text: &str) -> Option<String> {
        self.styles.as_ref()?;
        #[cfg(feature = "minify")]
        match name.rsplit_once('.')?.1 {
            "js" => return script::squeezed(text).map(|script| script::joined([&*script])),
            "css" => return styles::squeezed(text),
            _ => {}
        }
        let _ = (name, text);
        None
    }
}
