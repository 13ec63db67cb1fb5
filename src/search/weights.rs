//! All that ranking weighs, each with its reason. The numbers stand here and nowhere
//! else: the build writes them in front of the client's engine, under the same names. They
//! were found on `content/queries.yaml`; what they have in common is
//! that whole numbers are enough, so that two languages agree to the last digit.

macro_rules! weights {
    ($($name:ident = $value:literal, $why:literal;)*) => {
        $(#[doc = $why] pub const $name: u64 = $value;)*
        /// All that ranking weighs: the name of each number, the number, and its reason.
        pub const WEIGHTS: &[(&str, u64, &str)] = &[$((stringify!($name), $name, $why)),*];
    };
}

weights! {
    EXACT = 100, "A word as it was typed: the whole of what a match can be worth.";
    JOINED = 90, "Two words of the query are one on the page, or one is two: a space is a small slip.";
    ONE_SLIP = 65, "A word of six letters or more with one slip: below any word that is meant as typed.";
    SHORT_SLIP = 50, "A word of four or five letters with one slip: many short words are one slip apart.";
    TWO_SLIPS = 45, "A word of seven letters or more with two slips.";
    SAME_STEM = 90, "Another form of the word, such as its plural: nearly as good, but the form itself goes first.";
    SYNONYM = 70, "A word that the site says means the same: the author's own word goes before.";
    WHOLE_BEGINNING = 75, "The beginning of a word that is being typed, were all of it typed but nothing.";
    LEAST_BEGINNING = 38, "The same when hardly anything of it is typed: half as sure.";
    INNER_BEGINNING = 30, "The beginning of a word that is not the last: people abbreviate seldom.";

    IN_TITLE = 70, "A word of the title or the key: what a page is called, it is about.";
    IN_NAME = 60, "A word of another name: as good as a title, but older or someone's own.";
    IN_HEADING = 25, "A word of a heading: what a part of the page is about.";
    OFTEN = 65, "A word that stands in three and more phrases of the page: it is what they have in common.";
    IN_TEXT = 10, "A word of the text: it may stand there in passing, so it is weighed last.";
    PASSING = 15, "A word of a field of running text or of a constant.";
    ONCE = 40, "A word of one or two phrases for which the page is to be found, or of what it names.";

    RAREST = 15, "How telling a word is that stands on one page; two less for each time that twice as many have it.";
    LEAST_RARE = 3, "How telling a word at least is: with words that all pages share, the rest decides.";
    MOST_SHARE = 7, "How much a word is of a query at most: rare words are no better evidence of what is meant.";
    UNKNOWN = 10, "How much a word is of a query that stands on no page: it shows that something else is meant.";
    ENOUGH = 48, "How many hundredths of a query a page must cover to be a good answer: half, but for a slip.";
    MUCH = 1200, "How much of a query of six words and more is enough in any case: long queries tell a story.";

    SUBJECT = 5, "How often a page counts that the site is about.";
    NAMED = 4, "A page that bears the name of its key alone, such as the name of a command.";
    PAGE = 2, "Any other page.";
    ROW = 1, "The row of a table: nobody looks for a row first when a page has the same words.";
    MET_MOST = 5, "A key that 32 pages name, five times twice as many, goes before others that begin as typed.";

    TIER = 1000000000, "What a tier is worth: names, phrases and keys go before any words.";
    PINNED = 1000000, "What puts a page whose phrase was typed whole before all that share its tier.";
    FIRST_KEY = 100000000, "The first key in a query; each that follows it is worth one less.";
    BY_STANDING = 1000000, "A name, for how often its page counts: that decides before what the name is.";
    ANY_NAME = 10000, "A name besides, so that what its length takes away leaves something.";
    BY_PRIOR = 4, "A name, for each time that twice as many pages name its page: as much as four letters.";
    TITLED = 1000, "A title beside other names that begin as the query does.";
    WRITTEN = 2000, "A key that stands in the query as it is written, beside those that differ in signs alone.";
    CASELESS = 1000, "A key that stands so but for capitals.";
    LEAST_COVERED = 25, "How many hundredths of its words' worth a page keeps that covers next to nothing of a query.";
    UNNAMED = 20, "How much a page counts that nobody names; one more for each time that twice as many do.";
    NAMING = 3, "How often words count on a page of which a name stands in the query.";
    NOT_NAMING = 2, "How often they count on another: two thirds of that.";
    SCALE = 40000, "By what sums of words are divided, so that they stay below a tier.";

    KEY = 7, "The tier of a page whose key stands in the query: whoever types a key wants it.";
    EQUAL = 6, "The tier of a page that has the query for a name.";
    FIELD = 5, "The tier of pages that use the row whose name the query is, and of a phrase typed whole.";
    START = 4, "The tier of a page whose name begins so, or is the query but for words that say nothing.";
    CLOSE = 2, "The tier of a page whose name is the query but for slips.";
    INSIDE = 1, "A name stands in the query: no tier of its own, but half as much again for its words.";
}

/// The weights of a word by the sign that says where on a page it stands.
pub const PLACES: [u64; 7] = [IN_TITLE, IN_NAME, IN_HEADING, OFTEN, IN_TEXT, PASSING, ONCE];

/// What a name is to a page, by the sign that says it in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Its key.
    Key,
    /// Its title.
    Title,
    /// Another name.
    Name,
    /// The name of a row that it uses.
    Row,
    /// The same, when it is a word of titles as well and so says less.
    CommonRow,
    /// A phrase for which it is to be found, of words that many pages have.
    Phrase,
}

impl Role {
    /// All, in the order of their signs.
    pub const ALL: [Role; 6] = [Role::Key, Role::Title, Role::Name, Role::Row, Role::CommonRow, Role::Phrase];

    /// The tier of a query that is the name.
    pub fn tier(self) -> u64 {
        match self {
            Role::Key => KEY,
            Role::Title | Role::Name => EQUAL,
            Role::Row | Role::Phrase => FIELD,
            Role::CommonRow => 0,
        }
    }
}

/// The weights as constants of a script, for the client's engine.
pub fn script() -> String {
    let numbers = WEIGHTS.iter().map(|(name, value, _)| format!("{name} = {value}"));
    let lists = [("PLACES", &PLACES[..]), ("ROLES", &Role::ALL.map(Role::tier))];
    let lists = lists.map(|(name, list)| format!("{name} = {list:?}"));
    format!("const {};\n", numbers.chain(lists).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_know_each_weight_by_its_name() {
        let declared = include_str!("weights.d.ts");
        let names = declared.lines().filter_map(|line| line.strip_prefix("declare const ")?.strip_suffix(": number;"));
        assert_eq!(names.collect::<Vec<_>>(), WEIGHTS.iter().map(|(name, ..)| *name).collect::<Vec<_>>());
    }
}
