//! The tokens of random markup are those of html5ever, whose tree builder tells it where
//! text without tags and foreign content begin.

use super::tokens::{Token, Tokens};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{self, BufferQueue, TagKind, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use scraper::{Html, HtmlTreeSink};
use std::cell::RefCell;

/// How many texts are tried, and of how many pieces at most.
const TEXTS: u64 = 20_000;
const PIECES: u64 = 24;

/// What markup is made of, parted by bars. Character references are read by the browser
/// alone; inside `select` and `frameset` a parser drops start tags, so that raw text would
/// follow none.
const PIECES_OF_MARKUP: &str = "<|>|/|</|/>|<!|<?|<!-|<!--|-->|--!>|<!-->|<!--->|-|--|!| |\n|\t|\x0c|=|\"|'|`|x|Y|é|a=b| \
    b='c'| d=\"e\"| a=1 A=2|<a|<a>|</a|</a>|<B\n|<p>|</p>|<br/>|<div class=x>|</div>|<x-y>|<script>|<script|</script>|\
    </script|<SCRIPT>|<style>|</style>|</style x>|<title>|</title>|<textarea>|</textarea>|<noscript>|</noscript>|<xmp>|\
    </xmp >|<iframe>|</iframe>|<![CDATA[|]]>|<!doctype html>|<plaintext>";

/// Elements that stand in each other in well-formed markup, foreign ones and HTML inside
/// them. Where they are not well-formed, only a tree tells what is open.
const NESTED: [&str; 8] = ["svg", "g", "desc", "foreignObject", "math", "mi", "annotation-xml", "x-y"];

/// What stands inside them, parted by bars.
const LEAVES: &str = "text|]]>|<![CDATA[a > b]]>|<![CDATA[]]>|<!-- c -->|<!-->|<?d?>|<style>e<f/>g</style>|\
    <script>'<h/>'</script>|<textarea><j/></textarea>|<svg/>|<path d=\"m > n\"></path>|<wbr>";

/// A token in the form in which both are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    Text(String),
    Comment(String),
    Doctype,
    Start(String, Vec<(String, String)>),
    End(String),
}

/// Adds a token; texts that follow each other are one.
fn add(all: &mut Vec<Seen>, token: Seen) {
    match (all.last_mut(), token) {
        (Some(Seen::Text(text)), Seen::Text(more)) => text.push_str(&more),
        (_, Seen::Text(text)) if text.is_empty() => {}
        (_, token) => all.push(token),
    }
}

/// Hands tokens on to a tree builder and notes them.
struct Recorder {
    builder: TreeBuilder<<HtmlTreeSink as html5ever::interface::TreeSink>::Handle, HtmlTreeSink>,
    seen: RefCell<Vec<Seen>>,
}

impl TokenSink for Recorder {
    type Handle = <HtmlTreeSink as html5ever::interface::TreeSink>::Handle;

    fn process_token(&self, token: tokenizer::Token, line: u64) -> TokenSinkResult<Self::Handle> {
        let seen = match &token {
            tokenizer::DoctypeToken(_) => Some(Seen::Doctype),
            tokenizer::CommentToken(text) => Some(Seen::Comment(text.to_string())),
            tokenizer::CharacterTokens(text) => Some(Seen::Text(text.to_string())),
            tokenizer::TagToken(tag) if tag.kind == TagKind::EndTag => Some(Seen::End(tag.name.to_string())),
            tokenizer::TagToken(tag) => {
                let attributes = tag.attrs.iter().map(|one| (one.name.local.to_string(), one.value.to_string()));
                Some(Seen::Start(tag.name.to_string(), attributes.collect()))
            }
            tokenizer::NullCharacterToken | tokenizer::EOFToken | tokenizer::ParseError(_) => None,
        };
        seen.into_iter().for_each(|seen| add(&mut self.seen.borrow_mut(), seen));
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// The tokens that html5ever reads.
fn expected(html: &str) -> Vec<Seen> {
    let sink = HtmlTreeSink::new(Html::new_document());
    let builder = TreeBuilder::new(sink, TreeBuilderOpts { scripting_enabled: true, ..TreeBuilderOpts::default() });
    let recorder = Recorder { builder, seen: RefCell::default() };
    let tokenizer = Tokenizer::new(recorder, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // After a script the tokenizer pauses, so that the script could run.
    while matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Script(_)) {}
    tokenizer.end();
    tokenizer.sink.seen.take()
}

/// The text of a comment, without the signs around it.
fn comment(text: &str) -> String {
    let bogus = |start: usize| text[start..].strip_suffix('>').unwrap_or(&text[start..]).to_owned();
    let Some(inner) = text.strip_prefix("<!--") else { return bogus(if text.starts_with("<?") { 1 } else { 2 }) };
    if matches!(inner, ">" | "->") {
        return String::new();
    }
    // What the page's end cuts off of the end is no text either.
    let ends = ["-->", "--!>", "--!", "--", "-"];
    let end = ends.iter().find_map(|end| inner.strip_suffix(end));
    end.unwrap_or(inner).to_owned()
}

/// The tokens that are read here.
fn found(html: &str) -> Vec<Seen> {
    let mut all = Vec::new();
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) | Token::Raw(text) => add(&mut all, Seen::Text(text.to_owned())),
            Token::Comment(text) => add(&mut all, Seen::Comment(comment(text))),
            Token::Other(text) => match text.strip_prefix("<![CDATA[") {
                Some(text) => add(&mut all, Seen::Text(text.strip_suffix("]]>").unwrap_or(text).to_owned())),
                None => add(&mut all, Seen::Doctype),
            },
            Token::Tag(tag) if tag.ends => add(&mut all, Seen::End(tag.name.to_ascii_lowercase())),
            Token::Tag(tag) => {
                let mut attributes: Vec<(String, String)> = Vec::new();
                for one in tokens.attributes() {
                    let name = one.name.to_ascii_lowercase();
                    if attributes.iter().all(|(known, _)| *known != name) {
                        attributes.push((name, one.value.to_owned()));
                    }
                }
                add(&mut all, Seen::Start(tag.name.to_ascii_lowercase(), attributes));
            }
            Token::Nothing(_) => {}
        }
    }
    all
}

/// Numbers below others that look random and are the same in every run.
fn random(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |end| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % end
    }
}

/// The pieces of the nth text.
fn pieces(seed: u64) -> Vec<&'static str> {
    let all: Vec<&str> = PIECES_OF_MARKUP.split('|').collect();
    let mut below = random(seed);
    let count = 1 + below(PIECES);
    (0..count).map(|_| all[below(all.len() as u64) as usize]).collect()
}

/// A well-formed piece of markup around foreign elements.
fn nested(below: &mut impl FnMut(u64) -> u64, depth: u64) -> String {
    if depth == 0 || below(3) == 0 {
        let all: Vec<&str> = LEAVES.split('|').collect();
        return all[below(all.len() as u64) as usize].to_owned();
    }
    let name = NESTED[below(NESTED.len() as u64) as usize];
    let inner: String = (0..below(4)).map(|_| nested(below, depth - 1)).collect();
    format!("<{name}>{inner}</{name}>")
}

/// The pieces without those that a difference does not need.
fn least(mut pieces: Vec<&'static str>) -> String {
    let differs = |pieces: &[&str]| found(&pieces.concat()) != expected(&pieces.concat());
    let mut at = 0;
    while at < pieces.len() {
        let taken = pieces.remove(at);
        if !differs(&pieces) {
            pieces.insert(at, taken);
            at += 1;
        }
    }
    pieces.concat()
}

#[test]
fn random_markup_has_the_tokens_that_html5ever_reads() {
    for seed in 0..TEXTS {
        let pieces = pieces(seed);
        let html = pieces.concat();
        let joined: String = Tokens::new(&html).map(text_of).collect();
        assert_eq!(joined, html, "the tokens of {html:?} are all of it");
        if found(&html) != expected(&html) {
            let least = least(pieces);
            assert_eq!(found(&least), expected(&least), "the tokens of {least:?} (text {seed})");
        }
    }
}

#[test]
fn foreign_content_has_the_tokens_that_html5ever_reads() {
    for seed in 0..TEXTS {
        let html = nested(&mut random(seed), 7);
        assert_eq!(found(&html), expected(&html), "the tokens of {html:?} (text {seed})");
    }
}

/// A token as it is written.
fn text_of(token: Token) -> String {
    match token {
        Token::Tag(tag) => tag.text,
        Token::Text(text) | Token::Raw(text) | Token::Comment(text) | Token::Other(text) | Token::Nothing(text) => text,
    }
    .to_owned()
}
