//! Which form of a word goes with a whole number: the cardinal rules of the CLDR, as far as
//! they concern whole numbers. A language that is not listed has one form for one and another
//! for all others, as most have.

/// The names of forms.
pub const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", OTHER];

/// The form of numbers that have none of their own.
pub const OTHER: &str = "other";

/// Languages without forms.
const NONE: [&str; 10] = ["ja", "zh", "ko", "vi", "th", "id", "ms", "lo", "my", "yue"];
/// Languages in which zero goes with one.
const WITH_ZERO: [&str; 8] = ["fr", "pt", "hi", "bn", "fa", "am", "hy", "zu"];
/// Languages with a rule of their own.
const OWN: [&str; 14] = ["ru", "uk", "be", "sr", "hr", "bs", "pl", "cs", "sk", "lt", "lv", "sl", "ro", "ar"];

/// Whether a language has a form for one and another for all else.
pub fn is_simple(language: &str) -> bool {
    let own = subtag(language);
    ![&NONE[..], &WITH_ZERO, &OWN].iter().any(|group| group.contains(&own)) && own != "he"
}

/// The form that a language, by its tag, has for a number.
pub fn form(language: &str, count: u64) -> &'static str {
    match subtag(language) {
        own if NONE.contains(&own) => OTHER,
        // European Portuguese is as most are.
        "pt" if language.eq_ignore_ascii_case("pt-PT") => one(count == 1),
        own if WITH_ZERO.contains(&own) => one(count < 2),
        own @ ("ru" | "uk" | "be" | "sr" | "hr" | "bs" | "pl" | "cs" | "sk" | "sl") => slavic(own, count),
        own @ ("lt" | "lv") => baltic(own, count),
        "ro" if count == 0 || count != 1 && (1..=19).contains(&(count % 100)) => "few",
        "ar" => arabic(count),
        "he" if count == 2 => "two",
        _ => one(count == 1),
    }
}

fn slavic(language: &str, count: u64) -> &'static str {
    let (tens, hundreds) = (count % 10, count % 100);
    let few = (2..=4).contains(&tens) && !(12..=14).contains(&hundreds);
    let is_one = tens == 1 && hundreds != 11;
    match language {
        "cs" | "sk" if (2..=4).contains(&count) => "few",
        "cs" | "sk" => one(count == 1),
        "sl" => ["other", "one", "two", "few", "few"].get(hundreds as usize).copied().unwrap_or(OTHER),
        "pl" if count == 1 => "one",
        "pl" => if_few(few, "many"),
        _ if is_one => "one",
        "sr" | "hr" | "bs" => if_few(few, OTHER),
        _ => if_few(few, "many"),
    }
}

fn baltic(language: &str, count: u64) -> &'static str {
    let (tens, is_teen) = (count % 10, (11..=19).contains(&(count % 100)));
    match (language, tens) {
        ("lv", 0) => "zero",
        ("lv", _) if is_teen => "zero",
        ("lt", 0) => OTHER,
        (_, 1) if !is_teen => "one",
        ("lt", _) => if_few(!is_teen, OTHER),
        _ => OTHER,
    }
}

fn arabic(count: u64) -> &'static str {
    match (count, count % 100) {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, 3..=10) => "few",
        (_, 11..=99) => "many",
        _ => OTHER,
    }
}

fn if_few(few: bool, otherwise: &'static str) -> &'static str {
    if few { "few" } else { otherwise }
}

fn one(is_one: bool) -> &'static str {
    if is_one { "one" } else { OTHER }
}

/// The language of a tag, in lower case where it is listed here.
fn subtag(language: &str) -> &str {
    language.split('-').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_those_of_the_cldr() {
        for (language, forms) in [
            ("en-GB", ["other", "one", "other", "other", "other", "other"]),
            ("fr", ["one", "one", "other", "other", "other", "other"]),
            ("pt-PT", ["other", "one", "other", "other", "other", "other"]),
            ("ja", ["other"; 6]),
            ("ru", ["many", "one", "few", "many", "many", "one"]),
            ("pl", ["many", "one", "few", "many", "many", "many"]),
            ("cs", ["other", "one", "few", "other", "other", "other"]),
            ("lv", ["zero", "one", "other", "other", "zero", "one"]),
            ("sl", ["other", "one", "two", "other", "other", "other"]),
            ("ro", ["few", "one", "few", "few", "few", "other"]),
            ("ar", ["zero", "one", "two", "few", "many", "many"]),
        ] {
            assert_eq!([0, 1, 2, 5, 11, 21].map(|count| form(language, count)), forms, "{language}");
        }
    }
}
