//! What a Content-Security-Policy allows, and a policy that allows more (Content Security Policy
//! Level 3, sections 2.2 and 6.7).

use super::tokens::{Token, Tokens};

/// The policy that a page states in its head, as it is written there.
pub fn stated(html: &str) -> Option<String> {
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        if matches!(token, Token::Tag(tag) if tag.starts("meta")) && is_policy(&tokens) {
            return tokens.attribute("content").map(str::to_owned);
        }
    }
    None
}

/// Whether the last tag, a `meta`, states a policy.
pub fn is_policy(tokens: &Tokens) -> bool {
    tokens.attribute("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"))
}

/// A policy that allows what it did, and some sources besides, each with its directive.
pub fn allowing<'a>(policy: &str, added: impl IntoIterator<Item = (&'static str, &'a str)>) -> String {
    let mut parts: Vec<String> =
        policy.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for (directive, source) in added {
        let at = parts.iter().position(|part| is_named(part, directive));
        let default = parts.iter().find(|part| is_named(part, "default-src")).cloned();
        let part = match (at, default) {
            (Some(at), _) => &mut parts[at],
            // What is not said follows from the default, and without one all is allowed.
            (None, Some(default)) if directive.ends_with("-src") => {
                parts.push(format!("{directive}{}", &default["default-src".len()..]));
                let last = parts.len() - 1;
                &mut parts[last]
            }
            (None, _) => continue,
        };
        let mut words: Vec<&str> = part.split_whitespace().filter(|word| *word != "'none'").collect();
        if !words.contains(&source) {
            words.push(source);
        }
        *part = words.join(" ");
    }
    parts.join(";")
}

/// Whether a policy lets a page load what has an address; one without a host is of the site.
pub fn allows(policy: &str, directive: &str, address: &str) -> bool {
    let Some(sources) = sources(policy, directive) else { return true };
    sources.split_whitespace().any(|source| fits(source, address))
}

/// Whether a policy lets styles or scripts stand in the attributes of elements.
pub fn allows_attributes(policy: &str, directive: &str) -> bool {
    sources(policy, directive)
        .is_none_or(|sources| sources.split_whitespace().any(|source| source == "'unsafe-inline'"))
}

/// The sources of a directive, or those of the default; nothing where all is allowed.
fn sources<'a>(policy: &'a str, directive: &str) -> Option<&'a str> {
    let value = |name: &str| {
        let part = policy.split(';').map(str::trim).find(|part| is_named(part, name))?;
        Some(part[name.len()..].trim())
    };
    value(directive).or_else(|| directive.ends_with("-src").then(|| value("default-src"))?)
}

fn is_named(part: &str, name: &str) -> bool {
    part.split_whitespace().next().is_some_and(|own| own.eq_ignore_ascii_case(name))
}

/// Whether a source of a policy covers an address.
fn fits(source: &str, address: &str) -> bool {
    let Some((scheme, behind)) = scheme_of(address) else { return source == "'self'" || source == "*" };
    let is_web = behind.starts_with("//") || address.starts_with("//");
    if source == "*" {
        return is_web;
    }
    if let Some(own) = source.strip_suffix(':') {
        return own.eq_ignore_ascii_case(scheme);
    }
    if source.starts_with('\'') || !is_web {
        return false;
    }
    let (own, place) = source.split_once("://").map_or((None, source), |(own, place)| (Some(own), place));
    let (host, path) = place.find('/').map_or((place, ""), |at| place.split_at(at));
    let to = behind.trim_start_matches('/');
    let (to_host, to_path) = to.find(['/', '?', '#']).map_or((to, ""), |at| to.split_at(at));
    let is_host = match host.strip_prefix('*') {
        Some(end) => to_host.len() > end.len() && to_host.to_lowercase().ends_with(&end.to_lowercase()),
        None => to_host.eq_ignore_ascii_case(host),
    };
    let to_path = to_path.split(['?', '#']).next().unwrap_or_default();
    let is_path = path.is_empty() || path == "/" || to_path == path || path.ends_with('/') && to_path.starts_with(path);
    is_host && is_path && own.is_none_or(|own| own.eq_ignore_ascii_case(scheme))
}

/// The scheme of an address and what stands behind it; `//host` has that of the site.
pub fn scheme_of(address: &str) -> Option<(&str, &str)> {
    if let Some(behind) = address.strip_prefix("//") {
        return Some(("https", behind));
    }
    let (scheme, behind) = address.split_once(':')?;
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_scheme)).then_some((scheme, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_allow_more_and_what_they_did() {
        let added = [("script-src", "'self'"), ("connect-src", "'self'")];
        for (policy, expected) in [
            ("default-src 'none'", "default-src 'none';script-src 'self';connect-src 'self'"),
            (
                "default-src 'self' a.example; SCRIPT-SRC 'none'; img-src *",
                "default-src 'self' a.example;SCRIPT-SRC 'self';img-src *;connect-src 'self' a.example",
            ),
            ("img-src 'self'", "img-src 'self'"),
            ("script-src 'sha256-x' 'self'", "script-src 'sha256-x' 'self'"),
        ] {
            assert_eq!(allowing(policy, added), expected, "{policy}");
        }
    }

    #[test]
    fn sources_cover_addresses_as_browsers_read_them() {
        for (sources, address, expected) in [
            ("'self'", "../a.png", true),
            ("'self'", "https://a.example/b.png", false),
            ("https://a.example", "https://a.example/b.png?c", true),
            ("https://a.example", "http://a.example/b.png", false),
            ("a.example", "//A.example/b.png", true),
            ("https://*.a.example", "https://b.a.example/", true),
            ("https://*.a.example", "https://a.example/", false),
            ("https://a.example/js/", "https://a.example/js/b.js", true),
            ("https://a.example/js", "https://a.example/js/b.js", false),
            ("data:", "data:image/png;base64,", true),
            ("*", "data:image/png;base64,", false),
            ("https:", "https://a.example", true),
            ("'none'", "a.png", false),
        ] {
            assert_eq!(allows(&format!("img-src {sources}"), "img-src", address), expected, "{sources} {address}");
            assert_eq!(allows(&format!("default-src {sources}"), "img-src", address), expected, "{sources} {address}");
        }
        assert!(allows("script-src 'none'", "img-src", "https://a.example"));
    }
}
