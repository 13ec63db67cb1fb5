//! Files of the theme that pages refer to. They are published under a name with
//! their content's hash, so that an old page never meets a new file.

use crate::diag::{Diagnostic, choices_help};
use crate::hash::hashed_name;
use crate::link::ASSETS;
use crate::model::{Fields, Site};
use crate::output::Output;
use crate::parse::Yaml;
use crate::source::{Source, Sources, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// The asset that is the site's icon.
pub const ICON: &str = "favicon.svg";

/// The ending of pictures that icons can be drawn from.
const SVG: &str = "svg";

/// The asset that icons are drawn from which are pictures.
pub const DRAWN: &str = "icon.svg";

/// A theme's assets by name, those of the theme it extends included.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    files: BTreeMap<String, Arc<[u8]>>,
    /// The file of the project that each was read from.
    origins: BTreeMap<String, String>,
    /// The site's icon where it is no SVG: its size, where it is published, its media type.
    own_icon: Option<(String, String, &'static str)>,
    /// Where assets are published that are made while pages name them already.
    promised: BTreeMap<String, String>,
}

/// Where a file is published: under a name that changes with its bytes.
fn published(name: &str, bytes: &[u8]) -> String {
    format!("{ASSETS}{}", hashed_name(name, bytes))
}

/// The size of an asset that is an icon.
fn icon_size(name: &str) -> Option<String> {
    if name == ICON {
        return Some("any".to_owned());
    }
    let size = name.strip_prefix("icon-")?.strip_suffix(".png")?;
    Some(format!("{size}x{size}"))
}

impl Assets {
    /// Adds a file that the build makes.
    pub fn add(&mut self, name: &str, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(name.to_owned(), bytes.into());
    }

    /// Takes a file away of which the site has no use.
    pub fn remove(&mut self, name: &str) {
        self.files.remove(name);
    }

    /// Names a file that others make and publish, after the bytes of another. Its path
    /// is given.
    pub fn promise(&mut self, name: &str, after: &[u8]) -> String {
        let path = published(name, after);
        self.promised.insert(name.to_owned(), path.clone());
        path
    }

    /// The bytes of an asset.
    pub fn bytes(&self, name: &str) -> Option<Arc<[u8]>> {
        self.files.get(name).cloned()
    }

    /// The text of an asset.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.files.get(name).and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    /// A place in the file that an asset was read from.
    pub fn span(&self, name: &str, place: Range<usize>) -> Span {
        Span::new(self.origins.get(name).map_or("themes", String::as_str), place)
    }

    /// The names of all assets.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// All assets that are texts, by their names.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names().filter_map(|name| Some((name, self.text(name)?)))
    }

    /// Puts other texts in the place of some.
    pub fn change(&mut self, other: impl Fn(&str, &str) -> Option<String>) {
        for (name, bytes) in &mut self.files {
            if let Some(text) = std::str::from_utf8(bytes).ok().and_then(|text| other(name, text)) {
                *bytes = Arc::from(text.into_bytes());
            }
        }
    }

    /// The site's icons: their sizes, published paths and media types.
    pub fn icons(&self) -> impl Iterator<Item = (String, String, &'static str)> {
        let of_theme = self.files.iter().filter(|_| self.own_icon.is_none()).filter_map(|(name, bytes)| {
            let size = icon_size(name)?;
            let media = if name == ICON { "image/svg+xml" } else { "image/png" };
            Some((size, published(name, bytes), media))
        });
        self.own_icon.iter().cloned().chain(of_theme)
    }

    /// Where the site's icon is published, where it is no SVG.
    pub fn own_icon(&self) -> Option<&str> {
        self.own_icon.as_ref().map(|(_, path, _)| path.as_str())
    }

    /// The published path of an asset.
    pub fn path(&self, name: &str) -> Option<String> {
        self.files.get(name).map(|bytes| published(name, bytes)).or_else(|| self.promised.get(name).cloned())
    }

    /// The published path of each asset, by its name.
    pub fn paths(&self) -> BTreeMap<String, String> {
        let made = self.files.iter().map(|(name, bytes)| (name.clone(), published(name, bytes)));
        self.promised.clone().into_iter().chain(made).collect()
    }

    /// Puts the icons and the assets that templates asked for into the output. Others
    /// only stand inside pages, or are parts of what is asked for.
    pub fn publish(&self, asked: &BTreeSet<String>, output: &mut Output) {
        let is_icon = |name: &str| self.own_icon.is_none() && icon_size(name).is_some();
        for (name, bytes) in self.files.iter().filter(|(name, _)| asked.contains(*name) || is_icon(name)) {
            output.files.insert(published(name, bytes), bytes.clone());
        }
    }
}

/// The size of a PNG picture, as `32x32` (PNG, section 11.2.1).
fn png_size(bytes: &[u8]) -> Option<String> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    Some(format!("{}x{}", number(16)?, number(20)?))
}

/// The theme that the site names and those it extends, the nearest first.
pub fn chain(site: &Site, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut chain: Vec<String> = Vec::new();
    let mut next = Some((site.theme.clone(), site.theme_span.clone()));
    while let Some((name, span)) = next {
        let path = format!("themes/{name}/theme.yaml");
        let Some(text) = sources.get(&path).and_then(|source| source.shared_text()) else {
            let known = themes(sources);
            problems.push(
                Diagnostic::error("no-theme", span, format!("there is no theme \"{name}\": {path} is missing"))
                    .help(choices_help("themes", &name, known.iter().map(String::as_str))),
            );
            return Vec::new();
        };
        if let Some(at) = chain.iter().position(|known| *known == name) {
            problems.push(circle(&chain[at..], span));
            break;
        }
        chain.push(name);
        let file = Yaml::read(&path, text, 0..text.len(), problems);
        let mut fields = Fields::of_file(&file, &["title", "extends", "ejected"], problems);
        fields.text("title", problems);
        fields.texts("ejected", problems);
        let extends = fields.text("extends", problems);
        let span = fields.span("extends");
        fields.finish(problems);
        next = extends.map(|extends| (extends, span));
    }
    chain
}

/// Themes that extend each other, the first of them again at a place.
fn circle(themes: &[String], span: Span) -> Diagnostic {
    let (first, others) = themes.split_first().map_or(("", themes), |(first, others)| (first.as_str(), others));
    let by_way_of = if others.is_empty() { String::new() } else { format!(" by way of {}", others.join(", ")) };
    Diagnostic::error("theme-circle", span, format!("the theme \"{first}\" extends itself{by_way_of}"))
        .help("take `extends` out of the theme that stands on its own")
}

fn themes(sources: &Sources) -> Vec<String> {
    let files = sources.below("themes/").map(|(path, _)| path);
    files.filter_map(|path| path.strip_suffix("/theme.yaml")).map(str::to_owned).collect()
}

/// The assets of the theme that the site names.
pub fn collect(site: &Site, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Assets {
    let mut assets = Assets::default();
    for theme in chain(site, sources, problems).iter().rev() {
        let folder = format!("themes/{theme}/assets/");
        for (name, source) in sources.below(&folder) {
            assets.files.insert(name.to_owned(), Arc::from(source.bytes()));
            assets.origins.insert(name.to_owned(), format!("{folder}{name}"));
        }
    }
    if let Some(own) = site.look.favicon.as_ref().filter(|own| own.ending() != SVG) {
        let bytes = sources.get(&format!("content/static/{}", own.path)).map_or(&[][..], Source::bytes);
        let (sizes, media) = match own.ending().as_str() {
            "png" => (png_size(bytes).unwrap_or_default(), "image/png"),
            _ => ("any".to_owned(), "image/x-icon"),
        };
        assets.own_icon = Some((sizes, own.route(), media));
        assets.files.remove(DRAWN);
    } else if let Some(own) = &site.look.favicon {
        let path = format!("content/static/{}", own.path);
        for name in [ICON, DRAWN].into_iter().filter(|name| assets.files.contains_key(*name)).collect::<Vec<_>>() {
            assets
                .files
                .insert(name.to_owned(), sources.get(&path).map(|file| Arc::from(file.bytes())).unwrap_or_default());
            assets.origins.insert(name.to_owned(), path.clone());
        }
    }
    assets
}
