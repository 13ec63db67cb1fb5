//! What templates are given, as values of the template engine.

use crate::html::Html;
use crate::link::Linked;
use crate::render::view::{Name, View, card_view, short_view};
use rayon::prelude::*;
use tera::Value;
use tera::value::Key;

/// What pages say of each other, made once: cards, and what stands in a card of another
/// entry.
#[derive(Default, Clone)]
pub struct Cards {
    /// The card of each entry.
    pub cards: Vec<Value>,
    shorts: Vec<Value>,
}

impl Cards {
    /// The cards of all entries.
    pub fn new(linked: &Linked) -> Cards {
        let ids = 0..linked.entries.len();
        let mut made = Cards::default();
        made.shorts = ids.clone().into_par_iter().map(|id| convert(short_view(linked, id), &made)).collect();
        made.cards = ids.into_par_iter().map(|id| convert(card_view(linked, id), &made)).collect();
        made
    }
}

/// A view as the engine's value. Cards are shared, not copied.
pub fn convert(view: View, cards: &Cards) -> Value {
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
