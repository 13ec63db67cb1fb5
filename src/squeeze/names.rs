//! The names that a page uses, by which rules of a style can match in it.

use super::tag::Attribute;
use std::borrow::Cow;

/// The names of a page's elements and attributes, its classes and ids.
pub struct Names<'a> {
    page: Vec<Cow<'a, str>>,
    /// Names that came lately, which need not be taken again.
    late: [&'a str; 256],
    /// Whether there are names that are not read, since they are written with character references.
    unknown: bool,
}

impl Default for Names<'_> {
    fn default() -> Self {
        Names { page: Vec::new(), late: [""; 256], unknown: false }
    }
}

impl<'a> Names<'a> {
    /// Adds those of a start tag.
    pub fn add(&mut self, element: &'a str, attributes: &[Attribute<'a>]) {
        self.name(element, true);
        for Attribute { name, value, .. } in attributes {
            let is_named = ["class", "id"].iter().any(|one| name.eq_ignore_ascii_case(one));
            self.unknown |= is_named && value.contains('&');
            if !is_named {
                self.name(name, true);
            } else if name.eq_ignore_ascii_case("id") {
                self.name(value, false);
            } else {
                value.split_ascii_whitespace().for_each(|class| self.name(class, false));
            }
        }
    }

    fn name(&mut self, name: &'a str, in_lower_case: bool) {
        let (Some(first), Some(last)) = (name.bytes().next(), name.bytes().last()) else { return };
        let place = (usize::from(first) + 31 * usize::from(last) + 7 * name.len()) % self.late.len();
        if self.late[place] != name {
            self.late[place] = name;
            self.page.push(if in_lower_case { lower(name) } else { Cow::Borrowed(name) });
        }
    }

    /// All names in their order; nothing when some are not known.
    pub fn all(mut self) -> Option<Vec<Cow<'a, str>>> {
        self.page.sort_unstable();
        self.page.dedup();
        (!self.unknown).then_some(self.page)
    }
}

/// The name of an element or attribute, in which cases are not told apart.
pub fn lower(name: &str) -> Cow<'_, str> {
    let same = !name.bytes().any(|byte| byte.is_ascii_uppercase());
    if same { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) }
}
