//! Templates; the only room that knows the template engine.
//!
//! Templates are read strictly: a name that is not in the view, a filter or
//! partial that does not exist, is an error at its place. A template with a slip is left
//! out, so that those of the others are told in the same run.

mod functions;
mod slips;
mod texts;
mod values;

use super::site_view::site_view;
use super::source_span;
use super::view::{Form, page_view};
use crate::assets::{Assets, chain};
use crate::diag::{Diagnostic, choices_help};
use crate::link::{EntryId, Linked};
use crate::model::Site;
use crate::source::Sources;
use crate::text::escape;
use functions::{functions, markdown_functions, register_words, take_asked};
use rayon::prelude::*;
use slips::Slip;
use std::collections::BTreeSet;
use tera::{Context, Error, Kwargs, State, Tera, TeraResult, Value};
use texts::{Texts, extended};
use values::{Cards, convert};

use super::mirror;

/// How the names of templates end that make markdown.
const MARKDOWN: &str = ".md";

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
    texts: Texts,
    /// Whether templates are left out because of slips, which are reported.
    pub broken: bool,
}

/// Checks the templates of a theme without the pages that they lay out.
pub fn check(site: &Site, sources: &Sources, problems: &mut Vec<Diagnostic>) {
    let texts = Texts::load(chain(site, sources, problems), sources);
    let mut stubs = read_alone(&texts, problems);
    let functions = |engine: &mut Tera| {
        for name in functions::NAMES {
            engine.register_function(name, |_: Kwargs, _: &State| -> TeraResult<Value> { Ok(Value::none()) });
        }
    };
    let _ = together(&texts, &mut stubs, true, &functions, problems);
}

impl Theme {
    /// Loads the templates of the site's theme. Nothing is given when there is none; slips
    /// are reported.
    pub fn load(linked: &Linked, sources: &Sources, assets: &Assets, problems: &mut Vec<Diagnostic>) -> Option<Theme> {
        // `chain` has reported a missing theme when the assets were collected.
        let texts = Texts::load(chain(&linked.site, sources, &mut Vec::new()), sources);
        if texts.themes.is_empty() {
            return None;
        }
        let before = problems.len();
        let cards = Cards::new(linked);
        let mut stubs = read_alone(&texts, problems);
        let engine = |markdown: bool, stubs: &mut Vec<String>, problems: &mut Vec<Diagnostic>| {
            let functions = |engine: &mut Tera| {
                functions(engine, linked, assets, &cards);
                register_words(engine, linked, if markdown { mirror::escaped } else { html_escaped });
                if markdown {
                    engine.set_escape_fn(|text, out| out.write_all(mirror::escaped(text).as_bytes()));
                    markdown_functions(engine, linked);
                }
            };
            let mut engine = together(&texts, stubs, markdown, &functions, problems)?;
            engine.global_context().insert_value("site", convert(site_view(linked, assets), &cards));
            Some(engine)
        };
        let is_wanted = linked.site.twins && texts.iter().any(|(name, _)| name.ends_with(MARKDOWN));
        // Both at once; the second is made anew where the first finds slips in templates.
        let (mut found, mut early, mut seen) = (Vec::new(), Vec::new(), stubs.clone());
        let (html, markdown) = rayon::join(
            || engine(false, &mut stubs, &mut found),
            || is_wanted.then(|| engine(true, &mut seen, &mut early)),
        );
        let markdown = if found.is_empty() { markdown } else { None };
        problems.extend(found.into_iter().chain(if markdown.is_some() { early } else { Vec::new() }));
        let html = html?;
        let markdown = match markdown {
            Some(markdown) => Some(markdown?),
            None if is_wanted => Some(engine(true, &mut stubs, problems)?),
            None => None,
        };
        check_templates(&texts, linked, problems);
        Some(Theme { engine: html, markdown, cards, texts, broken: problems.len() > before })
    }

    /// Renders a page with a template.
    pub fn render(&self, linked: &Linked, id: EntryId, template: &str) -> Result<Rendered, Diagnostic> {
        self.rendered(&self.engine, linked, id, template, Form::Html)
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
        self.texts.has(&name).then(|| self.rendered(engine, linked, id, &name, Form::Markdown))
    }

    fn rendered(
        &self,
        engine: &Tera,
        linked: &Linked,
        id: EntryId,
        template: &str,
        form: Form,
    ) -> Result<Rendered, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("page", convert(page_view(linked, id, form), &self.cards));
        take_asked();
        let text = engine.render(template, &context);
        let asked = take_asked();
        match text {
            Ok(text) => Ok(Rendered { text, asked }),
            Err(error) => {
                let source = &linked.entries[id].source;
                Err(slips::rendering(&error, &self.texts, source, &|| page_view(linked, id, form)))
            }
        }
    }

    /// Whether there is a template of such a name.
    pub fn has(&self, template: &str) -> bool {
        self.texts.has(template)
    }
}

fn html_escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}

/// Reads each template alone. Gives those that have slips, which are reported.
fn read_alone(texts: &Texts, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let all: Vec<_> = texts.iter().collect();
    let slips = all.par_iter().map(|(name, text)| {
        let error = Tera::new().add_raw_template(name, text).err();
        match error.and_then(|error| slips::syntax(name, &error, texts)) {
            None => extended(text).filter(|(parent, _)| !texts.has(parent)).map(|(parent, at)| {
                let help = choices_help("templates", parent, texts.names());
                Diagnostic::error("template", texts.span(name, at), format!("unknown template `{parent}`")).help(help)
            }),
            problem => problem,
        }
    });
    let slips: Vec<Option<Diagnostic>> = slips.collect();
    let with_slips = all.iter().zip(slips).filter_map(|((name, _), slip)| Some((*name, slip?)));
    let (stubs, found): (Vec<_>, Vec<_>) = with_slips.map(|(name, slip)| ((*name).to_owned(), slip)).unzip();
    problems.extend(found);
    stubs
}

/// An engine with all templates together. Those with slips are put in as empty ones, which
/// are added to the `stubs`, until it takes the rest.
fn together(
    texts: &Texts,
    stubs: &mut Vec<String>,
    markdown: bool,
    functions: &dyn Fn(&mut Tera),
    problems: &mut Vec<Diagnostic>,
) -> Option<Tera> {
    loop {
        let mut engine = Tera::new();
        let _ = engine.set_fallback_prefixes(texts.themes.iter().map(|theme| format!("{theme}/")));
        engine.autoescape_on(if markdown { vec![MARKDOWN] } else { vec![".html", ".svg"] });
        functions(&mut engine);
        let wanted = texts.iter().filter(|(name, _)| markdown || !name.ends_with(MARKDOWN));
        let or_stub = |name: &str, text| if stubs.iter().any(|stub| stub == name) { "" } else { text };
        let loaded: Result<(), Error> =
            engine.add_raw_templates(wanted.map(|(name, text)| (name, or_stub(name, text))));
        let Err(error) = loaded else { return Some(engine) };
        let before = stubs.len();
        for Slip { template, problem } in slips::loading(&error, texts, stubs) {
            problems.extend(problem);
            stubs.extend(template.filter(|template| !stubs.contains(template)).into_iter().collect::<Vec<_>>());
        }
        if stubs.len() == before {
            return None;
        }
    }
}

/// Whether every template that the content names exists.
fn check_templates(texts: &Texts, linked: &Linked, problems: &mut Vec<Diagnostic>) {
    let names = texts.names();
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
}
