//! Data that is written as JSON or CSV: read, and its values found in the text. All places are
//! looked up in one walk, when the first of them is asked for.

use super::csv::{self, Sheet};
use super::form::{Form, Spot, spots_by_id};
use super::front_matter::Yaml;
use super::json;
use super::node::{Node, Step};
use crate::diag::Diagnostic;
use crate::source::{Span, Text};
use std::borrow::Cow;
use std::ops::Range;

impl Yaml {
    /// Reads a file that is no YAML. Of a table of columns what can be read is there, whatever
    /// is wrong besides.
    pub(super) fn read_form(path: &str, text: &Text, range: Range<usize>, problems: &mut Vec<Diagnostic>) -> Yaml {
        let before = problems.len();
        let node = match Form::of(path) {
            Form::Csv => {
                let Sheet { node, slips, .. } = Sheet::of(text);
                problems.extend(
                    slips
                        .into_iter()
                        .map(|slip| Diagnostic::error("csv", Span::new(path, slip.at), slip.message).help(slip.help)),
                );
                node
            }
            _ => json::read(text).unwrap_or_else(|slip| {
                let message = format!("this is not valid JSON: {}", slip.message);
                problems.push(Diagnostic::error("json", Span::new(path, slip.at), message).help(json::HELP));
                Node::Null
            }),
        };
        let mut read = Yaml::known(path, text, range, node);
        read.broken = problems.len() > before;
        read
    }

    /// The place of a value or key in what is no YAML, and what of the way leads on inside of it.
    fn found<'p>(&self, path: &'p [Step]) -> Option<(Range<usize>, &'p [Step])> {
        let spots = || match self.form {
            // What could not be read has nothing that could be looked up.
            Form::Json if self.broken && self.node == Node::Null => Spot::default(),
            Form::Csv => Sheet::of(&self.text).spot,
            _ => spots_by_id(json::spots(&self.text), &self.node),
        };
        (self.form != Form::Yaml).then(|| self.spot.get_or_init(spots).find(path))
    }

    /// That place; of an entry of a list in a cell its own.
    pub(super) fn spot(&self, path: &[Step]) -> Option<Range<usize>> {
        let (cell, rest) = self.found(path)?;
        let item = rest.first().and_then(|step| match step {
            Step::Item(at) => csv::item_places(&self.text[cell.clone()]).get(*at).cloned(),
            _ => None,
        });
        Some(item.map_or(cell.clone(), |item| cell.start + item.start..cell.start + item.end))
    }

    /// The entries of a list; nothing where none stands there.
    pub fn items<'n>(&self, path: &[Step], node: &'n Node) -> Option<Cow<'n, [Node]>> {
        match node {
            Node::List(items) => Some(items.into()),
            Node::Map(_) | Node::Null => None,
            _ if self.form == Form::Csv => Some(csv::items(&self.text[self.spot(path)?]).into()),
            _ => None,
        }
    }

    /// The first row of a table of columns, where it does not name one of them.
    pub fn head_without(&self, name: &str) -> Option<Span> {
        let head = self.text.lines().next().filter(|_| self.form == Form::Csv)?.trim_end();
        (!csv::names(head).iter().any(|known| known == name)).then(|| Span::new(&*self.path, 0..head.len()))
    }

    /// A problem of this text, its cure in the form of what stands there.
    pub fn in_form(&self, mut problem: Diagnostic) -> Diagnostic {
        if let Some(cure) = &mut problem.cure
            && self.form != Form::Yaml
            && let Some(before) = self.text.get(cure.span.start..cure.span.end).filter(|text| text.starts_with('"'))
        {
            cure.text = self.form.value(cure.text.trim_matches('"'), before);
        }
        problem
    }
}
