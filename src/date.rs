//! Days and HTTP dates; the only module that knows the calendar crate.

use jiff::civil::Date;
use jiff::fmt::rfc2822::DateTimeParser;

/// Whether a text is a day written as year, month and day: `2026-11-20`.
pub fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<Date>().is_ok()
}

/// Whether a text is a date as HTTP messages carry it (IMF-fixdate, RFC 9110
/// section 5.6.7), with the weekday that belongs to it.
pub fn is_http_date(text: &str) -> bool {
    text.len() == 29 && text.ends_with(" GMT") && DateTimeParser::new().parse_timestamp(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_exist() {
        assert!(is_day("2024-02-29"));
        assert!(!is_day("2026-02-29") && !is_day("2026-2-1") && !is_day("soon"));
    }

    #[test]
    fn http_dates_have_the_right_weekday() {
        assert!(is_http_date("Sun, 06 Nov 1994 08:49:37 GMT"));
        assert!(!is_http_date("Mon, 06 Nov 1994 08:49:37 GMT"));
        assert!(!is_http_date("Sunday, 06-Nov-94 08:49:37 GMT"));
        assert!(!is_http_date("Sun, 06 Nov 1994 08:49:37 +000"));
    }
}
