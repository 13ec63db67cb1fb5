//! Words that stand behind fences: the names of languages as sites and editors know
//! them. The list only serves to tell a slip; any other word may be written.

/// The names, in order.
#[rustfmt::skip]
pub const LANGUAGES: [&str; 334] = [
    "abnf", "ada", "apache", "apacheconf", "applescript", "arduino", "art", "ascii", "asciidoc", "asm", "asp",
    "aspnet", "aspx", "assembly", "astro", "awk", "bash", "bash-session", "basic", "bat", "batch", "bibtex", "bicep",
    "bind", "bnf", "c", "c++", "caddy", "caddyfile", "cfg", "clj", "clojure", "cmake", "cmd", "cobol", "coffee",
    "coffeescript", "conf", "console", "cookie", "cookies", "cors", "cpp", "crystal", "cs", "csh", "csharp", "cshtml",
    "css", "csv", "cuda", "cue", "curl", "cypher", "cython", "d", "dart", "dhall", "diff", "django", "docker",
    "dockerfile", "dot", "dotenv", "ebnf", "edn", "ejs", "elixir", "elm", "env", "envoy", "erb", "erlang", "events",
    "ex", "excel", "f90", "fish", "fortran", "fs", "fsharp", "fsx", "gawk", "gherkin", "git", "gitignore", "gleam",
    "glsl", "go", "golang", "gradle", "graphql", "graphviz", "groovy", "grpc", "h", "haml", "handlebars", "haproxy",
    "haproxy.cfg", "haskell", "hbs", "hcl", "header", "headers", "heex", "hjson", "hlsl", "hpp", "hs", "htaccess",
    "html", "http", "httpd", "httpie", "hurl", "hy", "idris", "ignore", "iis", "ini", "ipynb", "java", "javascript",
    "jinja", "jinja2", "jl", "js", "jshint", "json", "json5", "jsonc", "jsonl", "jsonld", "jsonnet", "jsonpath",
    "jsp", "jsx", "julia", "kdl", "kotlin", "ksh", "kt", "latex", "lean", "less", "lighttpd", "liquid", "lisp",
    "llvm", "log", "logs", "lua", "luau", "make", "makefile", "markdown", "markup", "mathml", "matlab", "md", "mdx",
    "mermaid", "mips", "mjs", "mojo", "mongodb", "move", "mustache", "mysql", "nasm", "ndjson", "nginx", "nim", "nix",
    "njk", "none", "nu", "nunjucks", "nushell", "objc", "objective-c", "objectivec", "ocaml", "odin", "openapi",
    "org", "output", "pascal", "patch", "pem", "perl", "pgp", "pgsql", "php", "pkl", "plain", "plaintext", "plantuml",
    "plsql", "po", "pony", "postgresql", "postman", "powershell", "prolog", "promql", "proto", "protobuf", "ps1",
    "psql", "pug", "puppet", "purescript", "py", "pycon", "python", "python3", "q", "qml", "r", "racket", "rails",
    "raku", "raml", "razor", "rb", "reason", "redis", "regex", "regexp", "rego", "request", "rescript", "response",
    "rest", "restructuredtext", "rkt", "robots", "rs", "rst", "ruby", "rust", "sas", "sass", "scala", "scheme",
    "scss", "sed", "sh", "shell", "shell-session", "shellscript", "shellsession", "slim", "smali", "smalltalk",
    "smithy", "soap", "solidity", "sparql", "sql", "sqlite", "sse", "ssh", "ssh-config", "stata", "stylus", "svelte",
    "svg", "swagger", "swift", "swig", "systemd", "systemverilog", "tap", "tcl", "tcsh", "terraform", "tex", "text",
    "textile", "tf", "thrift", "toml", "traefik", "tree", "ts", "tsql", "tsv", "tsx", "twig", "txt", "typescript",
    "typst", "uri", "uritemplate", "url", "urlencoded", "urls", "v", "vala", "varnish", "vb", "vba", "vbnet", "vcl",
    "verilog", "vhdl", "vim", "viml", "vimscript", "vue", "wasm", "wast", "wat", "web.config", "websocket", "wget",
    "wgsl", "wiki", "wsdl", "xhtml", "xml", "xquery", "xsl", "xslt", "yaml", "yang", "yara", "yml", "zig", "zsh",
    "zshell",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        assert!(LANGUAGES.is_sorted());
    }
}
