//! The requests of an `http` block as commands for curl, to try them out.

use super::highlight::highlight;
use crate::parse::exchange::{Message, Start, messages};

/// Fields that curl itself gives.
const GIVEN: [&str; 3] = ["host", "content-length", "transfer-encoding"];

/// Appends a folded block with one command for each request that curl can send;
/// nothing when there is none, or when the block holds a slip. They have a title, as HTML, and
/// are coloured as code of a language.
pub fn curl(block: &str, title: &str, language: &str, html: &mut String) {
    let (messages, slips) = messages(block);
    let commands: Vec<String> = messages.iter().filter_map(|message| command(block, message)).collect();
    if commands.is_empty() || !slips.is_empty() {
        return;
    }
    html.push_str(&format!(
        "<details class=\"curl\"><summary>{title}</summary><pre tabindex=\"0\"><code class=\"language-sh\">"
    ));
    highlight(language, &commands.join("\n\n"), html);
    html.push_str("</code></pre></details>");
}

fn command(block: &str, message: &Message) -> Option<String> {
    let Start::Request { method } = &message.start else { return None };
    let mut words = block[message.line.clone()].split(' ').skip(1);
    let (target, version) = (words.next()?, words.next()?);
    let host = message.field("host").map(|field| field.value.as_str());
    let mut parts = vec!["curl -i".to_owned()];
    match method.to_lowercase().as_str() {
        "head" => parts[0] = "curl --head".to_owned(),
        // What curl sends unless it is told otherwise.
        "get" if message.content.is_empty() => {}
        _ => parts[0].push_str(&format!(" -X {method}")),
    }
    match version {
        "HTTP/1.0" => parts[0].push_str(" --http1.0"),
        "HTTP/2" => parts[0].push_str(" --http2"),
        "HTTP/3" => parts[0].push_str(" --http3"),
        _ => {}
    }
    match (target, host) {
        ("*", Some(host)) => {
            parts[0].push_str(&format!(" --request-target '*' {}", quoted(&format!("https://{host}/"))))
        }
        (path, Some(host)) if path.starts_with('/') => {
            parts[0].push_str(&format!(" {}", quoted(&format!("https://{host}{path}"))));
        }
        (address, _) if address.contains("://") => parts[0].push_str(&format!(" {}", quoted(address))),
        _ => return None,
    }
    for field in message.fields.iter().filter(|field| !GIVEN.contains(&field.name.to_lowercase().as_str())) {
        // Without a value, curl would take the field out; a semicolon sends it empty.
        let line = match field.value.as_str() {
            "" => format!("{};", field.name),
            value => format!("{}: {value}", field.name),
        };
        parts.push(format!("-H {}", quoted(&line)));
    }
    if message.is_stand_in() {
        parts.push("--data-binary @file".to_owned());
    } else if !message.content.is_empty() {
        parts.push(format!("--data-binary {}", quoted(&message.content)));
    }
    if !message.content.is_empty() && message.field("content-type").is_none() {
        parts.push("-H 'Content-Type:'".to_owned());
    }
    Some(parts.join(" \\\n  "))
}

/// A word for a POSIX shell.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:@%+=,".contains(c);
    if text.chars().all(plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commands(block: &str) -> Vec<String> {
        messages(block).0.iter().filter_map(|message| command(block, message)).collect()
    }

    #[test]
    fn a_request_becomes_a_command() {
        let block = "PUT /a?b=1 HTTP/1.1\nHost: c.example\nContent-Type: application/json\nContent-Length: 14\n\n{\"it's\": true}\n\nHTTP/1.1 204 No Content\n";
        assert_eq!(
            commands(block),
            [
                "curl -i -X PUT 'https://c.example/a?b=1' \\\n  -H 'Content-Type: application/json' \\\n  --data-binary '{\"it'\\''s\": true}'"
            ]
        );
    }

    #[test]
    fn curl_is_told_what_is_out_of_the_ordinary() {
        assert_eq!(commands("HEAD / HTTP/1.1\nHost: a\n"), ["curl --head https://a/"]);
        assert_eq!(
            commands("OPTIONS * HTTP/2\nHost: a\n"),
            ["curl -i -X OPTIONS --http2 --request-target '*' https://a/"]
        );
        assert_eq!(
            commands("POST /b HTTP/1.1\nHost: a\n\n[5 bytes of sound]\n"),
            ["curl -i -X POST https://a/b \\\n  --data-binary @file \\\n  -H 'Content-Type:'"]
        );
        assert_eq!(commands("CONNECT a:443 HTTP/1.1\nHost: a:443\n"), [""; 0]);
        let mut html = String::new();
        curl("HTTP/1.1 200 OK\n", "With curl", "sh", &mut html);
        assert_eq!(html, "");
    }
}
