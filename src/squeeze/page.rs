//! Smaller HTML; the only module that knows the minifier.
//!
//! Closing tags are kept and nothing is taken out that a parser or a reader
//! would miss; a test parses every page before and after.

use minify_html::{Cfg, minify};

/// A page without what neither parsing nor reading needs.
pub fn html(html: &str) -> String {
    let mut config = Cfg::new();
    config.keep_closing_tags = true;
    config.keep_html_and_head_opening_tags = true;
    config.keep_input_type_text_attr = true;
    config.keep_comments = false;
    config.minify_css = false;
    config.minify_js = false;
    config.minify_doctype = false;
    config.allow_noncompliant_unquoted_attribute_values = false;
    config.allow_optimal_entities = false;
    config.allow_removing_spaces_between_attributes = false;
    String::from_utf8_lossy(&minify(html.as_bytes(), &config)).into_owned()
}
