// The words of the site's language, in whose place the build puts strings and functions.

/** A word with values, by their names. */
type Filled = (values: Record<string, string | number>) => string;
declare const WORDS: Record<string, string> & Record<"found" | "no_such" | "search_for" | "shown_of", Filled>;
