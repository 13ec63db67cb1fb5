//! Tabs of code in several languages, and what is folded.

use crate::assert_html;

#[test]
fn blocks_with_the_word_tab_are_one_group() {
    assert_html(
        "```js tab\na\n```\n\n```sh tab=\"A shell\"\nb\n```\n\n<!-- apart -->\n\n```json tab\n1\n```\n\n```yaml tab\n```\n",
        r#"
<div class="tabs" role="group" aria-label="Variants of this code">
<div class="tab"><p class="tab-name">JavaScript</p>
<div class="code"><pre tabindex="0"><code class="language-js">a</code></pre></div></div>
<div class="tab"><p class="tab-name">A shell</p>
<div class="code"><pre tabindex="0"><code class="language-sh"><span class="t-keyword">b</span></code></pre></div></div>
</div>
<div class="tabs" role="group" aria-label="Variants of this code">
<div class="tab"><p class="tab-name">JSON</p>
<div class="code"><pre tabindex="0"><code class="language-json"><span class="t-number">1</span></code></pre></div></div>
<div class="tab"><p class="tab-name">YAML</p>
<div class="code"><pre tabindex="0"><code class="language-yaml"></code></pre></div></div>
</div>
"#,
    );
}

#[test]
fn tabs_may_stand_in_a_list() {
    assert_html(
        "- One\n\n  ```a tab\n  1\n  ```\n  ```b tab\n  2\n  ```\n- Two\n",
        r#"
<ul>
<li>
<p>One</p>
<div class="tabs" role="group" aria-label="Variants of this code">
<div class="tab"><p class="tab-name">a</p>
<div class="code"><pre tabindex="0"><code class="language-a">1</code></pre></div></div>
<div class="tab"><p class="tab-name">b</p>
<div class="code"><pre tabindex="0"><code class="language-b">2</code></pre></div></div>
</div>
</li>
<li>
<p>Two</p>
</li>
</ul>
"#,
    );
}

#[test]
fn details_are_folded_behind_their_title() {
    assert_html(
        "> [!details]  Why **not** [a](#b)?\n> Since *it* is\n> so.\n>\n> > [!DETAILS] More\n>\n> - one\n\n## B\n",
        r##"
<details class="fold"><summary>Why <strong>not</strong> <a href="#b">a</a>?</summary>
<p>Since <em>it</em> is
so.</p>
<details class="fold"><summary>More</summary>
</details>
<ul>
<li>one</li>
</ul>
</details>
<h2 id="b">B<a class="anchor" href="#b" aria-label="Link to this section: B"></a></h2>
"##,
    );
    assert_html(
        "> [!DETAILS] Why *this\n> or* that?\n> Text\n",
        r#"
<details class="fold"><summary>Why <em>this
or</em> that?</summary>
<p>Text</p>
</details>
"#,
    );
    assert_html(
        "> A [!DETAILS] b\n",
        "
<blockquote>
<p>A [!DETAILS] b</p>
</blockquote>
",
    );
}
