//! Patterns in `site.yaml`: paths such as `{class}/{code}.md` and routes such as
//! `{code}/`.

use crate::text::{field_of, fill, slug};

/// A path with fields in braces, matched against the paths below `content/`.
/// A field stands for one or more characters without a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPattern {
    text: String,
}

impl PathPattern {
    /// Takes a pattern as it is written.
    pub fn new(text: &str) -> PathPattern {
        PathPattern { text: text.to_owned() }
    }

    /// The pattern as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The fields of a path of this form, by name, or nothing when it has another.
    pub fn captures(&self, path: &str) -> Option<Vec<(String, String)>> {
        captures(&self.text, path)
    }

    /// How exact the pattern is, for choosing between two that match: segments
    /// without a field count, the last one most.
    pub fn exactness(&self) -> Vec<bool> {
        self.text.rsplit('/').map(|segment| field_of(segment).is_none()).collect()
    }

    /// The path for given fields.
    pub fn fill(&self, value: impl Fn(&str) -> String) -> String {
        fill(&self.text, value)
    }
}

/// A route with fields in braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutePattern {
    text: String,
}

impl RoutePattern {
    /// Takes a pattern as it is written.
    pub fn new(text: &str) -> RoutePattern {
        RoutePattern { text: text.to_owned() }
    }

    /// The pattern as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The fields of a route of this form, as they stand in it, or nothing when it has
    /// another.
    pub fn captures(&self, route: &str) -> Option<Vec<(String, String)>> {
        captures(&self.text, route)
    }

    /// The route for given fields. Routes are lower case and hold only
    /// characters that stand for themselves in an address.
    pub fn fill(&self, value: impl Fn(&str) -> String) -> String {
        fill(&self.text, |name| slug(&value(name)))
    }
}

/// The fields of a path or route of a form, by name.
fn captures(form: &str, path: &str) -> Option<Vec<(String, String)>> {
    let (form, path): (Vec<_>, Vec<_>) = (form.split('/').collect(), path.split('/').collect());
    if form.len() != path.len() {
        return None;
    }
    let mut found = Vec::new();
    for (form, segment) in form.iter().zip(&path) {
        match field_of(form) {
            None if form == segment => {}
            None => return None,
            Some((before, name, after)) => {
                let value = segment.strip_prefix(before)?.strip_suffix(after)?;
                if value.is_empty() {
                    return None;
                }
                found.push((name.to_owned(), value.to_owned()));
            }
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_gives_its_fields() {
        let pattern = PathPattern::new("{class}/{code}.md");
        let fields = pattern.captures("4xx/404.md").unwrap();
        assert_eq!(fields, [("class".into(), "4xx".into()), ("code".into(), "404".into())]);
        assert_eq!(pattern.captures("4xx/deep/404.md"), None);
        assert_eq!(pattern.captures("4xx/404.txt"), None);
        assert_eq!(pattern.fill(|name| name.to_uppercase()), "CLASS/CODE.md");
    }

    #[test]
    fn the_file_name_decides_between_patterns() {
        let index = PathPattern::new("{folder}/index.md").exactness();
        assert!(index > PathPattern::new("methods/{method}.md").exactness());
        assert!(
            PathPattern::new("methods/{method}.md").exactness() > PathPattern::new("{class}/{code}.md").exactness()
        );
    }

    #[test]
    fn routes_are_lower_case_and_safe() {
        assert_eq!(RoutePattern::new("headers/{id}/").fill(|_| "WWW-Authenticate".into()), "headers/www-authenticate/");
    }
}
