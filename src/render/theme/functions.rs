//! The functions that templates may call, and what they ask for.

use super::values::{Cards, convert};
use crate::assets::Assets;
use crate::diag::choices_help;
use crate::html::parted;
use crate::link::Linked;
use crate::render::declared::declared;
use crate::render::groups::groups;
use crate::render::mirror;
use crate::render::tree::tree;
use crate::text::{lines, script_json};
use crate::words::COUNT;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// The names of all of them.
pub const NAMES: [&str; 13] = [
    "parted", "pages", "rows", "declared", "groups", "tree", "asset", "inline", "lines", "data", "word", "link", "code",
];

thread_local! {
    /// What the template asked for which this thread is rendering: the name of a function,
    /// a space, and what it was asked for. The engine hands functions nothing that they
    /// could write to.
    static ASKED: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// Notes what a template asks for.
fn ask(function: &str, name: &str) {
    ASKED.with_borrow_mut(|asked| _ = asked.insert(format!("{function} {name}")));
}

/// What was asked for on this thread since the last time that this was called.
pub fn take_asked() -> BTreeSet<String> {
    ASKED.take()
}

/// The functions that templates may call.
pub fn functions(engine: &mut Tera, linked: &Linked, assets: &Assets, cards: &Cards) {
    register_lists(engine, linked, cards);
    register_groups(engine, linked, cards);
    register_declared(engine, linked, cards);
    let trees: BTreeMap<String, Value> = linked
        .site
        .kinds
        .iter()
        .enumerate()
        .filter(|(_, kind)| kind.is_table())
        .map(|(number, kind)| (kind.name.clone(), convert(tree(linked, number), cards)))
        .collect();
    engine.register_function("tree", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let name = kwargs.must_get::<&str>("table")?;
        ask("tree", name);
        trees.get(name).cloned().ok_or_else(|| Error::message(format!("site.yaml declares no table \"{name}\"")))
    });
    let paths = assets.paths();
    engine.register_function("asset", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let name = kwargs.must_get::<&str>("name")?;
        let path = paths.get(name).ok_or_else(|| no_asset(name, paths.keys().map(String::as_str)))?;
        ask("asset", name);
        Ok(path.clone())
    });
    let texts: BTreeMap<String, String> =
        assets.names().filter_map(|name| Some((name.to_owned(), assets.text(name)?.trim_end().to_owned()))).collect();
    engine.register_function("inline", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let name = kwargs.must_get::<&str>("name")?;
        ask("inline", name);
        let text = texts.get(name).ok_or_else(|| no_asset(name, texts.keys().map(String::as_str)))?;
        Ok(Value::safe_string(text))
    });
    engine.register_function("lines", |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let lines = lines(kwargs.must_get::<&str>("text")?, kwargs.must_get::<usize>("most")?);
        Ok(Value::from(lines.iter().map(|line| Value::normal_string(line)).collect::<Vec<_>>()))
    });
    engine.register_function("parted", |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(Value::safe_string(&parted(kwargs.must_get::<&str>("key")?).0))
    });
    engine.register_function("data", |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(Value::safe_string(&script_json(&kwargs.must_get::<Value>("value")?)))
    });
}

/// The words of the site. A value that is HTML or markdown already, such as a link, stays so,
/// and what stands around it is escaped.
pub fn register_words(engine: &mut Tera, linked: &Linked, escaped: fn(&str) -> String) {
    let words = linked.site.words.clone();
    engine.register_function("word", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let name = kwargs.must_get::<&str>("name")?;
        let word = words.get(name).ok_or_else(|| {
            let help = choices_help("words", name, words.names());
            Error::message(format!("there is no word \"{name}\"; {help}"))
        })?;
        let mut given: BTreeMap<&str, Value> = BTreeMap::new();
        for value in word.values() {
            let missing = || Error::message(format!("the word \"{name}\" has a value: give it as `{value}=…`"));
            given.insert(value, kwargs.get::<Value>(value)?.ok_or_else(missing)?);
        }
        let count = kwargs.get::<u64>(COUNT)?;
        if given.values().all(|value| !value.is_safe()) {
            let filled = word.filled(count, |value| given.get(value).map(Value::to_string));
            return Ok(Value::normal_string(&filled));
        }
        // The marks around names are signs for private use, which no escape knows.
        let mut text = escaped(&word.filled(count, |value| Some(format!("\u{e000}{value}\u{e001}"))));
        for (value, given) in given {
            let given = if given.is_safe() { given.to_string().trim().to_owned() } else { escaped(&given.to_string()) };
            text = text.replace(&format!("\u{e000}{value}\u{e001}"), &given);
        }
        Ok(Value::safe_string(&text))
    });
}

/// The entries of each kind and table.
fn register_lists(engine: &mut Tera, linked: &Linked, cards: &Cards) {
    for (function, argument, table) in [("pages", "kind", false), ("rows", "table", true)] {
        let lists: BTreeMap<String, Value> = linked
            .site
            .kinds
            .iter()
            .zip(linked.kinds.iter())
            .filter(|(kind, _)| kind.is_table() == table)
            .map(|(kind, entries)| {
                (kind.name.clone(), Value::from(entries.iter().map(|id| cards.cards[*id].clone()).collect::<Vec<_>>()))
            })
            .collect();
        engine.register_function(function, move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
            let name = kwargs.must_get::<&str>(argument)?;
            ask(function, name);
            lists.get(name).cloned().ok_or_else(|| {
                let help = choices_help("they", name, lists.keys().map(String::as_str));
                Error::message(format!("site.yaml declares no {argument} \"{name}\"; {help}"))
            })
        });
    }
}

/// What is declared of each kind and table.
fn register_declared(engine: &mut Tera, linked: &Linked, cards: &Cards) {
    let kinds: BTreeMap<String, Value> =
        linked.site.kinds.iter().map(|kind| (kind.name.clone(), convert(declared(kind), cards))).collect();
    engine.register_function("declared", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let name = kwargs.must_get::<&str>("kind")?;
        // It follows from `site.yaml` alone, which all pages are made from.
        kinds.get(name).cloned().ok_or_else(|| {
            let help = choices_help("they", name, kinds.keys().map(String::as_str));
            Error::message(format!("site.yaml declares neither a kind nor a table \"{name}\"; {help}"))
        })
    });
}

/// The groups that templates may ask for, each made once.
fn register_groups(engine: &mut Tera, linked: &Linked, cards: &Cards) {
    let (linked, cards) = (linked.clone(), cards.clone());
    let made: Mutex<BTreeMap<String, Value>> = Mutex::default();
    engine.register_function("groups", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let kind = kwargs.must_get::<&str>("kind")?;
        let by = kwargs.get::<Value>("by")?;
        let by = by.as_ref().and_then(Value::as_str);
        let name = by.map_or(kind.to_owned(), |by| format!("{kind} {by}"));
        ask("groups", &name);
        let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(groups) = made.get(&name) {
            return Ok(groups.clone());
        }
        let groups = convert(groups(&linked, kind, by).map_err(Error::message)?, &cards);
        made.insert(name, groups.clone());
        Ok(groups)
    });
}

/// What templates may call besides where they make markdown.
pub fn markdown_functions(engine: &mut Tera, linked: &Linked) {
    let base = linked.site.base_url.clone();
    engine.register_function("link", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let (card, text): (Option<Value>, Option<Value>) = (kwargs.get("card")?, kwargs.get("text")?);
        let of_card =
            |name: &'static str| card.as_ref().and_then(|card| card.get_from_path(name)).and_then(Value::as_str);
        let text = match &text {
            // What a template has put together is markdown already.
            Some(text) if text.is_safe() => text.as_str().unwrap_or_default().trim().to_owned(),
            text => mirror::escaped(text.as_ref().map_or_else(|| of_card("label"), Value::as_str).unwrap_or_default()),
        };
        let address = match kwargs.get::<&str>("address")? {
            Some(address) => Some(address.to_owned()),
            None => of_card("route").map(|route| format!("{base}{route}")),
        };
        Ok(Value::safe_string(&address.map_or(text.clone(), |address| mirror::link(&text, &address))))
    });
    engine.register_function("code", |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(Value::safe_string(&mirror::code(kwargs.must_get::<&str>("text")?)))
    });
}

fn no_asset<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Error {
    let help = choices_help("its assets", name, names);
    let help = if help.is_empty() { help } else { format!("; {help}") };
    Error::message(format!("the theme has no asset \"{name}\"{help}"))
}
