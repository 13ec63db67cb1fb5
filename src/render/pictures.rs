//! PNG pictures out of SVG; the only module that knows the renderer. Nothing but
//! the text and the theme's own fonts decides what they look like.

use super::assets::{Assets, chain};
use crate::link::Linked;
use crate::source::Sources;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb::Database};
use std::sync::Arc;

/// The width of a picture that shows a page where it is shared.
pub const WIDTH: u32 = 1200;

/// The asset from which the icons are made, and the lengths of their sides.
const ICON: &str = "icon.svg";
const SIZES: [u32; 3] = [180, 192, 512];

/// Draws with the fonts of one theme.
pub struct Painter {
    fonts: Arc<Database>,
}

impl Painter {
    /// Reads the fonts of the site's theme and of those it extends.
    pub fn new(linked: &Linked, sources: &Sources) -> Painter {
        let mut fonts = Database::new();
        for theme in chain(linked, sources, &mut Vec::new()) {
            let folder = format!("themes/{theme}/fonts/");
            let files = sources.below(&folder).filter(|(path, _)| path.ends_with(".ttf"));
            files.for_each(|(_, font)| fonts.load_font_data(font.bytes().to_vec()));
        }
        Painter { fonts: Arc::new(fonts) }
    }

    /// An SVG image as PNG, so many pixels wide; or what is wrong with it.
    pub fn png(&self, svg: &str, width: u32) -> Result<Vec<u8>, String> {
        let options = Options {
            fontdb: self.fonts.clone(),
            // An image inside the image would come from the disk.
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            ..Options::default()
        };
        let tree = Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
        let scale = width as f32 / tree.size().width();
        let height = (tree.size().height() * scale).round() as u32;
        let mut picture = Pixmap::new(width, height).ok_or("it has no size")?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
        picture.encode_png().map_err(|error| error.to_string())
    }
}

/// Adds the icons, where the theme has a picture of them.
pub fn icons(assets: &mut Assets, painter: &Painter) {
    let Some(svg) = assets.text(ICON).map(str::to_owned) else { return };
    for size in SIZES {
        if let Ok(png) = painter.png(&svg, size) {
            assets.add(&format!("icon-{size}.png"), png);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_as_wide_as_asked_and_always_the_same() {
        let painter = Painter { fonts: Arc::default() };
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"><path d=\"M0 0h2v1z\"/></svg>";
        let png = painter.png(svg, 40).unwrap();
        assert_eq!(&png[16..24], [0, 0, 0, 40, 0, 0, 0, 20]);
        assert_eq!(png, painter.png(svg, 40).unwrap());
        assert!(painter.png("<svg", 40).is_err());
    }
}
