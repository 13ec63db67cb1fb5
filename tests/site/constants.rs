//! The constants that the pages give, compared with the real libraries: the Rust
//! http crate, Node.js, and Python with Starlette and Django REST framework.
//!
//! Python and Node.js may be missing on a contributor's machine; then the test
//! says so and passes. Under `CI` they must be there.

use serde_json::Value;
use statuary::{Options, compile, load};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the Python test installs from the package index.
const PACKAGES: [&str; 3] = ["django==5.2.19", "djangorestframework==3.18.3", "starlette==1.10.0"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn codes() -> String {
    let (sources, problems) = load(root());
    compile(&sources, &Options::default(), problems).output.text("codes.json").to_owned()
}

/// Number, expression and note of a language's constants.
fn constants_of(language: &str) -> Vec<(String, String, String)> {
    let json: Value = serde_json::from_str(&codes()).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for code in json["codes"].as_array().unwrap() {
        for constant in code["constants"].as_array().unwrap().iter().filter(|constant| constant["language"] == language)
        {
            found.push((text(&code["code"]), text(&constant["expression"]), text(&constant["note"])));
        }
    }
    assert!(found.len() > 50, "{language} has only {} constants", found.len());
    found
}

/// Whether a program can be started. Where it cannot, the test is skipped with a
/// word, but never under `CI`.
fn is_there(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    assert!(there || std::env::var_os("CI").is_none(), "{program} is needed to compare constants: install it");
    if !there {
        eprintln!("skipped: {program} is not installed, so its constants were not compared");
    }
    there
}

/// Names of constants with their numbers, as the compiler knows them.
macro_rules! rust {
    ($($name:ident),* $(,)?) => {
        [$((stringify!($name), http::StatusCode::$name.as_u16())),*]
    };
}

#[test]
fn rust_constants_are_those_of_the_http_crate() {
    let known = rust![
        CONTINUE,
        SWITCHING_PROTOCOLS,
        PROCESSING,
        EARLY_HINTS,
        OK,
        CREATED,
        ACCEPTED,
        NON_AUTHORITATIVE_INFORMATION,
        NO_CONTENT,
        RESET_CONTENT,
        PARTIAL_CONTENT,
        MULTI_STATUS,
        ALREADY_REPORTED,
        IM_USED,
        MULTIPLE_CHOICES,
        MOVED_PERMANENTLY,
        FOUND,
        SEE_OTHER,
        NOT_MODIFIED,
        USE_PROXY,
        TEMPORARY_REDIRECT,
        PERMANENT_REDIRECT,
        BAD_REQUEST,
        UNAUTHORIZED,
        PAYMENT_REQUIRED,
        FORBIDDEN,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        NOT_ACCEPTABLE,
        PROXY_AUTHENTICATION_REQUIRED,
        REQUEST_TIMEOUT,
        CONFLICT,
        GONE,
        LENGTH_REQUIRED,
        PRECONDITION_FAILED,
        PAYLOAD_TOO_LARGE,
        URI_TOO_LONG,
        UNSUPPORTED_MEDIA_TYPE,
        RANGE_NOT_SATISFIABLE,
        EXPECTATION_FAILED,
        IM_A_TEAPOT,
        MISDIRECTED_REQUEST,
        UNPROCESSABLE_ENTITY,
        LOCKED,
        FAILED_DEPENDENCY,
        TOO_EARLY,
        UPGRADE_REQUIRED,
        PRECONDITION_REQUIRED,
        TOO_MANY_REQUESTS,
        REQUEST_HEADER_FIELDS_TOO_LARGE,
        UNAVAILABLE_FOR_LEGAL_REASONS,
        INTERNAL_SERVER_ERROR,
        NOT_IMPLEMENTED,
        BAD_GATEWAY,
        SERVICE_UNAVAILABLE,
        GATEWAY_TIMEOUT,
        HTTP_VERSION_NOT_SUPPORTED,
        VARIANT_ALSO_NEGOTIATES,
        INSUFFICIENT_STORAGE,
        LOOP_DETECTED,
        NOT_EXTENDED,
        NETWORK_AUTHENTICATION_REQUIRED
    ];
    let known: Vec<(String, String)> =
        known.iter().map(|(name, number)| (number.to_string(), format!("StatusCode::{name}"))).collect();
    let given: Vec<(String, String)> =
        constants_of("rust").into_iter().map(|(code, expression, _)| (code, expression)).collect();
    assert_eq!(given, known);
}

#[test]
fn node_constants_are_those_of_node() {
    if !is_there("node") {
        return;
    }
    let output = Command::new("node").args(["-p", "JSON.stringify(require('http').STATUS_CODES)"]).output().unwrap();
    let phrases: Value = serde_json::from_slice(&output.stdout).unwrap();
    for (code, expression, note) in constants_of("node") {
        assert_eq!(expression, format!("http.STATUS_CODES[{code}]"));
        let phrase = phrases[&code].as_str().unwrap_or_else(|| panic!("Node.js does not know {code}"));
        if let Some(told) = note.strip_prefix("the text is ") {
            assert!(told.starts_with(phrase), "{code}: Node.js says \"{phrase}\", the page \"{told}\"");
        }
    }
}

#[test]
fn python_constants_are_those_of_the_libraries() {
    if !is_there("python3") {
        return;
    }
    let mut python = Command::new(environment().join("bin/python"))
        .arg(root().join("tests/site/constants.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    python.stdin.take().unwrap().write_all(codes().as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let compared = said.trim().strip_prefix("compared ").unwrap_or_else(|| panic!("{said}"));
    assert!(compared.parse::<usize>().unwrap() > 150, "only {compared} constants were compared");
}

/// A virtual environment with the packages, made once below `target/`.
fn environment() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("constants");
    let mark = folder.join(PACKAGES.join("_"));
    if !mark.exists() {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
        run(Command::new(folder.join("bin/python"))
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(PACKAGES));
        std::fs::write(mark, "").unwrap();
    }
    folder
}

fn run(command: &mut Command) {
    let status = command.status().unwrap();
    assert!(status.success(), "{command:?} failed");
}
