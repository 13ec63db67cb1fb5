//! PNG pictures out of SVG; the only module that knows the renderer. Nothing but
//! the text and the theme's own fonts decides what they look like.
//!
//! Drawing is the slowest part of a build, so each picture carries the hash of what
//! it was drawn from, and one with the same hash is used again.

use crate::assets::{Assets, DRAWN, chain};
use crate::diag::Diagnostic;
use crate::hash::hex;
use crate::link::Linked;
use crate::source::{Sources, Span};
use png::text_metadata::TEXtChunk;
use png::{BitDepth, ColorType, Decoder, DeflateCompression, Encoder, Filter};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb::Database};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

/// The width of a picture that shows a page where it is shared.
pub const WIDTH: u32 = 1200;

/// The lengths of the sides of the icons.
const SIZES: [u32; 3] = [180, 192, 512];

/// The keyword under which a picture carries the hash of what it was drawn from.
const KEYWORD: &str = "Source";

/// How much is asked of the compressor for pictures of few colours: as small as at the usual
/// level, in three quarters of its time.
const NUMBERED_LEVEL: u8 = 5;

/// The renderer: another one draws anew. A test compares it with the lock file.
const RENDERER: &str = "resvg 0.49.0";

/// Draws with the fonts of one theme.
pub struct Painter {
    fonts: Arc<Database>,
    /// The numbers of files that are no fonts.
    unreadable: Vec<usize>,
    /// The hash of the renderer's version, of how pictures are compressed, and of the fonts.
    tools: String,
    /// Pictures that were drawn before, by the hash of what they were drawn from.
    drawn: BTreeMap<String, Arc<[u8]>>,
}

impl Painter {
    /// Reads the fonts of the site's theme and of those it extends. Files that are no
    /// fonts are reported.
    pub fn new(linked: &Linked, sources: &Sources, drawn: &[Arc<[u8]>], problems: &mut Vec<Diagnostic>) -> Painter {
        let (mut paths, mut fonts) = (Vec::new(), Vec::new());
        for theme in chain(&linked.site, sources, &mut Vec::new()) {
            let folder = format!("themes/{theme}/fonts/");
            for (name, font) in sources.below(&folder).filter(|(name, _)| name.ends_with(".ttf")) {
                paths.push(format!("{folder}{name}"));
                fonts.push(font.bytes().to_vec());
            }
        }
        let painter = Painter::with_fonts(fonts, drawn);
        problems.extend(painter.unreadable.iter().map(|number| {
            Diagnostic::error("not-a-font", Span::file(&*paths[*number]), "this is no font that pictures can use")
                .help("put a TrueType font there, or take the file out")
        }));
        painter
    }

    fn with_fonts(fonts: Vec<Vec<u8>>, drawn: &[Arc<[u8]>]) -> Painter {
        let hashes: Vec<String> = fonts.iter().map(|font| hex(font)).collect();
        let tools = hex(format!("{RENDERER} {NUMBERED_LEVEL} {}", hashes.join(" ")).as_bytes());
        let mut database = Database::new();
        let mut unreadable = Vec::new();
        for (number, font) in fonts.into_iter().enumerate() {
            let before = database.len();
            database.load_font_data(font);
            if database.len() == before {
                unreadable.push(number);
            }
        }
        let drawn = drawn.iter().filter_map(|png| Some((source_of(png)?, png.clone()))).collect();
        Painter { fonts: Arc::new(database), unreadable, tools, drawn }
    }

    /// An SVG image as PNG, so many pixels wide; or what is wrong with it.
    pub fn png(&self, svg: &str, width: u32) -> Result<Arc<[u8]>, String> {
        let source = hex(format!("{} {width} {svg}", self.tools).as_bytes());
        match self.drawn.get(&source) {
            Some(png) => Ok(png.clone()),
            None => self.draw(svg, width, source).map(Arc::from),
        }
    }

    fn draw(&self, svg: &str, width: u32, source: String) -> Result<Vec<u8>, String> {
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
        encoded(picture, source).map_err(|error| error.to_string())
    }

    /// Adds the icons, where the theme has a picture of them. One that cannot be drawn
    /// is reported.
    pub fn icons(&self, assets: &mut Assets, problems: &mut Vec<Diagnostic>) {
        let Some(svg) = assets.text(DRAWN).map(str::to_owned) else { return };
        for size in SIZES {
            match self.png(&svg, size) {
                Ok(png) => assets.add(&format!("icon-{size}.png"), png),
                Err(why) => problems.push(
                    Diagnostic::error(
                        "not-a-picture",
                        assets.span(DRAWN, 0..0),
                        format!("the asset {DRAWN} cannot be drawn: {why}"),
                    )
                    .help("write it as one whole SVG image with a viewBox"),
                ),
            }
        }
    }
}

/// A picture as the bytes of a PNG file that names its source. One of few colours names
/// each by its number, which is a quarter of the bytes to compress.
fn encoded(picture: Pixmap, source: String) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_depth(BitDepth::Eight);
    encoder.add_text_chunk(KEYWORD.to_owned(), source)?;
    let data = match Numbered::of(picture.pixels()) {
        Some(Numbered { colours, numbers }) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(
                colours.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect::<Vec<_>>(),
            );
            encoder.set_trns(colours.iter().map(|[.., alpha]| *alpha).collect::<Vec<_>>());
            encoder.set_filter(Filter::NoFilter);
            encoder.set_deflate_compression(DeflateCompression::Level(NUMBERED_LEVEL));
            numbers
        }
        None => {
            encoder.set_color(ColorType::Rgba);
            picture.take_demultiplied()
        }
    };
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}

/// A picture of 256 colours at most.
struct Numbered {
    /// Red, green, blue and alpha of each colour.
    colours: Vec<[u8; 4]>,
    /// For each pixel the number of its colour.
    numbers: Vec<u8>,
}

impl Numbered {
    /// The colours of pixels in the order in which they come; nothing when there are more.
    fn of(pixels: &[PremultipliedColorU8]) -> Option<Numbered> {
        let (mut colours, mut known) = (Vec::new(), BTreeMap::new());
        let mut numbers = Vec::with_capacity(pixels.len());
        // Most pixels have the colour of the one before.
        for same in pixels.chunk_by(PartialEq::eq) {
            let colour = same[0].demultiply();
            let colour = [colour.red(), colour.green(), colour.blue(), colour.alpha()];
            let number = *known.entry(colour).or_insert(colours.len());
            if number == colours.len() {
                colours.push(colour);
            }
            numbers.resize(numbers.len() + same.len(), u8::try_from(number).ok()?);
        }
        Some(Numbered { colours, numbers })
    }
}

/// The hash of what a picture was drawn from, if it says so.
fn source_of(png: &[u8]) -> Option<String> {
    let reader = Decoder::new(Cursor::new(png)).read_info().ok()?;
    let texts = &reader.info().uncompressed_latin1_text;
    texts.iter().find(|text: &&TEXtChunk| text.keyword == KEYWORD).map(|text| text.text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_renderer_is_the_one_that_is_locked() {
        let (name, version) = RENDERER.split_once(' ').unwrap();
        let locked = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(include_str!("../../Cargo.lock").contains(&locked), "RENDERER should name the locked version");
    }

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"><path d=\"M0 0h2v1z\"/></svg>";

    #[test]
    fn a_picture_is_as_wide_as_asked_and_always_the_same() {
        let painter = Painter::with_fonts(Vec::new(), &[]);
        let png = painter.png(SVG, 40).unwrap();
        assert_eq!(&png[16..24], [0, 0, 0, 40, 0, 0, 0, 20]);
        assert_eq!(png, painter.png(SVG, 40).unwrap());
        assert!(painter.png("<svg", 40).is_err());
    }

    #[test]
    fn few_colours_are_numbered_and_many_are_not() {
        let pixel = |red, alpha| PremultipliedColorU8::from_rgba(red, 0, 0, alpha).unwrap();
        let mut pixels: Vec<_> = (0..=255).map(|red| pixel(red, 255)).chain([pixel(7, 255)]).collect();
        let Numbered { colours, numbers } = Numbered::of(&pixels).unwrap();
        assert_eq!((colours.len(), colours[3], numbers[256]), (256, [3, 0, 0, 255], 7));
        pixels.push(pixel(50, 100));
        assert!(Numbered::of(&pixels).is_none());
        assert_eq!(Numbered::of(&pixels[256..]).unwrap().colours, [[7, 0, 0, 255], [128, 0, 0, 100]]);
    }

    #[test]
    fn a_picture_is_used_again_only_where_it_would_be_the_same() {
        let painter = Painter::with_fonts(Vec::new(), &[]);
        let png = painter.png(SVG, 40).unwrap();
        let drawn = [Arc::from(&b"no picture"[..]), png.clone()];
        let other = SVG.replace("h2", "h1");
        let again = |fonts, svg, width| Painter::with_fonts(fonts, &drawn).png(svg, width).unwrap();
        assert!(Arc::ptr_eq(&png, &again(Vec::new(), SVG, 40)));
        assert!(!Arc::ptr_eq(&png, &again(Vec::new(), SVG, 41)));
        assert!(!Arc::ptr_eq(&png, &again(Vec::new(), &other, 40)));
        assert_ne!(png, again(vec![b"another font".to_vec()], SVG, 40));
    }
}
