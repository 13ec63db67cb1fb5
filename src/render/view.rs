//! The view: everything that a theme is given, and nothing else. `themes/README.md`
//! documents it for theme authors; a change here changes that page too.

use super::sidebar::sidebar;
pub use super::view_value::{Name, View};
use super::{editions, mirror};
use crate::html::{Html, address, html_of, label, text_of};
use crate::link::{Entry, EntryId, Linked, LinkedText, Part, Referrer, Target, Value};
use crate::model::{Field, Shape};

/// How prose appears: as HTML on its own page or as markdown in the page's own, as
/// text in cards, which are shown on pages of any depth.
#[derive(Clone, Copy)]
enum Prose<'a> {
    /// With the way to the root.
    Html(&'a str),
    /// With the page's address.
    Markdown(&'a str),
    Text,
    /// As all that any of these is made of.
    Parts,
}

/// What a page is laid out as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// An HTML page.
    Html,
    /// The same as markdown.
    Markdown,
    /// Neither: each text is given by what it is made of. Two pages of which that is the
    /// same are the same as HTML and as markdown, if the site is.
    Parts,
}

/// The way from a page to the root: `./` on the home page, `../` one level down.
/// The not-found page is served at any depth, so its way is absolute.
pub(super) fn root_of(linked: &Linked, entry: &Entry) -> String {
    if linked.site.kinds[entry.kind].hidden {
        let base = &linked.site.base_url;
        let path = base.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
        return path.unwrap_or("/").to_owned();
    }
    match entry.route.as_deref().unwrap_or_default().matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// What one page is given about itself.
pub fn page_view(linked: &Linked, id: EntryId, form: Form) -> View {
    let site = &linked.site;
    let entry = &linked.entries[id];
    let kind = &site.kinds[entry.kind];
    let relations = &linked.relations[id];
    let root = root_of(linked, entry);
    let route = entry.route.clone().unwrap_or_default();
    let edit = site.edit_url.as_ref().map(|url| url.replace("{path}", entry.source.trim_start_matches("content/")));
    let body = entry.body.as_ref().filter(|body| body.document.shows);
    let original = linked.shown_original(id);
    let found = linked.found_instead(id);
    let canonical = format!("{}{route}", found.map_or(&site.base_url, |found| &found.base_url));
    let prose = match form {
        Form::Html => Prose::Html(&root),
        Form::Markdown => Prose::Markdown(&canonical),
        Form::Parts => Prose::Parts,
    };
    View::map([
        ("kind", View::text(&*kind.name)),
        ("key", View::text(&*entry.key)),
        ("title", View::text(&*entry.title)),
        ("label", View::text(&*entry.label)),
        ("summary", View::optional(entry.summary.as_deref())),
        ("canonical", View::text(&*canonical)),
        ("route", View::Text(route)),
        ("source", View::text(&*entry.source)),
        ("edit_url", View::optional(edit)),
        ("languages", editions::languages(linked, id, &root)),
        ("versions", editions::versions(linked, id, &root)),
        ("original", original.map_or(View::None, editions::original)),
        ("last_changed", View::optional(linked.last_changed(entry))),
        ("json", View::optional(linked.path_of(id, Part::Facts))),
        ("picture", View::optional(picture_of(linked, id))),
        ("markdown", View::optional(linked.path_of(id, Part::Markdown))),
        ("hidden", View::Flag(kind.hidden)),
        ("hue", View::optional(linked.hue(id))),
        ("breadcrumbs", cards(&relations.above)),
        ("sidebar", sidebar(linked, id)),
        ("previous", relations.previous.map_or(View::None, View::Card)),
        ("next", relations.next.map_or(View::None, View::Card)),
        ("backlinks", cards(&shown(linked, &relations.backlinks))),
        ("contents", body.map_or(View::List(Vec::new()), |body| contents(&body.document.headings))),
        ("body", body.map_or(View::None, |body| text_body(linked, body, prose))),
        ("fields", record(linked, &kind.fields, &entry.fields, prose, false)),
        ("referrers", referrers(linked, id, form)),
        ("announcement", note(linked, linked.landmarks.announcement.as_ref(), prose)),
        ("footer_text", note(linked, linked.landmarks.footer_text.as_ref(), prose)),
        ("root", View::Text(root)),
    ])
}

/// The text of a page.
fn text_body(linked: &Linked, body: &LinkedText, prose: Prose) -> View {
    match prose {
        Prose::Markdown(own) => View::Html(Html(mirror::written(linked, body, own).trim_matches('\n').to_owned())),
        prose => text_view(linked, body, prose),
    }
}

/// A text of the site, if it has one.
fn note(linked: &Linked, text: Option<&LinkedText>, prose: Prose) -> View {
    text.map_or(View::None, |text| text_view(linked, text, prose))
}

/// Prose.
fn text_view(linked: &Linked, text: &LinkedText, prose: Prose) -> View {
    match prose {
        Prose::Html(root) => View::Html(html_of(linked, text, root)),
        Prose::Markdown(own) => View::Html(Html(mirror::one_line(&mirror::written(linked, text, own)))),
        Prose::Text => View::Text(text_of(linked, text)),
        Prose::Parts => parts(linked, text),
    }
}

/// What a text is made of: its source, by the hash of its file where that is known, and where each of its links leads under which name.
fn parts(linked: &Linked, text: &LinkedText) -> View {
    let ends = text.targets.iter().enumerate().flat_map(|(link, target)| {
        let whole = matches!(target, Target::Entry(..)).then(|| label(linked, text, link));
        [View::Text(address(linked, target, "")), View::optional(whole)]
    });
    let source = &text.document.source;
    let source = source.digest().map_or_else(|| View::text(source.as_str()), |digest| View::Text(digest.hex()));
    View::List([source].into_iter().chain(ends).collect())
}

/// The route of the picture that shows a page where it is shared: its own, or that
/// of the first page.
fn picture_of(linked: &Linked, id: EntryId) -> Option<String> {
    if !linked.site.pictures || linked.site.kinds[linked.entries[id].kind].hidden {
        return None;
    }
    let own = |id: EntryId| linked.path_of(id, Part::Picture);
    own(id).or_else(|| linked.landmarks.home.and_then(own))
}

/// A short reference to an entry, made from its front matter alone.
pub fn card_view(linked: &Linked, id: EntryId) -> View {
    let entry = &linked.entries[id];
    let kind = &linked.site.kinds[entry.kind];
    let fields = kind.fields.iter().zip(&entry.fields).filter(|(field, _)| field.card);
    let fields = fields.map(|(field, given)| named(field, value(linked, field, given, Prose::Text, true)));
    View::map(short(linked, id).into_iter().chain([
        ("summary", View::optional(entry.summary.as_deref())),
        ("uses", View::integer(linked.relations[id].uses())),
        ("fields", View::Map(fields.collect())),
    ]))
}

/// What a card says of an entry that it refers to.
pub fn short_view(linked: &Linked, id: EntryId) -> View {
    View::map(short(linked, id))
}

fn short(linked: &Linked, id: EntryId) -> [(&'static str, View); 6] {
    let entry = &linked.entries[id];
    [
        ("kind", View::text(&*linked.site.kinds[entry.kind].name)),
        ("key", View::text(&*entry.key)),
        ("title", View::text(&*entry.title)),
        ("label", View::text(&*entry.label)),
        ("route", View::optional(entry.route.as_deref())),
        ("hue", View::optional(linked.hue(id))),
    ]
}

/// Entries without those that no list should name.
fn shown(linked: &Linked, ids: &[EntryId]) -> Vec<EntryId> {
    ids.iter().copied().filter(|id| !linked.site.kinds[linked.entries[*id].kind].hidden).collect()
}

pub(super) fn cards(ids: &[EntryId]) -> View {
    View::List(ids.iter().copied().map(View::Card).collect())
}

fn contents(headings: &[crate::parse::Heading]) -> View {
    let one = |heading: &crate::parse::Heading| {
        View::map([
            ("level", View::integer(heading.level)),
            ("id", View::text(&*heading.id)),
            ("title", View::text(&*heading.title)),
        ])
    };
    View::List(headings.iter().map(one).collect())
}

fn named(field: &Field, view: View) -> (Name, View) {
    (Name::Field(field.name.clone()), view)
}

fn record(linked: &Linked, fields: &[Field], values: &[Value], prose: Prose, in_card: bool) -> View {
    let values =
        fields.iter().zip(values).map(|(field, given)| named(field, value(linked, field, given, prose, in_card)));
    View::Map(values.collect())
}

fn value(linked: &Linked, field: &Field, given: &Value, prose: Prose, in_card: bool) -> View {
    match (&field.shape, given) {
        // A template may take the first of what has to be there.
        (Shape::List(of), given) if field.required && is_empty(given) => View::List(vec![match &of.shape {
            Shape::Record(_) => value(linked, of, &Value::None, prose, in_card),
            shape => stand_in(linked, shape, in_card),
        }]),
        (Shape::List(_), Value::None) => View::List(Vec::new()),
        (Shape::Record(fields), Value::None) => {
            record(linked, fields, &vec![Value::None; fields.len()], prose, in_card)
        }
        (_, Value::None) if field.required => stand_in(linked, &field.shape, in_card),
        (_, Value::None) => View::None,
        (_, Value::Text(text)) => View::text(&**text),
        (_, Value::Plain(plain)) => View::plain(plain),
        (_, Value::Prose(text)) => text_view(linked, text, prose),
        (_, Value::Reference(id)) if in_card => View::Short(*id),
        (_, Value::Reference(id)) => View::Card(*id),
        (Shape::Record(fields), Value::Record(values)) => record(linked, fields, values, prose, in_card),
        (Shape::List(of), Value::List(values)) => {
            let item = |given: &Value| match given {
                Value::None => stand_in(linked, &of.shape, in_card),
                given => value(linked, of, given, prose, in_card),
            };
            View::List(values.iter().map(item).collect())
        }
        (_, Value::Record(_) | Value::List(_)) => View::None,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::None => true,
        Value::List(values) => values.is_empty(),
        _ => false,
    }
}

/// What stands for a required value that is missing. That has been reported and
/// nothing will be published; templates shall not fail a second time over it.
fn stand_in(linked: &Linked, shape: &Shape, in_card: bool) -> View {
    match shape {
        Shape::Scalar(scalar) => View::plain(&scalar.stand_in()),
        Shape::Prose if !in_card => View::Html(Html::default()),
        Shape::Reference(to) => {
            let fields = linked.site.kind(to).map(|kind| linked.site.kinds[kind].fields.as_slice()).unwrap_or_default();
            let fields = fields.iter().filter(|field| field.card && !in_card);
            let fields = fields.map(|field| named(field, value(linked, field, &Value::None, Prose::Text, true)));
            View::map([
                ("kind", View::text(&**to)),
                ("key", View::text("")),
                ("title", View::text("")),
                ("label", View::text("")),
                ("route", View::text("")),
                ("hue", View::None),
                ("summary", View::None),
                ("uses", View::integer(0)),
                ("fields", View::Map(fields.collect())),
            ])
        }
        _ => View::text(""),
    }
}

/// Who refers to an entry, under the name of every field that may.
fn referrers(linked: &Linked, id: EntryId, form: Form) -> View {
    let slots = &linked.slots[linked.entries[id].kind];
    let mut lists = vec![Vec::new(); slots.len()];
    for referrer in &linked.relations[id].referrers {
        let one = [("page", View::Card(referrer.from)), ("record", referring_record(linked, referrer, form))];
        lists[referrer.slot].push(View::map(one));
    }
    let names = slots.iter().cloned().map(Name::Field);
    View::Map(names.zip(lists.into_iter().map(View::List)).collect())
}

/// The record that holds a reference, prose as plain text.
fn referring_record(linked: &Linked, referrer: &Referrer, form: Form) -> View {
    let prose = if form == Form::Parts { Prose::Parts } else { Prose::Text };
    linked.record_of(referrer).map_or(View::None, |(fields, values)| record(linked, fields, values, prose, true))
}
