//! Templates; the only module that knows the template engine.
//!
//! Templates are read strictly: a name that is not in the view, a filter or
//! partial that does not exist, is an error at its place.

use super::mirror;
use super::source_span;
use super::tree::tree;
use super::view::{Form, Name, View, card_view, page_view, short_view, site_view};
use crate::assets::{Assets, chain};
use crate::diag::{Diagnostic, choices_help};
use crate::html::Html;
use crate::link::{EntryId, Linked};
use crate::source::{Sources, Span, offset_of};
use crate::text::{lines, script_json};
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use tera::value::Key;
use tera::{Context, Error, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

/// How the names of templates end that make markdown.
const MARKDOWN: &str = ".md";

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

/// What a template made, and what it asked for besides what it was given.
pub struct Rendered {
    /// The text.
    pub text: String,
    /// Each a function's name, a space, and the name of what was asked for.
    pub asked: BTreeSet<String>,
}

/// A loaded theme, ready to render the pages of one site.
pub struct Theme {
    engine: Tera,
    /// The same templates, in which text is escaped for markdown; nothing when none
    /// of them makes markdown.
    markdown: Option<Tera>,
    cards: Cards,
    /// The texts of the templates, for the places of errors.
    texts: BTreeMap<String, String>,
}

impl Theme {
    /// Loads the templates of the site's theme. Nothing is given when they hold
    /// errors, which are reported.
    pub fn load(linked: &Linked, sources: &Sources, assets: &Assets, problems: &mut Vec<Diagnostic>) -> Option<Theme> {
        // `chain` has reported a missing theme when the assets were collected.
        let themes = chain(linked, sources, &mut Vec::new());
        let mut texts = BTreeMap::new();
        for theme in &themes {
            for (name, source) in sources.below(&format!("themes/{theme}/templates/")) {
                texts.insert(format!("{theme}/{name}"), source.text().unwrap_or_default().to_owned());
            }
        }
        let cards = Cards::new(linked);
        let before = problems.len();
        for (name, text) in &texts {
            check_syntax(name, text, &texts, problems);
        }
        if problems.len() > before || themes.is_empty() {
            return None;
        }
        let engine = |markdown: bool| {
            let mut engine = Tera::new();
            let _ = engine.set_fallback_prefixes(themes.iter().map(|theme| format!("{theme}/")));
            engine.autoescape_on(if markdown { vec![MARKDOWN] } else { vec![".html", ".svg"] });
            functions(&mut engine, linked, assets, &cards);
            if markdown {
                engine.set_escape_fn(|text, out| out.write_all(mirror::escaped(text).as_bytes()));
                markdown_functions(&mut engine, linked);
            }
            engine.add_raw_templates(
                texts
                    .iter()
                    .filter(|(name, _)| markdown || !name.ends_with(MARKDOWN))
                    .map(|(name, text)| (name.as_str(), text.as_str())),
            )?;
            engine.global_context().insert_value("site", convert(site_view(linked, assets), &cards));
            Ok(engine)
        };
        let is_wanted = linked.site.twins && texts.keys().any(|name| name.ends_with(MARKDOWN));
        let engines: Result<_, Error> =
            engine(false).and_then(|html| Ok((html, is_wanted.then(|| engine(true)).transpose()?)));
        let (engine, markdown) = match engines {
            Ok(engines) => engines,
            Err(error) => {
                problems.extend(load_problems(&error, &texts));
                return None;
            }
        };
        let theme = Theme { engine, markdown, cards, texts };
        theme.check_templates(linked, problems).then_some(theme)
    }

    /// Renders a page with a template.
    pub fn render(&self, linked: &Linked, id: EntryId, template: &str) -> Result<Rendered, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("page", convert(page_view(linked, id, Form::Html), &self.cards));
        ASKED.take();
        self.rendered(linked, id, self.engine.render(template, &context))
    }

    fn rendered(&self, linked: &Linked, id: EntryId, text: TeraResult<String>) -> Result<Rendered, Diagnostic> {
        let asked = ASKED.take();
        Ok(Rendered { text: text.map_err(|error| self.render_problem(linked, id, &error))?, asked })
    }

    /// Renders a page as markdown with the template that lies beside the one for
    /// HTML; nothing where none does.
    pub fn render_markdown(
        &self,
        linked: &Linked,
        id: EntryId,
        template: &str,
    ) -> Option<Result<Rendered, Diagnostic>> {
        let engine = self.markdown.as_ref()?;
        let name = format!("{}{MARKDOWN}", template.strip_suffix(".html")?);
        self.texts.keys().find(|known| known.split_once('/').is_some_and(|(_, known)| known == name))?;
        let mut context = Context::new();
        context.insert_value("page", convert(page_view(linked, id, Form::Markdown), &self.cards));
        ASKED.take();
        Some(self.rendered(linked, id, engine.render(&name, &context)))
    }

    /// Whether every template that the content names exists.
    fn check_templates(&self, linked: &Linked, problems: &mut Vec<Diagnostic>) -> bool {
        let mut names: Vec<&str> =
            self.texts.keys().filter_map(|name| name.split_once('/')).map(|(_, name)| name).collect();
        names.sort_unstable();
        names.dedup();
        let before = problems.len();
        for kind in &linked.site.kinds {
            let Some(picture) = kind.picture.as_deref().filter(|picture| !names.contains(picture)) else { continue };
            let message = format!("the theme \"{}\" has no template \"{picture}\"", linked.site.theme);
            let help = choices_help("templates", picture, names.iter().copied());
            problems.push(Diagnostic::error("no-template", kind.span.clone(), message).help(help));
        }
        for (id, entry) in linked.entries.iter().enumerate() {
            let template = entry.template.as_deref().filter(|_| entry.route.is_some());
            let Some(template) = template.filter(|template| !names.contains(template)) else { continue };
            let declared = &linked.site.kinds[entry.kind];
            let span = if declared.template.contains('{') { source_span(linked, id) } else { declared.span.clone() };
            let help = choices_help("templates", template, names.iter().copied());
            let message = format!("the theme \"{}\" has no template \"{template}\"", linked.site.theme);
            problems.push(Diagnostic::error("no-template", span, message).help(help));
        }
        problems.len() == before
    }

    fn render_problem(&self, linked: &Linked, id: EntryId, error: &Error) -> Diagnostic {
        let page = &linked.entries[id].source;
        let note =
            format!("this happened on the page made from {page}; themes/README.md lists what templates are given");
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = span_of(report.filename(), report.span(), &self.texts);
                let (message, near) = undefined(&sentence(report.message()));
                let help = if near.is_empty() { note } else { format!("{near}\n{note}") };
                Diagnostic::error("template", span, message).help(help)
            }
            other => Diagnostic::error("template", source_span(linked, id), sentence(&other.to_string())).help(note),
        }
    }
}

/// Reads one template alone, so that a slip in one does not hide those in others.
fn check_syntax(name: &str, text: &str, texts: &BTreeMap<String, String>, problems: &mut Vec<Diagnostic>) {
    if let Err(error) = Tera::new().add_raw_template(name, text)
        && let ErrorKind::SyntaxError(report) = error.kind()
    {
        let span = span_of(report.filename(), report.span(), texts);
        problems.push(Diagnostic::error("template-syntax", span, sentence(report.message())));
    }
}

/// Errors found when all templates are known. The engine gives unknown filters,
/// tests, functions and components as one text of several reports.
fn load_problems(error: &Error, texts: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let text = error.to_string();
    let mut problems = Vec::new();
    for report in text.split("error: ").filter(|report| !report.trim().is_empty()) {
        let message = report.lines().next().unwrap_or_default();
        let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
        let span = place.and_then(|place| {
            let mut parts = place.rsplitn(3, ':');
            let column = parts.next()?.trim().parse().ok()?;
            let line = parts.next()?.parse().ok()?;
            let name = parts.next()?;
            let start = offset_of(texts.get(name)?, line, column);
            Some(Span::new(file_of(name), start..start + 1))
        });
        let span = span.or_else(|| {
            let named = texts.keys().find(|name| message.contains(name.as_str()))?;
            Some(Span::file(file_of(named)))
        });
        problems.push(Diagnostic::error("template", span.unwrap_or_else(|| Span::file("themes")), sentence(message)));
    }
    problems
}

fn span_of(name: &str, span: &tera::Span, texts: &BTreeMap<String, String>) -> Span {
    // What is missing at the end is shown on the last line with text.
    let text = texts.get(name).map(|text| text.trim_end()).unwrap_or_default();
    let start = offset_of(text, span.start_line, span.start_col + 1);
    let end = offset_of(text, span.end_line, span.end_col + 1);
    Span::new(file_of(name), start..end.max(start))
}

/// The file of a template: `default/base.html` lies in `themes/default/templates/`.
fn file_of(name: &str) -> String {
    match name.split_once('/') {
        Some((theme, rest)) => format!("themes/{theme}/templates/{rest}"),
        None => format!("themes/{name}"),
    }
}

/// The engine's message in the form of ours: lower case, no full stop.
fn sentence(message: &str) -> String {
    let mut letters = message.trim().trim_end_matches('.').chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

/// A message about a name that is not there without the list of all that are, and
/// the help that it stands for.
fn undefined(message: &str) -> (String, String) {
    let parts = message.split_once(". Available ").and_then(|(message, list)| Some((message, list.split_once(": ")?)));
    let Some((message, (what, list))) = parts else { return (message.to_owned(), String::new()) };
    let name = message.split('`').nth(1).unwrap_or_default();
    let near = choices_help(what, name, list.split(", "));
    (message.to_owned(), if near.is_empty() { format!("{what} are {list}") } else { near })
}

/// What pages say of each other, made once: cards, and what stands in a card of another
/// entry.
#[derive(Default)]
struct Cards {
    cards: Vec<Value>,
    shorts: Vec<Value>,
}

impl Cards {
    fn new(linked: &Linked) -> Cards {
        let ids = 0..linked.entries.len();
        let mut made = Cards::default();
        made.shorts = ids.clone().into_par_iter().map(|id| convert(short_view(linked, id), &made)).collect();
        made.cards = ids.into_par_iter().map(|id| convert(card_view(linked, id), &made)).collect();
        made
    }
}

/// The functions that templates may call.
fn functions(engine: &mut Tera, linked: &Linked, assets: &Assets, cards: &Cards) {
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
    engine.register_function("data", |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(Value::safe_string(&script_json(&kwargs.must_get::<Value>("value")?)))
    });
}

/// What templates may call besides where they make markdown.
fn markdown_functions(engine: &mut Tera, linked: &Linked) {
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
    Error::message(format!("the theme has no asset \"{name}\"; {}", choices_help("its assets", name, names)))
}

/// A view as the engine's value. Cards are shared, not copied.
fn convert(view: View, cards: &Cards) -> Value {
    match view {
        View::None => Value::none(),
        View::Flag(flag) => Value::from(flag),
        View::Number(number) => match number.as_i64() {
            Some(number) => Value::from(number),
            None => Value::from(number.as_f64().unwrap_or_default()),
        },
        View::Text(text) => Value::normal_string(&text),
        View::Html(Html(html)) => Value::safe_string(&html),
        View::Card(id) => cards.cards.get(id).cloned().unwrap_or_else(Value::none),
        View::Short(id) => cards.shorts.get(id).cloned().unwrap_or_else(Value::none),
        View::List(list) => Value::from(list.into_iter().map(|item| convert(item, cards)).collect::<Vec<_>>()),
        View::Map(map) => {
            let map: tera::Map = map.into_iter().map(|(name, value)| (key(name), convert(value, cards))).collect();
            Value::from(map)
        }
    }
}

fn key(name: Name) -> Key<'static> {
    match name {
        Name::Fixed(name) => Key::Str(name),
        Name::Field(name) => Key::String(name),
    }
}
