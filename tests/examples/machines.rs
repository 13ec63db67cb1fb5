//! What programs make of an example: each JSON file passes the schema that it names, and the keys
//! of a list become constants in three languages, which are compiled or run.
//!
//! A compiler may be missing on a contributor's machine; then the test says so. Under `CI` all
//! have to be there.

#[path = "../common/json_schema.rs"]
mod json_schema;

use crate::EXAMPLES;
use json_schema::wrong_among;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The lists that are tried, each with the name of its array and the field of its keys.
const LISTS: [(&str, &str, &str, &str); 6] = [
    ("cli-exit-codes", "codes.json", "codes", "code"),
    ("grpc", "codes.json", "codes", "name"),
    ("http-api", "codes.json", "errors", "code"),
    ("problem-types", "problems.json", "problems", "name"),
    ("smtp", "replies.json", "replies", "code"),
    ("smtp", "enhanced.json", "enhanced", "code"),
];

#[test]
fn json_passes_the_schema_that_it_names() {
    for (name, example) in EXAMPLES.iter() {
        let output = example.output();
        let base_url = example.declaration().lines().find_map(|line| line.strip_prefix("base_url: ")).unwrap();
        let paths: Vec<String> = output.files.keys().cloned().collect();
        let read = |path: &str| output.files.contains_key(path).then(|| output.text(path).to_owned());
        let (wrong, count) = wrong_among(&read, &paths, base_url);
        assert_eq!(wrong, Vec::<String>::new(), "{name}");
        assert!(count > 15, "{name}: {count} files name a schema");
    }
}

/// Keys with the names that constants have.
fn constants(example: &str, list: &str, array: &str, key: &str) -> Vec<(String, String)> {
    let json: Json = serde_json::from_str(EXAMPLES[example].output().text(list)).unwrap();
    let entries = json[array].as_array().unwrap();
    assert_eq!(json["count"], entries.len());
    assert_eq!(json["format_version"], 1);
    let named = |entry: &Json| {
        let text = entry[key].as_str().map_or_else(|| entry[key].to_string(), str::to_owned);
        let name: String =
            text.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
        (format!("CODE_{name}"), text)
    };
    entries.iter().map(named).collect()
}

fn each(constants: &[(String, String)], line: impl Fn(&str, &str) -> String) -> String {
    constants.iter().map(|(name, key)| line(name, &format!("{key:?}"))).collect()
}

/// An enum with a way from and to its keys, and a program that goes both for each.
fn rust(constants: &[(String, String)]) -> String {
    let variants = each(constants, |name, _| format!("{name},"));
    let to = each(constants, |name, key| format!("Code::{name} => {key},"));
    let from = each(constants, |name, key| format!("{key} => Some(Code::{name}),"));
    let all = each(constants, |name, _| format!("Code::{name},"));
    format!(
        "#![allow(non_camel_case_types)]\n#[derive(Clone, Copy, PartialEq, Debug)]\npub enum Code {{ {variants} }}\n\
         impl Code {{ pub fn key(self) -> &'static str {{ match self {{ {to} }} }}\n\
         pub fn of(key: &str) -> Option<Code> {{ match key {{ {from} _ => None }} }} }}\n\
         fn main() {{ let all = [{all}]; for code in all {{ assert_eq!(Code::of(code.key()), Some(code)); }} \
         print!(\"{{}}\", all.len()); }}\n"
    )
}

/// An enum of texts, and a function that takes nothing else.
fn typescript(constants: &[(String, String)]) -> String {
    let entries = each(constants, |name, key| format!("{name} = {key},"));
    format!("export enum Code {{ {entries} }}\nexport const isCode = (key: string): key is Code => key in Code;\n")
}

fn python(constants: &[(String, String)]) -> String {
    let entries = each(constants, |name, key| format!("    {name} = {key}\n"));
    format!(
        "import enum\n@enum.unique\nclass Code(enum.Enum):\n{entries}\nassert all(Code(c.value) is c for c in Code)\nprint(len(Code))\n"
    )
}

/// The status with which a script ends when something that it needs is missing.
const MISSING: i32 = 77;

/// What a program prints; nothing, which is said, where it is not there.
fn ran(program: &str, arguments: &[&Path], what: &str) -> Option<String> {
    let missing = |why: &str| {
        assert!(std::env::var_os("CI").is_none(), "{program} cannot be run: {why}");
        eprintln!("skipped: {program} cannot be run ({why}): {what} is not tried");
        None
    };
    match Command::new(program).args(arguments).output() {
        Ok(output) if output.status.code() == Some(MISSING) => missing(&String::from_utf8_lossy(&output.stderr)),
        Ok(output) => {
            assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
            Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
        }
        Err(error) => missing(&error.to_string()),
    }
}

#[test]
fn keys_become_constants_in_three_languages() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("constants");
    std::fs::create_dir_all(&folder).unwrap();
    let (mut programs, mut counts) = (Vec::new(), Vec::new());
    for (example, list, array, key) in LISTS {
        let constants = constants(example, list, array, key);
        let write = |ending: &str, text: String| {
            let file = folder.join(format!("{}_{array}.{ending}", example.replace('-', "_")));
            std::fs::write(&file, text).unwrap();
            file
        };
        let count = Some(constants.len().to_string());
        let same = |printed: Option<String>, what: &str| {
            assert!(printed.is_none() || printed == count, "{what} prints {printed:?}, not {count:?}");
        };
        let source = write("rs", rust(&constants));
        let program =
            source.with_extension(std::env::consts::EXE_EXTENSION).with_file_name(format!("{example}_{array}"));
        let what = format!("the enum of {example} in Rust");
        if ran("rustc", &[Path::new("-o"), &program, &source], &what).is_some() {
            same(ran(program.to_str().unwrap(), &[], &what), &what);
        }
        let what = format!("the enum of {example} in Python");
        same(ran("python3", &[&write("py", python(&constants))], &what), &what);
        programs.push(write("ts", typescript(&constants)));
        counts.push(constants.len().to_string());
    }
    // The compiler of TypeScript takes longer to start than to compile.
    let script = Path::new("tests/scripts/typescript.mjs");
    let arguments: Vec<&Path> = [script].into_iter().chain(programs.iter().map(PathBuf::as_path)).collect();
    let printed = ran("node", &arguments, "the enums in TypeScript");
    assert!(printed.is_none() || printed == Some(counts.join("\n")), "{printed:?}");
}
