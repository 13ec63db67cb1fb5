//! Words that stand behind fences and mean no language that has colours. The list only serves
//! to tell a slip; any other word may be written.

/// The words, in order.
#[rustfmt::skip]
pub const LANGUAGES: [&str; 121] = [
    "abnf", "arduino", "art", "ascii", "aspnet", "aspx", "astro", "basic", "bicep", "bind", "bnf", "caddy",
    "caddyfile", "cobol", "conf", "cookie", "cookies", "cors", "csh", "cshtml", "cue", "cypher", "dhall", "ebnf",
    "ejs", "envoy", "events", "excel", "gherkin", "git", "gleam", "grpc", "haproxy", "haproxy.cfg", "header",
    "headers", "heex", "hjson", "hlsl", "httpie", "hurl", "hy", "ignore", "iis", "jshint", "jsonpath", "kdl",
    "ksh", "lighttpd", "liquid", "mermaid", "mips", "mojo", "move", "mustache", "none", "nu",
    "nushell", "output", "pem", "pgp", "pkl", "plain", "plaintext", "plantuml", "po", "pony", "postman", "prolog",
    "promql", "pug", "pycon", "q", "raku", "raml", "razor", "reason", "redis", "request", "rescript", "response",
    "rest", "robots", "sas", "sed", "smali", "smalltalk", "smithy", "sparql", "sse", "ssh", "stata", "swig",
    "tap", "tcsh", "text", "thrift", "traefik", "tree", "uri", "uritemplate", "url", "urlencoded", "urls", "v",
    "vala", "varnish", "vb", "vba", "vbnet", "vcl", "wasm", "wast", "wat", "web.config", "websocket", "wget",
    "xquery", "yang", "yara", "zshell",
];

#[cfg(test)]
mod tests {
    use super::super::highlight::has_colours;
    use super::*;

    #[test]
    fn names_are_in_order_and_have_no_colours() {
        assert!(LANGUAGES.is_sorted());
        assert_eq!(LANGUAGES.iter().find(|name| has_colours(name)), None);
    }
}
