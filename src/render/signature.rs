//! All that decides the files of a page, as one hash: what templates are given of it,
//! which template it is laid out with, and what is common to all pages. What templates
//! ask for besides is not in it, as only some pages ask: each answer has its own hash.

use super::groups::groups;
use super::site_view::site_view;
use super::tree::tree;
use super::view::{Form, Name, View, card_view, page_view, short_view};
use crate::assets::Assets;
use crate::hash::{Digest, Hasher};
use crate::html::Html;
use crate::link::{EntryId, Linked};
use crate::model::Language;
use crate::options::Options;
use crate::source::{SITE_FILE, Sources};
use rayon::prelude::*;

/// The hashes of one site.
pub struct Signatures {
    /// What is common to all pages.
    common: Hasher,
    cards: Vec<Digest>,
    shorts: Vec<Digest>,
}

impl Signatures {
    /// Common to all are what is declared, all themes, and the options.
    pub fn new(linked: &Linked, sources: &Sources, assets: &Assets, options: &Options) -> Signatures {
        let ids = 0..linked.entries.len();
        let mut made = Signatures { common: Hasher::default(), cards: Vec::new(), shorts: Vec::new() };
        made.shorts = ids.clone().into_par_iter().map(|id| made.digest(&short_view(linked, id))).collect();
        made.cards = ids.into_par_iter().map(|id| made.digest(&card_view(linked, id))).collect();
        let Options {
            theme,
            base_url,
            edit_url,
            drafts,
            locked: _,
            exported: _,
            written: _,
            promises: _,
            minify,
            pictures,
            preview,
            store: _,
            parsed: _,
        } = options;
        let mut common = Hasher::default();
        common.add(
            format!("{theme:?} {base_url:?} {edit_url:?} {drafts:?} {minify:?} {} {preview}", pictures.is_some())
                .as_bytes(),
        );
        common.add(sources.text(SITE_FILE).as_bytes());
        let folder = linked.site.languages.get(linked.site.edition).map(Language::folder).unwrap_or_default();
        common.add(sources.text(&format!("content/{folder}site.yaml")).as_bytes());
        for (path, source) in sources.below("themes/") {
            common.add(path.as_bytes());
            common.add(source.bytes());
        }
        made.add(&mut common, &site_view(linked, assets));
        Signatures { common, ..made }
    }

    /// The signature of a page.
    pub fn of(&self, linked: &Linked, id: EntryId) -> Digest {
        let mut hasher = self.common.clone();
        hasher.add(linked.entries[id].template.as_deref().unwrap_or_default().as_bytes());
        for (part, path) in linked.files_of(id) {
            hasher.add(format!("{part:?} {path}").as_bytes());
        }
        self.add(&mut hasher, &page_view(linked, id, Form::Parts));
        hasher.digest()
    }

    /// The hash of what a template is answered, by the name of a function, a space and
    /// the name of what it is asked for.
    pub fn answer(&self, linked: &Linked, assets: &Assets, asked: &str) -> Digest {
        let (function, name) = asked.split_once(' ').unwrap_or_default();
        let kind = linked.site.kinds.iter().position(|kind| kind.name == name);
        let mut hasher = Hasher::default();
        if function == "groups" {
            let (kind, by) = name.split_once(' ').map_or((name, None), |(kind, by)| (kind, Some(by)));
            self.add(&mut hasher, &groups(linked, kind, by).unwrap_or(View::None));
            return hasher.digest();
        }
        match (function, kind) {
            ("asset", _) => hasher.add(assets.path(name).unwrap_or_default().as_bytes()),
            ("inline", _) => hasher.add(assets.text(name).unwrap_or_default().as_bytes()),
            ("tree", Some(kind)) => self.add(&mut hasher, &tree(linked, kind)),
            (_, Some(kind)) => linked.kinds[kind].iter().for_each(|id| hasher.add(&self.cards[*id].0)),
            (_, None) => {}
        }
        hasher.digest()
    }

    fn digest(&self, view: &View) -> Digest {
        let mut hasher = Hasher::default();
        self.add(&mut hasher, view);
        hasher.digest()
    }

    /// Adds a view, each part with what it is.
    fn add(&self, hasher: &mut Hasher, view: &View) {
        match view {
            View::None => hasher.add(b"none"),
            View::Flag(flag) => hasher.add(if *flag { b"true" } else { b"false" }),
            View::Number(number) => hasher.add(format!("number {number}").as_bytes()),
            View::Text(text) => {
                hasher.add(b"text");
                hasher.add(text.as_bytes());
            }
            View::Html(Html(html)) => {
                hasher.add(b"html");
                hasher.add(html.as_bytes());
            }
            View::List(list) => {
                hasher.add(b"list");
                hasher.add(&(list.len() as u64).to_le_bytes());
                list.iter().for_each(|item| self.add(hasher, item));
            }
            View::Map(map) => {
                hasher.add(b"map");
                hasher.add(&(map.len() as u64).to_le_bytes());
                for (name, value) in map {
                    hasher.add(match name {
                        Name::Fixed(name) => name.as_bytes(),
                        Name::Field(name) => name.as_bytes(),
                    });
                    self.add(hasher, value);
                }
            }
            View::Card(id) => {
                hasher.add(b"card");
                hasher.add(&self.cards[*id].0);
            }
            View::Short(id) => {
                hasher.add(b"short");
                hasher.add(&self.shorts[*id].0);
            }
        }
    }
}
