// The weights of weights.rs, which the build writes before the scripts of search.

declare const EXACT: number;
declare const JOINED: number;
declare const ONE_SLIP: number;
declare const SHORT_SLIP: number;
declare const TWO_SLIPS: number;
declare const SAME_STEM: number;
declare const SYNONYM: number;
declare const WHOLE_BEGINNING: number;
declare const LEAST_BEGINNING: number;
declare const INNER_BEGINNING: number;
declare const IN_TITLE: number;
declare const IN_NAME: number;
declare const IN_HEADING: number;
declare const OFTEN: number;
declare const IN_TEXT: number;
declare const PASSING: number;
declare const ONCE: number;
declare const RAREST: number;
declare const LEAST_RARE: number;
declare const MOST_SHARE: number;
declare const UNKNOWN: number;
declare const ENOUGH: number;
declare const MUCH: number;
declare const SUBJECT: number;
declare const NAMED: number;
declare const PAGE: number;
declare const ROW: number;
declare const MET_MOST: number;
declare const TIER: number;
declare const PINNED: number;
declare const FIRST_KEY: number;
declare const BY_STANDING: number;
declare const ANY_NAME: number;
declare const BY_PRIOR: number;
declare const TITLED: number;
declare const WRITTEN: number;
declare const CASELESS: number;
declare const LEAST_COVERED: number;
declare const UNNAMED: number;
declare const NAMING: number;
declare const NOT_NAMING: number;
declare const SCALE: number;
declare const KEY: number;
declare const EQUAL: number;
declare const FIELD: number;
declare const START: number;
declare const CLOSE: number;
declare const INSIDE: number;

/** The weight of a word by the sign that says where on a page it stands. */
declare const PLACES: number[];
/** The tier of a query that is a name, by the sign that says what the name is. */
declare const ROLES: number[];
