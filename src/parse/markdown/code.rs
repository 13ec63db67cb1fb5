//! Blocks of code: coloured where their language is known, and with commands that
//! send the requests of an `http` block.

use super::curl::curl;
use super::highlight::highlight;
use super::{Part, Walk, tabs};
use crate::diag::Diagnostic;
use crate::parse::document::CodeBlock;
use crate::parse::json::broken_json;
use crate::text::slug;
use pulldown_cmark::CodeBlockKind;
use std::ops::Range;

/// The language whose blocks are kept, since they can be compared with facts.
const EXCHANGE: &str = "http";

/// The language whose blocks are read, to tell slips.
const JSON: &str = "json";

/// What stands for a language where code has no colours.
const PLAIN: &str = "";

/// The words behind a block's fence without those of a tab, and where its code stands.
pub struct Fence {
    pub info: String,
    /// The name of a tab, empty where it has that of its language.
    pub tab: Option<String>,
    /// Where the code stands, up to the end of the block.
    pub at: Range<usize>,
    /// Where the block starts.
    pub start: usize,
    /// How many problems were known when it ended.
    pub known: usize,
}

impl Fence {
    /// The language of the code, in lower case.
    pub fn language(&self) -> String {
        self.info.split([' ', ',']).next().unwrap_or_default().to_ascii_lowercase()
    }
}

impl Walk<'_, '_> {
    pub(super) fn open_code(&mut self, kind: &CodeBlockKind, at: Range<usize>) {
        let (info, fence) = match kind {
            CodeBlockKind::Fenced(info) => {
                (info.to_string(), self.text[at.clone()].find('\n').map_or(at.len(), |newline| newline + 1))
            }
            CodeBlockKind::Indented => (String::new(), 0),
        };
        let (info, tab) = tabs::split(&info);
        self.take(Part::Code(Fence { info, tab, at: at.start + fence..at.end, start: at.start, known: 0 }));
    }

    pub(super) fn close_code(&mut self, mut fence: Fence, code: String) {
        let language = fence.language();
        if let Some(name) = &fence.tab {
            self.open_tab(name, &language, fence.start);
        }
        self.out.push("<div class=\"code\"><pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.put(format_args!(" class=\"language-{}\"", slug(&language)));
        }
        self.out.push(">");
        let highlights = self.reading.rules.highlight;
        let coloured = |language| if highlights { language } else { PLAIN };
        self.out.print(|html| highlight(coloured(&language), code.trim_end_matches('\n'), html));
        self.out.push("</code></pre>");
        if language == EXCHANGE {
            let title = self.own_word("with_curl", &[]);
            self.out.print(|html| curl(&code, &title, coloured("sh"), html));
        }
        self.out.push(if fence.tab.is_some() { "</div></div>\n" } else { "</div>\n" });
        if self.known.is_some() {
            return;
        }
        let is_whole = self.check_fence(&fence, &code);
        if language == JSON && is_whole {
            self.check_json(&fence, &code);
        }
        if language == EXCHANGE && is_whole {
            self.document.exchanges.push(CodeBlock { info: fence.info.clone(), code, at: fence.at.clone() });
        }
        fence.known = self.problems.len();
        self.fences.push(fence);
    }

    /// Tells where a block of JSON is broken.
    fn check_json(&mut self, fence: &Fence, code: &str) {
        let Some(broken) = broken_json(code).filter(|_| !code.trim().is_empty()) else { return };
        // In a list or a quotation something stands before each line of the code.
        let before = &code[..broken.at.start];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = code[start..].lines().next().unwrap_or_default();
        let mut offset = fence.at.start;
        for (number, written) in self.text[fence.at.clone()].split_inclusive('\n').enumerate() {
            if number == before.matches('\n').count() {
                offset += written.find(line).unwrap_or_default() + broken.at.start - start;
                break;
            }
            offset += written.len();
        }
        let message = format!("this is not JSON: {}", broken.message);
        let help = "correct it; where it is a part of a text, or has comments, put another word behind the fence, \
                    such as `text`";
        let at = offset..offset + broken.at.len();
        self.problems.push(Diagnostic::warning("not-json", self.span(&at), message).help(help));
    }
}
