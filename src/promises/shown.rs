//! What a reader sees of a page: its text, and the places that links lead to. Only what a list
//! asks about is looked at.

use crate::squeeze::tokens::{Token, Tokens};
use crate::text::unescaped;
use std::collections::BTreeSet;

/// The elements that stand within a line, so that text goes on behind them.
const INLINE: [&str; 27] = [
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "label",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "var",
];

/// What a page shows.
pub struct Shown {
    /// Its text, with one space wherever there is any white space.
    pub text: String,
    /// Its ids.
    pub ids: BTreeSet<String>,
}

impl Shown {
    /// What a page of HTML shows.
    pub fn of(html: &str) -> Shown {
        let mut shown = Shown { text: String::new(), ids: BTreeSet::new() };
        let mut tokens = Tokens::new(html);
        let mut is_unseen = false;
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(text) => shown.add(&unescaped(text)),
                Token::Raw(text) if !is_unseen => shown.add(&unescaped(text)),
                Token::Tag(tag) => {
                    is_unseen = tag.starts("script") || tag.starts("style");
                    if !INLINE.contains(&tag.name) {
                        shown.add(" ");
                    }
                    shown.ids.extend(tokens.attribute("id").filter(|_| !tag.ends).map(unescaped));
                }
                _ => {}
            }
        }
        shown
    }

    fn add(&mut self, text: &str) {
        for c in text.chars() {
            if !c.is_whitespace() {
                self.text.push(c);
            } else if !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_a_reader_sees() {
        let page = "<style>p{}</style><h2 id=\"a&amp;b\">One</h2><p>two <b>th</b>ree\n &lt;four&#x27;s&gt;<br>five<pre>six\n  seven</pre>";
        let Shown { text, ids } = Shown::of(page);
        assert_eq!(text, " One two three <four's> five six seven ");
        assert_eq!(ids, BTreeSet::from(["a&b".to_owned()]));
    }
}
