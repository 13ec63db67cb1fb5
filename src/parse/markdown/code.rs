//! Blocks of code: coloured where their language is known, and with commands that
//! send the requests of an `http` block.

use super::curl::curl;
use super::highlight::highlight;
use super::{Part, Walk};
use crate::parse::document::CodeBlock;
use crate::text::slug;
use pulldown_cmark::CodeBlockKind;
use std::ops::Range;

/// The language whose blocks are kept, since they can be compared with facts.
const EXCHANGE: &str = "http";

/// What stands for a language where code has no colours.
const PLAIN: &str = "";

/// The words behind a block's fence, and where its code stands.
pub struct Fence {
    pub info: String,
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
        self.take(Part::Code(Fence { info, at: at.start + fence..at.end, start: at.start, known: 0 }));
    }

    pub(super) fn close_code(&mut self, mut fence: Fence, code: String) {
        let language = fence.language();
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
            self.out.print(|html| curl(&code, coloured("sh"), html));
        }
        self.out.push("</div>\n");
        if self.known.is_some() {
            return;
        }
        let is_whole = self.check_fence(&fence, &code);
        if language == EXCHANGE && is_whole {
            self.document.exchanges.push(CodeBlock { info: fence.info.clone(), code, at: fence.at.clone() });
        }
        fence.known = self.problems.len();
        self.fences.push(fence);
    }
}
