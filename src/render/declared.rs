//! What is declared of a kind, as templates are given it that show any kind: its names, and
//! for each field how it is called, what it holds and how that is worded.

use super::view::View;
use crate::model::{Field, Kind, Parent, Shape};
use crate::text::names;

/// A kind or table.
pub fn declared(kind: &Kind) -> View {
    let optional = |name: Option<&String>| name.map_or(View::None, View::text);
    let parent = match &kind.parent {
        Parent::Field(field) => Some(field),
        Parent::Home | Parent::Page(..) => None,
    };
    View::map([
        ("name", View::text(&*kind.name)),
        ("heading", View::text(kind.heading())),
        ("help", View::text(&*kind.help)),
        ("is_table", View::Flag(kind.is_table())),
        ("keyed", View::Flag(kind.key.as_ref().is_some_and(|key| names(&kind.label).contains(key)))),
        ("key", optional(kind.key.as_ref())),
        ("title", View::text(&*kind.title)),
        ("summary", optional(kind.summary.as_ref())),
        ("parent_field", optional(parent)),
        ("hue", optional(kind.hue.as_ref())),
        ("anchors", View::List(kind.anchors.iter().map(View::text).collect())),
        ("fields", fields(&kind.fields)),
    ])
}

fn fields(fields: &[Field]) -> View {
    View::List(fields.iter().map(field).collect())
}

/// A field. What its type does not have is none or empty.
fn field(field: &Field) -> View {
    let (of, inner, to) = match &field.shape {
        Shape::List(of) => (self::field(of), View::List(Vec::new()), None),
        Shape::Record(inner) => (View::None, fields(inner), None),
        Shape::Reference(to) => (View::None, View::List(Vec::new()), Some(to)),
        _ => (View::None, View::List(Vec::new()), None),
    };
    let is_address = matches!(&field.shape, Shape::Scalar(scalar) if scalar.is_address());
    View::map([
        ("name", View::text(&*field.name)),
        ("label", View::text(field.label())),
        ("type", View::text(field.shape.name())),
        ("is_address", View::Flag(is_address)),
        ("show", View::Flag(field.is_shown())),
        ("help", View::text(&*field.help)),
        ("unit", field.wording.unit.as_ref().map_or(View::None, View::text)),
        ("choices", choices(field)),
        ("to", to.map_or(View::None, View::text)),
        ("of", of),
        ("fields", inner),
    ])
}

/// The choices of a field in their order, each with the words in which it is shown.
fn choices(field: &Field) -> View {
    let Shape::Scalar(scalar) = &field.shape else { return View::List(Vec::new()) };
    let one = |choice: &String| {
        let label = field.wording.choices.get(choice).unwrap_or(choice);
        View::map([("value", View::text(choice)), ("label", View::text(label))])
    };
    View::List(scalar.choices().iter().map(one).collect())
}
