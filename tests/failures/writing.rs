//! The slips of writers that were found to be missed, buried or badly told, each with the
//! fixture that holds its whole report now.

use crate::rust::root;
use std::fs;

/// What was written, and the test that shows what is told.
const SLIPS: [(&str, &str); 86] = [
    // These were told well.
    ("a wrong Content-Length", "exchanges::length_that_is_not_that_of_the_content"),
    ("a field missing that a MUST asks for", "exchanges::field_that_the_facts_call_a_must"),
    ("an unknown choice", "types::unknown_choice_suggests_the_nearest"),
    ("a dead path", "links::dead_path_link_suggests_the_nearest_path"),
    ("an alias at the route of a page", "routes::alias_at_the_route_of_a_page_names_both"),
    // These were not found.
    ("[[404 and more.", "brackets::open_brackets_of_a_key_link_are_told"),
    ("[it](../4xx/404 not found.md)", "brackets::space_in_a_target_is_told"),
    ("[other](https://exa mple.com/)", "brackets::space_in_an_address_is_told"),
    ("[the page] (..)", "brackets::space_between_text_and_target_is_told"),
    ("[text][label] without a definition", "labels::link_to_no_definition_is_told"),
    ("[^1] without a definition", "labels::footnote_without_a_definition_is_told"),
    ("a footnote that nothing uses", "labels::footnote_that_nothing_refers_to_is_told"),
    ("an unclosed fence, the last one", "fences::fence_without_an_end_is_told_at_its_start"),
    ("an unclosed fence before another", "fences::fence_that_swallows_the_next_is_told_at_its_start"),
    ("the fence word htpp", "fences::misspelt_language_is_told"),
    ("three cells under two heads", "rows::cells_beyond_the_head_are_told"),
    ("a row with too few cells", "rows::row_with_too_few_cells_is_told"),
    ("{#twin} on two headings", "sections::id_given_twice_is_told"),
    ("## Foo and ## Bar {#foo}", "markdown/headings::given_ids_are_as_they_are_written_and_go_first"),
    ("{#My_ID}, {#404}", "markdown/headings::given_ids_are_as_they_are_written_and_go_first"),
    ("## GET /users/{id}", "markdown/headings::braces_that_hold_no_id_are_text"),
    ("## Set {a, b}", "sections::word_in_braces_that_is_no_id_is_told"),
    ("## followed by ####", "sections::skipped_level_is_told"),
    ("a picture without words", "sections::picture_without_words_is_told"),
    ("> [!NOTES]", "rows::unknown_alert_is_told"),
    ("> [!WARNING] Title", "rows::title_of_an_alert_is_told"),
    ("a summary of 400 characters", "limits::text_that_is_too_long_is_told"),
    ("a keyword twice", "limits::entry_that_is_declared_unique_is_an_error"),
    ("related: [503, 503, 429]", "limits::entry_that_stands_twice_in_a_list_is_a_warning"),
    ("related: the page itself", "limits::page_that_refers_to_itself_is_a_warning"),
    ("use: Rate #limit exceeded", "yaml_values::value_that_a_comment_cuts_is_a_warning"),
    ("title: Error #5 in C#", "doubts::examples_are_not_compared_with_a_value_that_is_cut"),
    ("an unclosed backquote", "signs::code_without_an_end_is_told"),
    ("an unclosed **", "signs::strong_text_without_an_end_is_told"),
    ("a zero-width space in prose", "signs::zero_width_space_is_told"),
    ("a no-break space in prose", "signs::no_break_space_is_told"),
    ("a no-break space in a key", "links::character_that_cannot_be_seen_in_a_key_is_named"),
    ("a missing } in the style sheet", "templates::brace_that_is_missing_in_a_style_sheet_is_told"),
    ("colr: red", "sheets::unknown_property_gets_the_nearest_name"),
    ("a page as its own parent_page", "limits::page_above_itself_is_told"),
    // Of these the cause was buried.
    ("a colon missing in a table", "yaml_slips::row_without_colon_is_told_itself"),
    ("a tab in a table", "yaml_slips::tab_in_a_table_is_told_at_its_column"),
    ("a space too many before - id:", "yaml_slips::item_that_is_indented_further_is_told"),
    ("kind: for kinds:", "declared::misspelt_name_of_all_kinds_is_one_problem"),
    ("a table as a mapping", "causes::table_that_is_a_mapping_is_one_problem"),
    ("207.MD", "markdown/pasted::ending_of_a_page_may_be_in_capitals"),
    ("two kinds with one route", "declared::two_kinds_with_one_route_name_site_yaml"),
    ("404.md deleted", "lost::page_that_is_gone_is_told_once_with_all_that_led_there"),
    // These were told with a defect.
    ("broken front matter and a template", "many::broken_front_matter_that_names_the_template_is_one_problem"),
    ("specs: []", "causes::template_error_on_a_page_with_wrong_fields_is_not_told"),
    ("titel:", "causes::misspelt_field_is_one_problem"),
    ("class: 4XX", "causes::unknown_class_is_no_wrong_path_as_well"),
    ("a tab in front matter", "front_matter::tab_as_indentation_asks_for_spaces"),
    ("class 4xx", "yaml_slips::line_without_colon_is_told_itself"),
    ("an unclosed quote", "yaml_slips::quote_that_is_not_closed_is_told_where_it_opens"),
    ("curly quotes", "yaml_slips::curly_quotes_around_a_colon_are_told"),
    ("a no-break space as indent", "yaml_slips::no_break_space_in_the_indent_is_named"),
    ("a no-break space in the name of a field", "yaml_slips::no_break_space_in_a_name_is_named"),
    ("leftovers of a merge in fields", "yaml_slips::leftovers_of_a_merge_are_one_problem"),
    ("leftovers of a merge in a text", "fences::leftovers_of_a_merge_are_told_once"),
    ("leftovers of a merge over both", "doubts::conflict_that_begins_in_front_matter_and_ends_in_the_text_is_one"),
    ("a slip in JSON", "exchanges::slip_in_json_is_told_once_at_its_place"),
    ("http as_sent", "exchanges::misspelt_mark_is_told_alone"),
    ("[[404 Not Found]], [[ 404 ]]", "markdown/pasted::keys_may_have_spaces_around_them_and_their_title_behind_them"),
    ("\"503 403\" in a list", "limits::codes_without_a_comma_between_them_are_told"),
    ("empty front matter", "front_matter::empty_front_matter_lacks_the_required_fields"),
    ("a stray file", "files::stray_file_in_content_says_where_files_belong"),
    ("a picture beside the page", "links::picture_beside_the_page_is_told_once"),
    ("a row's id twice", "tables::row_given_twice_is_a_repeated_key"),
    ("402.0, \"402\", 0402", "limits::number_in_another_form_is_proposed_in_its_own"),
    ("code: null", "yaml_values::null_is_no_value"),
    ("title: &more", "yaml_values::ampersand_at_the_start_of_a_value_asks_for_quotes"),
    ("title: *bold*", "yaml_values::star_at_the_start_of_a_value_asks_for_quotes"),
    ("<<: *x", "yaml_values::merge_key_of_an_anchor_is_one_problem"),
    ("/old as an alias", "routes::malformed_alias_shows_the_form"),
    ("[top](#)", "links::link_to_no_place_says_what_a_place_is"),
    ("an unknown filter", "themes::unknown_filter_is_shown"),
    ("an unknown component", "templates::unknown_component_suggests_the_nearest"),
    ("an unknown block", "templates::unknown_block_suggests_the_nearest"),
    ("a block that is not closed", "templates::block_that_is_not_closed_is_told_where_it_opens"),
    ("{% set f = page.feilds %}", "templates::misspelt_field_is_told_where_it_is_set"),
    ("components without an end", "templates::component_that_calls_itself_is_told_in_its_template"),
    ("a syntax error in one template", "templates::syntax_error_hides_no_unknown_filter_of_another"),
    ("a slip in site.yaml and one in the theme", "declared::slip_in_site_yaml_hides_no_slip_of_the_theme"),
    ("build --theme nope", "lost::theme_of_a_flag_is_told_at_the_flag"),
    ("a file named in NFD", "loading::names_that_look_the_same_are_the_same"),
];

#[test]
fn every_slip_has_its_fixture() {
    for (slip, fixture) in SLIPS {
        let (file, name) = fixture.split_once("::").unwrap();
        let folder = if file.contains('/') { "tests" } else { "tests/failures" };
        let text = fs::read_to_string(root().join(folder).join(format!("{file}.rs"))).unwrap();
        assert!(text.contains(&format!("#[test]\nfn {name}()")), "{slip}: there is no test {fixture}");
    }
}
