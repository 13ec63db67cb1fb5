//! The feed: the rows of one table as Atom (RFC 4287), newest first as they stand.

use crate::link::{Entry, Linked, Value};
use crate::text::escape;

/// The feed's text, where the site declares one.
pub fn feed(linked: &Linked) -> Option<String> {
    let feed = linked.site.feed.as_ref()?;
    let kind = linked.site.kind(&feed.table)?;
    let date = linked.site.kinds[kind].field(&feed.date)?;
    let base = &linked.site.base_url;
    let page = format!("{base}{}", linked.entries[linked.landmarks.feed?].route.as_deref().unwrap_or_default());
    let rows: Vec<&Entry> = linked.kinds[kind].iter().map(|id| &*linked.entries[*id]).collect();
    let newest = rows.iter().filter_map(|row| day(row, date)).max().unwrap_or("1970-01-01");
    let mut xml =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    element(&mut xml, "title", &format!("{}: {}", linked.site.title, linked.entries[linked.landmarks.feed?].title));
    element(&mut xml, "id", &page);
    element(&mut xml, "updated", &format!("{newest}T00:00:00Z"));
    link(&mut xml, "alternate", &page);
    link(&mut xml, "self", &format!("{base}{}", feed.route));
    xml.push_str("<author>");
    element(&mut xml, "name", &linked.site.title);
    xml.push_str("</author>\n");
    for row in rows {
        let address = format!("{page}#{}-{}", feed.table, row.key);
        xml.push_str("<entry>\n");
        element(&mut xml, "title", &row.title);
        element(&mut xml, "id", &address);
        link(&mut xml, "alternate", &address);
        element(&mut xml, "updated", &format!("{}T00:00:00Z", day(row, date).unwrap_or(newest)));
        element(&mut xml, "summary", row.summary.as_deref().unwrap_or_default());
        xml.push_str("</entry>\n");
    }
    xml.push_str("</feed>\n");
    Some(xml)
}

fn day(row: &Entry, field: usize) -> Option<&str> {
    match row.fields.get(field) {
        Some(Value::Text(day)) => Some(day),
        _ => None,
    }
}

fn element(xml: &mut String, name: &str, text: &str) {
    xml.push_str(&format!("<{name}>"));
    escape(xml, text);
    xml.push_str(&format!("</{name}>\n"));
}

fn link(xml: &mut String, relation: &str, address: &str) {
    xml.push_str(&format!("<link rel=\"{relation}\" href=\""));
    escape(xml, address);
    xml.push_str("\"/>\n");
}
