//! Reads the declaration of fields in `content/site.yaml`.

use super::keys::{FIELD, SITE};
use super::reader::Fields;
use super::shape::{Declaration, LIST, PROSE, RECORD, REFERENCE, SCALARS};
use super::{Field, Limits, Search, Shape, Wording};
use crate::diag::{Diagnostic, choices_help, nearest};
use crate::parse::{Node, Step, Yaml};

/// The fields of a kind, or of a record in it.
pub(super) fn field_list(file: &Yaml, kind: &str, fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Vec<Field> {
    let Some(list) = fields.inner("fields", &[], problems) else { return Vec::new() };
    list.repeated(problems);
    list.entries().map(|(name, node, path)| field(file, [kind, name], node, path, problems)).collect()
}

/// A field, named by its kind and its own name.
fn field(file: &Yaml, name: [&str; 2], node: &Node, path: Vec<Step>, problems: &mut Vec<Diagnostic>) -> Field {
    let before = problems.len();
    let mut fields = Fields::new(file, path, node, &FIELD, problems);
    let shape = shape(file, name, &mut fields, problems);
    let limits = Limits::read(&shape, &mut fields, problems);
    let wording = Wording::read(&shape, &mut fields, problems);
    let covers = covers(file, name, &shape, &mut fields, problems);
    let search = fields.text("search", problems).and_then(|word| {
        let found = Search::ALL.iter().find(|(_, name)| *name == word).map(|(search, _)| *search);
        if found.is_none() {
            problems.push(fields.not_among(
                "search",
                &word,
                "search weights",
                Search::ALL.iter().map(|(_, name)| *name),
            ));
        }
        found
    });
    let mut field = Field {
        name: name[1].into(),
        shape,
        limits,
        required: fields.flag("required", problems).unwrap_or(false),
        card: fields.flag("card", problems).unwrap_or(false),
        covers,
        translated: fields.flag("translate", problems).unwrap_or(true),
        search,
        wording,
        help: fields.text("help", problems).unwrap_or_default(),
        when_empty: fields.text("when_empty", problems),
        doubtful: false,
    };
    fields.finish(problems);
    field.doubtful = problems.len() > before;
    field
}

/// What a field holds, by the name of its type.
fn shape(file: &Yaml, name: [&str; 2], fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Shape {
    let word = fields.required_text("type", problems);
    if let Some((_, declare)) = SCALARS.iter().find(|(name, _)| *name == word) {
        return Shape::Scalar(declare(&mut Declaration { kind: name[0], name: name[1], fields, problems }));
    }
    match word.as_str() {
        PROSE => Shape::Prose,
        REFERENCE => reference(file, name, fields, problems),
        RECORD => Shape::Record(field_list(file, name[0], fields, problems)),
        LIST => list(file, name, fields, problems),
        // That it is missing has been reported.
        "" => Shape::text(),
        other => {
            let names = SCALARS.iter().map(|(name, _)| *name).chain([PROSE, REFERENCE, RECORD, LIST]);
            problems.push(fields.not_among("type", other, "types", names));
            Shape::text()
        }
    }
}

fn list(file: &Yaml, name: [&str; 2], fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Shape {
    match fields.take("of") {
        Some((node, path)) => Shape::List(Box::new(field(file, name, node, path, problems))),
        None => {
            problems.push(
                Diagnostic::error("missing-field", fields.span("type"), "a list must say what it is a list of")
                    .help("add `of: {type: text}` or another type"),
            );
            Shape::text()
        }
    }
}

fn reference(file: &Yaml, [kind, name]: [&str; 2], fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Shape {
    let to = fields.required_text("to", problems);
    let known = declarations(file);
    if !to.is_empty() && !known.iter().any(|(name, _)| *name == to) {
        let message =
            format!("the field \"{name}\" of \"{kind}\" refers to \"{to}\", which is neither a kind nor a table");
        let help = choices_help("kinds and tables", &to, known.iter().map(|(name, _)| *name));
        problems.push(Diagnostic::error("unknown-kind", fields.span("to"), message).help(help));
    }
    Shape::Reference(to)
}

/// The field of a reference's target that says what belongs there.
fn covers(
    file: &Yaml,
    [kind, name]: [&str; 2],
    shape: &Shape,
    fields: &mut Fields,
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    let covers = fields.text("covers", problems)?;
    let Shape::Reference(to) = shape else { return Some(covers) };
    let target = declarations(file).into_iter().find(|(name, _)| name == to)?;
    let own: Vec<&str> = match target.1.get("fields") {
        Some(Node::Map(entries)) => entries.iter().map(|(name, _)| name.as_str()).collect(),
        _ => Vec::new(),
    };
    if !own.contains(&covers.as_str()) {
        let message =
            format!("the field \"{name}\" of \"{kind}\" covers \"{covers}\", which \"{to}\" does not declare");
        let help = choices_help("its fields", &covers, own);
        problems.push(Diagnostic::error("unknown-field", fields.span("covers"), message).help(help));
    }
    Some(covers)
}

/// All kinds and tables as they are written, so that a field can name one that
/// is declared below it. A section under a misspelt name counts.
fn declarations(file: &Yaml) -> Vec<(&str, &Node)> {
    let Some(Node::Map(all)) = file.readable() else { return Vec::new() };
    let sections = ["kinds", "tables"].into_iter().filter_map(|section| {
        let exact = all.iter().find(|(name, _)| name == section);
        let meant =
            || all.iter().find(|(name, _)| !SITE.contains(&name.as_str()) && nearest(name, [section]).is_some());
        match exact.or_else(meant) {
            Some((_, Node::Map(entries))) => Some(entries),
            _ => None,
        }
    });
    sections.flatten().map(|(name, node)| (name.as_str(), node)).collect()
}

/// The field that every row of a table has.
pub(super) fn row_key() -> Field {
    Field {
        name: "id".into(),
        shape: Shape::text(),
        limits: Limits::default(),
        required: true,
        card: false,
        covers: None,
        translated: false,
        search: Some(Search::Key),
        wording: Wording::default(),
        help: "the name by which pages refer to the row".to_owned(),
        when_empty: None,
        doubtful: false,
    }
}
