//! Reads Rust sources as the compiler does: what a file imports, which paths it
//! names, which problems it raises. Unit tests are left out. What follows from
//! that is the business of `tests/architecture/` and `tests/failures/codes.rs`.

#![allow(dead_code, reason = "each test uses a part of this file")]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Meta, UseTree};

/// The repository's folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder, by their path from the root.
pub fn files(folder: &str) -> BTreeMap<String, String> {
    files_of(folder, "rs")
}

/// All files below a folder whose names end so, by their path from the root.
pub fn files_of(folder: &str, wanted: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == wanted) {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

/// A path as it is named somewhere, such as `["crate", "link", "Entry"]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its parts.
    pub path: Vec<String>,
    /// The modules inside the file in which it stands.
    pub inside: Vec<String>,
    /// The line.
    pub line: usize,
}

/// What a file names, besides its unit tests.
#[derive(Debug, Default)]
pub struct Names {
    /// Imported paths with the name that each has here; `*` for all of a module.
    pub imports: Vec<(Named, String)>,
    /// Paths in types, expressions, patterns, attributes and the text of macros.
    pub paths: Vec<Named>,
    /// Names of called methods.
    pub methods: Vec<Named>,
    /// Names of used macros.
    pub macros: Vec<Named>,
    /// Modules that the file declares.
    pub modules: Vec<String>,
    /// Functions with their numbers of lines.
    pub functions: Vec<(String, usize)>,
}

/// What a Rust text names.
pub fn names(text: &str) -> Names {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("this is not Rust: {error}\n{text}"));
    let mut reader = Reader::default();
    reader.visit_file(&file);
    reader.names
}

#[derive(Default)]
struct Reader {
    names: Names,
    inside: Vec<String>,
}

impl Reader {
    fn named(&self, path: Vec<String>, at: impl Spanned) -> Named {
        Named { path, inside: self.inside.clone(), line: at.span().start().line }
    }

    /// The paths of a `use`, one for each leaf of its tree.
    fn leaves(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: String| [before, &[name]].concat();
        match tree {
            UseTree::Path(path) => self.leaves(&path.tree, &with(path.ident.to_string())),
            UseTree::Group(group) => group.items.iter().for_each(|item| self.leaves(item, before)),
            UseTree::Glob(glob) => self.names.imports.push((self.named(before.to_vec(), glob), "*".to_owned())),
            UseTree::Name(name) => self.leaf(with(name.ident.to_string()), &name.ident, None),
            UseTree::Rename(rename) => {
                self.leaf(with(rename.ident.to_string()), &rename.ident, Some(rename.rename.to_string()));
            }
        }
    }

    /// One import; `self` in a group means the module before it.
    fn leaf(&mut self, mut path: Vec<String>, at: &syn::Ident, rename: Option<String>) {
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let name = rename.unwrap_or_else(|| path.last().unwrap().clone());
        self.names.imports.push((self.named(path, at), name));
    }

    /// Paths in tokens that are not parsed: `a::b` wherever it stands.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is_colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(colon)) if colon.as_char() == ':');
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(first) => {
                    let mut path = vec![first.to_string()];
                    while is_colon(at + 1)
                        && is_colon(at + 2)
                        && let Some(TokenTree::Ident(next)) = tokens.get(at + 3)
                    {
                        path.push(next.to_string());
                        at += 3;
                    }
                    if path.len() > 1 {
                        self.names.paths.push(self.named(path, first.span()));
                    }
                    let bang = matches!(tokens.get(at + 1), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
                    if bang && matches!(tokens.get(at + 2), Some(TokenTree::Group(_))) {
                        self.names.macros.push(self.named(vec![tokens[at].to_string()], first.span()));
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let lines = block.span().end().line - signature.span().start().line + 1;
        self.names.functions.push((signature.ident.to_string(), lines));
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if is_for_tests(&module.attrs) {
            return;
        }
        if module.content.is_none() {
            self.names.modules.push(module.ident.to_string());
        }
        self.inside.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.inside.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_for_tests(&item.attrs) {
            self.leaves(&item.tree, &[]);
        }
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        let name = item.rename.as_ref().map_or(&item.ident, |(_, name)| name).to_string();
        self.names.imports.push((self.named(vec![item.ident.to_string()], &item.ident), name));
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_for_tests(&item.attrs) {
            self.function(&item.sig, &item.block);
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_impl(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !is_for_tests(&item.attrs) {
            self.function(&item.sig, &item.block);
            visit::visit_impl_item_fn(self, item);
        }
    }

    /// `pub(super)` is no arrow.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        match &attribute.meta {
            Meta::Path(path) => self.visit_path(path),
            Meta::List(list) => {
                self.visit_path(&list.path);
                self.tokens(list.tokens.clone());
            }
            Meta::NameValue(_) => {}
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.names.paths.push(self.named(parts, path));
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.names.methods.push(self.named(vec![call.method.to_string()], &call.method));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        let parts = mac.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.names.macros.push(self.named(parts, &mac.path));
        self.visit_path(&mac.path);
        self.tokens(mac.tokens.clone());
    }
}

/// Whether an item is compiled for tests only.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        Meta::Path(path) => path.is_ident("test"),
        Meta::NameValue(_) => false,
    })
}

/// The first argument of a `Diagnostic::error` or `Diagnostic::warning`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Raised {
    /// A text: the code.
    Code(String),
    /// Something else, in this line.
    Other(usize),
}

/// The codes of all problems that a Rust text raises, besides its unit tests.
pub fn raised(text: &str) -> Vec<Raised> {
    let mut found = Vec::new();
    raised_in(text.parse().unwrap(), &mut found);
    found
}

fn raised_in(tokens: TokenStream, found: &mut Vec<Raised>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_ident = |at: usize, words: &[&str]| matches!(tokens.get(at), Some(TokenTree::Ident(ident)) if words.iter().any(|word| ident == word));
    let mut at = 0;
    while at < tokens.len() {
        if is_test_attribute(&tokens[at..]) {
            at = end_of_item(&tokens, at);
            continue;
        }
        if let TokenTree::Group(group) = &tokens[at] {
            raised_in(group.stream(), found);
        }
        if is_ident(at, &["Diagnostic"])
            && is_ident(at + 3, &["error", "warning"])
            && let Some(TokenTree::Group(group)) = tokens.get(at + 4)
            && group.delimiter() == Delimiter::Parenthesis
        {
            let first = group.stream().into_iter().next();
            found.push(match first.as_ref().map(ToString::to_string) {
                Some(text) if text.starts_with('"') => Raised::Code(text.trim_matches('"').to_owned()),
                _ => Raised::Other(group.span().start().line),
            });
        }
        // A method `report` takes the code first and hands it on.
        if is_ident(at, &["report"])
            && let Some(TokenTree::Group(group)) = tokens.get(at + 1)
            && let Some(TokenTree::Literal(first)) = group.stream().into_iter().next()
            && first.to_string().starts_with('"')
        {
            found.push(Raised::Code(first.to_string().trim_matches('"').to_owned()));
        }
        at += 1;
    }
}

/// Whether tokens begin with `#[cfg(test)]`.
fn is_test_attribute(tokens: &[TokenTree]) -> bool {
    let [TokenTree::Punct(hash), TokenTree::Group(group), ..] = tokens else { return false };
    hash.as_char() == '#' && group.stream().to_string().replace(' ', "") == "cfg(test)"
}

/// Where the item at a place ends: behind its braces or its semicolon.
fn end_of_item(tokens: &[TokenTree], at: usize) -> usize {
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        _ => false,
    };
    tokens[at..].iter().position(is_end).map_or(tokens.len(), |length| at + length + 1)
}
