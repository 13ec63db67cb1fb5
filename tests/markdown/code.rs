//! Code, and what in it is coloured.

use crate::common::{code_template, page_405, page_of, site_with};
use crate::{TEXT_ALONE, assert_html};

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
fn other_code_is_shown_as_it_is() {
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
