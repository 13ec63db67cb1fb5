//! What templates see of the site: the same on every page.

use super::editions::direction;
use super::view::{View, cards};
use crate::assets::Assets;
use crate::hash::hex;
use crate::html::Html;
use crate::link::Linked;
use crate::model::{Element, Face, Logo, StaticFile};

/// What is the same on every page.
pub fn site_view(linked: &Linked, assets: &Assets) -> View {
    let site = &linked.site;
    View::map([
        ("title", View::text(&*site.title)),
        ("tagline", View::text(&*site.tagline)),
        ("description", View::text(&*site.description)),
        ("language", View::text(&*site.language)),
        ("direction", View::text(direction(&site.language))),
        ("base_url", View::text(&*site.base_url)),
        ("navigation", cards(&linked.landmarks.navigation)),
        ("footer", cards(&linked.landmarks.footer)),
        ("logo", site.look.logo.as_ref().map_or(View::None, logo)),
        ("favicon", View::optional(assets.own_icon())),
        ("announcement", View::optional(announcement(linked).as_deref())),
        ("faces", View::List(site.look.faces.iter().map(face).collect())),
        ("head", View::List(site.look.head.iter().map(element).collect())),
        ("subject", View::optional(site.subject().map(|kind| &*site.kinds[kind].name))),
        ("feed", View::optional(site.feed.as_ref().map(|feed| feed.route.as_str()))),
        ("search", linked.landmarks.search.map_or(View::None, View::Card)),
        ("icons", icons(assets)),
        ("service_worker", View::Flag(site.service_worker)),
        ("generator", View::text(concat!("Statuary ", env!("CARGO_PKG_VERSION")))),
    ])
}

/// The icons that are pictures, by the length of their sides.
fn icons(assets: &Assets) -> View {
    let icon = |(sizes, path, _): (String, String, _)| {
        let size = sizes.split('x').next()?.parse::<u32>().ok()?;
        Some(View::map([("size", View::integer(size)), ("path", View::Text(path))]))
    };
    View::List(assets.icons().filter_map(icon).collect())
}

/// The picture that stands for the site's name.
fn logo(logo: &Logo) -> View {
    let dark = logo.dark.as_ref().map(StaticFile::route);
    View::map([
        ("path", View::text(logo.file.route())),
        ("dark", View::optional(dark.as_deref())),
        ("alt", View::text(&*logo.alt)),
    ])
}

/// A mark of what stands at the top of every page, by which a browser knows that it was read.
fn announcement(linked: &Linked) -> Option<String> {
    let text = linked.landmarks.announcement.as_ref()?.document.source.as_str();
    Some(hex(text.as_bytes())[..8].to_owned())
}

/// A font, its name as CSS.
fn face(face: &Face) -> View {
    View::map([
        ("family", View::Html(Html(format!("\"{}\"", face.family.trim().trim_matches(['"', '\'']))))),
        ("path", View::text(face.file.route())),
        ("weight", View::text(&*face.weight)),
        ("style", View::text(if face.italic { "italic" } else { "normal" })),
    ])
}

/// An element of the head.
fn element(element: &Element) -> View {
    let attributes = element.attributes.iter().map(|attribute| {
        View::map([
            ("name", View::text(&*attribute.name)),
            ("value", attribute.value.as_deref().map_or(View::None, View::text)),
            ("is_file", View::Flag(attribute.is_file)),
        ])
    });
    View::map([("name", View::text(element.name)), ("attributes", View::List(attributes.collect()))])
}
