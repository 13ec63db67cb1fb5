//! Code, and what in it is coloured.

use crate::common::{code_template, page_405, page_of, site_with};
use crate::{TEXT_ALONE, assert_html};
use std::collections::BTreeSet;

/// A line of each language, and the classes that are in it.
const COMMON: [(&str, &str, &str); 33] = [
    ("apache", "ErrorDocument 404 /404.html # none", "keyword number"),
    ("c", "static int one(void) { return 1; } /* one */", "comment function keyword number"),
    ("c++", "auto one = std::string{\"1\"}; // one", "comment function keyword string"),
    ("css", "a:hover { color: #fff; width: 1rem } /* a */", "comment key keyword number"),
    ("diff", "--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new", "comment deleted inserted"),
    ("docker", "FROM rust:1 # one", "keyword type"),
    ("go", "func One() string { return \"1\" } // one", "comment function keyword string type"),
    ("graphql", "query One($a: Int = 1) { b(c: $a) }", "keyword number type"),
    ("hcl", "a \"b\" { c = 1 } # one", "comment number string type"),
    ("html", "<p class=\"a\">&amp;</p><!-- b -->", "comment key number option string"),
    ("ini", "[a]\nb = c ; d", "comment keyword string"),
    ("java", "@A class B { int c() { return 1; } } // b", "comment function keyword number option type"),
    ("javascript", "const a = async () => `b ${c}` ?? null; // d", "comment keyword string"),
    ("jsx", "const a = <A b=\"c\">{d}</A>", "key keyword option string"),
    ("kotlin", "fun one(a: Int): String = \"$a\" // one", "comment function keyword string"),
    ("lua", "local a = \"b\" -- c", "comment keyword string"),
    ("makefile", "a: b # c", "comment function"),
    ("nginx", "return 301 $scheme://a; # b", "comment function string"),
    ("php", "<?php function a(): ?int { return null; } // b", "comment function keyword"),
    ("powershell", "$a = Get-Item 'b' # c", "comment function string"),
    ("protobuf", "message A { string b = 1; } // c", "comment keyword number type"),
    ("py", "def one(a=1): return f\"{a}\" # one", "comment function keyword number string"),
    ("ruby", "def one(a = nil) = :one # one", "comment function keyword number"),
    ("rust", "fn one() -> u8 { 1 } // one", "comment function keyword number"),
    ("scss", "$a: 1rem; .b { &:hover { width: $a } } // c", "key number option"),
    ("sql", "SELECT a FROM b WHERE c = 'd' -- e", "comment keyword string"),
    ("swift", "func one() -> String? { nil } // one", "comment keyword number type"),
    ("terraform", "a \"b\" { c = 1 } # one", "comment number string type"),
    ("toml", "[a]\nb = 1 # c", "comment key number type"),
    ("ts", "const a: string = \"b\"; // c", "comment keyword number string type"),
    ("tsx", "const a: B = <A b={1} />", "keyword number option type"),
    ("xml", "<a b=\"c\"/><!-- d -->", "comment key option string"),
    ("yaml", "a: \"b\" # c", "comment key string"),
];

#[test]
fn http_messages_are_coloured() {
    assert_html(
        "```http\nHTTP/1.1 405 Method Not Allowed\nAllow: GET\n```",
        r#"
<div class="code"><pre tabindex="0"><code class="language-http"><span class="t-version">HTTP/1.1</span> <span class="t-status">405 Method Not Allowed</span>
<span class="t-name">Allow</span><span class="t-punctuation">:</span><span class="t-value"> GET</span></code></pre></div>
"#,
    );
}

#[test]
fn json_is_coloured() {
    assert_html(
        "```json\n{\"a\": [1, true]}\n```",
        r#"
<div class="code"><pre tabindex="0"><code class="language-json"><span class="t-punctuation">{</span><span class="t-key">"a"</span><span class="t-punctuation">: [</span><span class="t-number">1</span><span class="t-punctuation">,</span> <span class="t-keyword">true</span><span class="t-punctuation">]}</span></code></pre></div>
"#,
    );
}

#[test]
fn shell_commands_are_coloured() {
    assert_html(
        "```sh\n$ curl -I 'x' # ask\n```",
        r#"
<div class="code"><pre tabindex="0"><code class="language-sh"><span class="t-punctuation">$ </span><span class="t-keyword">curl</span> <span class="t-option">-I</span> <span class="t-string">'x'</span> <span class="t-comment"># ask</span></code></pre></div>
"#,
    );
}

#[test]
fn languages_with_a_grammar_are_coloured() {
    assert_html(
        "```rust\n/// One.\npub fn one<'a>(x: &'a str) -> Option<u8> { x.parse().ok().or(Some(1)) }\n```",
        r#"
<div class="code"><pre tabindex="0"><code class="language-rust"><span class="t-comment">/// One.</span>
<span class="t-keyword">pub fn</span> <span class="t-function">one</span>&lt;<span class="t-keyword">'a</span>&gt;(x: &amp;<span class="t-keyword">'a str</span>) -&gt; <span class="t-type">Option</span>&lt;<span class="t-keyword">u8</span>&gt; { x.<span class="t-function">parse</span>().<span class="t-function">ok</span>().<span class="t-function">or</span>(<span class="t-type">Some</span>(<span class="t-number">1</span>)) }</code></pre></div>
"#,
    );
    assert_html(
        "```csharp\nif (a != \"b\") return null; // none\n```",
        r#"
<div class="code"><pre tabindex="0"><code class="language-csharp"><span class="t-keyword">if</span> (a != <span class="t-string">"b"</span>) <span class="t-keyword">return null</span>; <span class="t-comment">// none</span></code></pre></div>
"#,
    );
}

#[test]
fn common_languages_have_colours() {
    let classes = |language: &str, code: &str| {
        let site = site_with("kinds:\n", "kinds:\n") + &code_template(TEXT_ALONE);
        let page = page_of(&(site + &page_405("", &format!("```{language}\n{code}\n```\n"))), "405/index.html");
        let classes = page.split("class=\"t-").skip(1).filter_map(|rest| rest.split_once('"'));
        classes.map(|(class, _)| class.to_owned()).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ")
    };
    let found = COMMON.map(|(language, code, _)| format!("{language}: {}", classes(language, code)));
    assert_eq!(found, COMMON.map(|(language, _, classes)| format!("{language}: {classes}")));
}

#[test]
fn other_code_is_shown_as_it_is() {
    assert_html(
        "```whatever\nfn a() {}\n```",
        r#"
<div class="code"><pre tabindex="0"><code class="language-whatever">fn a() {}</code></pre></div>
"#,
    );
    assert_html(
        "```\nif a < b && \"c\" {\n```",
        r#"
<div class="code"><pre tabindex="0"><code>if a &lt; b &amp;&amp; "c" {</code></pre></div>
"#,
    );
}

#[test]
fn code_has_no_colours_where_the_site_wants_none() {
    let site = site_with("kinds:\n", "highlight: false\nkinds:\n");
    let text = "```http\nGET / HTTP/1.1\nHost: a.example\n```\n\n```json\n{\"a\": 1}\n```\n";
    let page = page_of(&(site + &code_template(TEXT_ALONE) + &page_405("", text)), "405/index.html");
    let plain = ["language-http\">GET / HTTP/1.1\nHost: a.example<", "curl -i https://a.example/", "\">{\"a\": 1}<"];
    assert!(plain.iter().all(|part| page.contains(part)) && !page.contains("class=\"t-"), "{page}");
}
