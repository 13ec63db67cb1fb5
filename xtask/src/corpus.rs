//! A made-up reference of N codes, the same on every run and for every program:
//! texts, facts and links without a form. `layout.rs` writes it as the sources of a
//! site. Pages are made one at a time, so that a large corpus takes little memory.

use std::fmt::Write as _;

/// The request methods of the corpus, as `bench/` declares them.
const METHODS: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];

/// Words that stand in every text; the others are put together from syllables.
const COMMON: &str = "the a of to and in is that for with on as by an be or not this which when if from are it may must \
    should server client request response header field cache proxy resource message method status connection origin \
    representation content type length range token session retry timeout gateway upstream policy rule value validator \
    entity tag date expires identity encoding transfer stream frame priority credential challenge realm scope redirect";

const ONSETS: [&str; 16] = ["b", "br", "c", "d", "f", "gr", "h", "l", "m", "n", "p", "r", "s", "st", "t", "v"];
const NUCLEI: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ea", "io"];
const CODAS: [&str; 8] = ["", "", "", "l", "n", "r", "st", "x"];

/// How many words there are.
const WORDS: u64 = 6000;

/// The corpus: how many codes in which classes.
pub struct Corpus {
    words: Vec<String>,
    /// How many codes each class has.
    sizes: Vec<usize>,
}

/// A class of codes.
pub struct Class {
    pub key: String,
    pub title: String,
    pub summary: String,
}

/// A page about one code. `body` is markdown, in which a link to another code is
/// written as `(code:` with its number in the corpus and `)`.
pub struct Code {
    pub key: String,
    pub class: usize,
    pub weight: usize,
    pub title: String,
    pub summary: String,
    pub methods: Vec<&'static str>,
    pub related: Vec<usize>,
    pub reference: String,
    pub cacheable: bool,
    pub since: u64,
    pub headings: Vec<String>,
    pub body: String,
}

impl Corpus {
    /// The corpus of so many codes.
    pub fn new(codes: usize) -> Corpus {
        let mut random = Random::new(0);
        let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        while (words.len() as u64) < WORDS {
            let parts = 1 + random.below(3);
            let syllable =
                |random: &mut Random| [random.pick(&ONSETS), random.pick(&NUCLEI), random.pick(&CODAS)].concat();
            words.push((0..=parts).map(|_| syllable(&mut random)).collect());
        }
        let classes = ((codes as f64).sqrt() / 4.0).round().max(5.0) as usize;
        let sizes = (0..classes).map(|class| codes / classes + usize::from(class < codes % classes)).collect();
        Corpus { words, sizes }
    }

    /// How many codes there are.
    pub fn len(&self) -> usize {
        self.sizes.iter().sum()
    }

    /// All classes, in order.
    pub fn classes(&self) -> Vec<Class> {
        let class = |at: usize| {
            let mut text = self.text(1_000_000 + at as u64);
            Class { key: self.class_key(at), title: text.title(2), summary: text.sentence(14) }
        };
        (0..self.sizes.len()).map(class).collect()
    }

    /// The key of a class.
    pub fn class_key(&self, class: usize) -> String {
        format!("{}{}", class + 1, "x".repeat(self.digits()))
    }

    /// The class of a code and its place there.
    pub fn place(&self, code: usize) -> (usize, usize) {
        let mut first = 0;
        for (class, size) in self.sizes.iter().enumerate() {
            if code < first + size {
                return (class, code - first);
            }
            first += size;
        }
        (0, 0)
    }

    /// The key of a code: the number of its class, then its place there.
    pub fn key(&self, code: usize) -> String {
        let (class, place) = self.place(code);
        format!("{}{place:0width$}", class + 1, width = self.digits())
    }

    fn digits(&self) -> usize {
        self.sizes[0].to_string().len().max(3)
    }

    fn text(&self, seed: u64) -> Text<'_> {
        Text { words: &self.words, random: Random::new(seed), count: 0 }
    }

    /// The page about a code.
    pub fn code(&self, at: usize) -> Code {
        let mut text = self.text(1 + at as u64);
        let (class, weight) = self.place(at);
        let (key, title, summary) = (self.key(at), text.title(3), text.sentence(18));
        let first = text.random.below(4) as usize;
        let methods: Vec<&str> = METHODS.into_iter().skip(first).step_by(2).collect();
        let mut related: Vec<usize> = (0..3).map(|_| text.random.below(self.len() as u64) as usize).collect();
        related.push((at + 1) % self.len());
        related.sort_unstable();
        related.dedup();
        related.retain(|other| *other != at);
        let reference = format!("DOC {}, section {}", 100 + text.random.below(9000), 1 + text.random.below(19));
        let (cacheable, since) = (text.random.below(3) == 0, 1991 + text.random.below(36));
        let headings: Vec<String> = (0..4).map(|_| text.title(3)).collect();
        let body = text.body(&key, &title, methods[0], &related, &headings);
        Code { key, class, weight, title, summary, methods, related, reference, cacheable, since, headings, body }
    }
}

/// Writes text with a generator of its own, so that each page is made alone.
struct Text<'a> {
    words: &'a [String],
    random: Random,
    count: usize,
}

impl Text<'_> {
    /// A word, those at the front of the list much more often.
    fn word(&mut self) -> &str {
        self.count += 1;
        let share = self.random.below(1 << 20) as f64 / f64::from(1 << 20);
        &self.words[(share.powi(4) * self.words.len() as f64) as usize]
    }

    /// A word that stands on few pages.
    fn rare(&mut self) -> String {
        self.count += 1;
        let at = self.random.below(self.words.len() as u64 - 100) as usize + 100;
        self.words[at].clone()
    }

    fn phrase(&mut self, words: usize) -> String {
        (0..words).map(|_| self.word().to_owned()).collect::<Vec<_>>().join(" ")
    }

    fn title(&mut self, most: u64) -> String {
        let words = 2 + self.random.below(most - 1);
        (0..words).map(|_| capital(&self.rare())).collect::<Vec<_>>().join(" ")
    }

    fn sentence(&mut self, words: u64) -> String {
        let words = words / 2 + self.random.below(words);
        format!("{}.", capital(&self.phrase(words.max(3) as usize)))
    }

    /// Some sentences with code and emphasis in them.
    fn paragraph(&mut self) -> String {
        let sentences = 2 + self.random.below(2);
        let one = |text: &mut Self| {
            format!(
                "{} `{}-{}` {} *{}* {}",
                text.sentence(12),
                text.rare(),
                text.rare(),
                text.phrase(4),
                text.rare(),
                text.sentence(10)
            )
        };
        (0..sentences).map(|_| one(self)).collect::<Vec<_>>().join(" ")
    }

    /// Headings, a table, a list, two fenced blocks, links, 300 to 600 words.
    fn body(&mut self, key: &str, title: &str, method: &str, related: &[usize], headings: &[String]) -> String {
        let most = 260 + self.random.below(240) as usize;
        self.count = 0;
        let mut body = String::new();
        let _ =
            writeln!(body, "{} Unlike [{}](code:{}), {}.\n", self.paragraph(), self.rare(), related[0], self.phrase(6));
        let _ = writeln!(body, "## {}\n\n{}\n", headings[0], self.paragraph());
        let _ = writeln!(
            body,
            "```http\n{method} /{}/{} HTTP/1.1\nHost: {}.example\n\nHTTP/1.1 {key} {title}\nETag: \"{:x}\"\nContent-Length: {}\n```\n",
            self.rare(),
            self.random.below(100_000),
            self.rare(),
            self.random.below(1 << 40),
            self.random.below(9000)
        );
        let _ = writeln!(body, "### {}\n", headings[1]);
        for _ in 0..4 {
            let _ = writeln!(body, "- {}", self.sentence(8));
        }
        let _ = writeln!(body, "\n## {}\n\n| Field | Value | Meaning |\n| --- | --- | --- |", headings[2]);
        for _ in 0..4 {
            let _ = writeln!(body, "| {} | `{}` | {} |", self.rare(), self.rare(), self.phrase(5));
        }
        let last = related[related.len() - 1];
        let _ = writeln!(body, "\n{} See also [{}](code:{last}).\n", self.paragraph(), self.phrase(2));
        let _ = writeln!(
            body,
            "```json\n{{\n  \"status\": \"{key}\",\n  \"detail\": \"{}\",\n  \"limit\": {},\n  \"retry\": true\n}}\n```\n\n## {}\n",
            self.phrase(8),
            self.random.below(5000),
            headings[3]
        );
        while self.count < most {
            let _ = writeln!(body, "{}\n", self.paragraph());
        }
        body
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 20) & 0xfff_ffff_ffff) % end
    }

    fn pick(&mut self, all: &[&'static str]) -> &'static str {
        all[self.below(all.len() as u64) as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corpus_is_the_same_on_every_run() {
        let (one, other) = (Corpus::new(70), Corpus::new(70));
        for at in 0..one.len() {
            let (one, other) = (one.code(at), other.code(at));
            assert_eq!((one.key, one.title, one.body), (other.key, other.title, other.body));
        }
    }

    #[test]
    fn pages_have_300_to_700_words_and_keys_of_their_own() {
        let corpus = Corpus::new(70);
        assert_eq!(corpus.len(), 70);
        let mut keys = std::collections::BTreeSet::new();
        for code in (0..70).map(|at| corpus.code(at)) {
            let words = code.body.split_whitespace().count();
            assert!((300..=700).contains(&words), "{} has {words} words", code.key);
            assert!(code.related.iter().all(|other| *other < 70) && !code.methods.is_empty());
            assert!(keys.insert(code.key));
        }
    }
}
