//! What may have been meant by a word that is none of those that it may be.

/// How many slips lead from one text to the other: a letter wrong, missing, too much, or
/// two swapped that are beside each other.
pub fn slips(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

/// The choice nearest to a mistyped word, if one is near enough to be meant.
pub fn nearest<'a>(word: &str, choices: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    choices
        .into_iter()
        .filter_map(|choice| {
            let own = choice.to_lowercase();
            let longer = own.chars().count().max(length);
            let most = (longer / 3).max(1);
            // Among thousands of choices few are worth the walk through both words.
            let distance = (least_distance(&lower, &own) <= most).then(|| strsim::damerau_levenshtein(&lower, &own))?;
            (distance <= most).then_some((distance, choice))
        })
        .min()
        .map(|(_, choice)| choice)
}

/// The choice that a mistyped word must have meant: the only one that is written like it
/// but for case, or but for one slip in a word of five letters and more. A number in it is
/// never sure, as the nearest one means something else.
pub fn sure<'a>(word: &str, choices: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let numbers = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    let (lower, own) = (word.to_lowercase(), numbers(word));
    let is_long = word.chars().count() >= 5 + own.len();
    let fits = |choice: &&str| {
        let choice = choice.to_lowercase();
        choice == lower
            || is_long && least_distance(&lower, &choice) <= 1 && own == numbers(&choice) && slips(&lower, &choice) == 1
    };
    let mut fitting = choices.into_iter().filter(fits);
    fitting.next().filter(|_| fitting.next().is_none())
}

/// How many steps there are at least from one word to another: letters that only one
/// of them has must be put in, taken out or replaced.
fn least_distance(a: &str, b: &str) -> usize {
    let mut balance = [0_i32; 64];
    let slot = |letter: char| letter as usize % 64;
    a.chars().for_each(|letter| balance[slot(letter)] += 1);
    b.chars().for_each(|letter| balance[slot(letter)] -= 1);
    let sum = |sign: i32| balance.iter().map(|count| (count * sign).max(0)).sum::<i32>();
    sum(1).max(sum(-1)).unsigned_abs() as usize
}

/// How many choices are listed.
const FEW: usize = 13;

/// A help text that lists the choices when they are few and names the nearest
/// when one is near. `what` is the plural noun for them.
pub fn choices_help<'a>(what: &str, word: &str, choices: impl IntoIterator<Item = &'a str>) -> String {
    let choices: Vec<&str> = choices.into_iter().collect();
    let near = nearest(word, choices.iter().copied()).map(|choice| format!("did you mean \"{choice}\"?"));
    let few = (!choices.is_empty() && choices.len() <= FEW).then(|| format!("{what} are {}", choices.join(", ")));
    match (few, near) {
        (Some(few), Some(near)) => format!("{few}; {near}"),
        (Some(text), None) | (None, Some(text)) => text,
        (None, None) if choices.is_empty() => format!("there are no {what} yet"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_forgives_small_slips_only() {
        assert_eq!(nearest("4XX", ["1xx", "4xx"]), Some("4xx"));
        assert_eq!(nearest("summry", ["summary", "state"]), Some("summary"));
        assert_eq!(nearest("banana", ["summary", "state"]), None);
    }

    #[test]
    fn only_words_are_sure() {
        assert_eq!(sure("4XX", ["1xx", "4xx"]), Some("4xx"));
        assert_eq!(sure("summry", ["summary", "state"]), Some("summary"));
        assert_eq!(sure("44", ["404", "440"]), None);
        assert_eq!(sure("440000", ["440001"]), None);
        assert_eq!(sure("guides/2-frist.md", ["guides/2-first.md", "guides/3-first.md"]), Some("guides/2-first.md"));
        assert_eq!(sure("later", ["latee", "latex"]), None);
    }

    #[test]
    fn the_least_distance_is_never_above_the_distance() {
        let words = ["", "404", "440", "summary", "summry", "SUMMARY", "headers", "reader", "übung", "bung"];
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (*a, *b))) {
            assert!(least_distance(a, b) <= strsim::damerau_levenshtein(a, b), "{a} {b}");
        }
        assert_eq!(least_distance("404", "451"), 2);
    }

    #[test]
    fn few_choices_are_listed() {
        assert_eq!(choices_help("classes", "4XX", ["3xx", "4xx"]), "classes are 3xx, 4xx; did you mean \"4xx\"?");
        assert_eq!(choices_help("classes", "x", []), "there are no classes yet");
    }
}
