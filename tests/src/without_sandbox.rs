//! The same server at an address of its own, where pages are not sandboxed.
//!
//! In a sandboxed page Chromium runs no timer, not even the driver's, so the accessibility check cannot run there. Everything
//! else of the page is as it is sent. Cookies belong to the host and not to the port, so who is signed in is so at both.

use anyhow::{Context, Result};
use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    thread,
};

/// How the directive begins and ends in the header of a page.
const BEGIN: &[u8] = b"; sandbox allow-same-origin";
const END: &[u8] = b"user-activation";

/// Relays to the server at `address` ("http://127.0.0.1:8080") as long as the process runs, and gives the address to ask.
///
/// # Errors
/// When no port can be had.
pub fn relay(address: &str) -> Result<String> {
    let server = address.strip_prefix("http://").context("a plain address")?.to_owned();
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let here = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for browser in listener.incoming().flatten() {
            let Ok(server) = TcpStream::connect(&server) else { continue };
            let (Ok(from_browser), Ok(to_server)) = (browser.try_clone(), server.try_clone()) else { continue };
            thread::spawn(move || pass_on(from_browser, to_server, |_| ()));
            thread::spawn(move || pass_on(server, browser, blank_directive));
        }
    });
    Ok(here)
}

/// Until one of the two has enough. What is written goes through `change` first, a read at a time.
fn pass_on(mut from: TcpStream, mut to: TcpStream, change: fn(&mut [u8])) {
    let mut bytes = [0; 64 * 1024];
    while let Ok(length @ 1..) = from.read(&mut bytes) {
        change(&mut bytes[..length]);
        if to.write_all(&bytes[..length]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
    let _ = from.shutdown(Shutdown::Read);
}

/// The head of an answer comes in one piece; the directive becomes blanks, so that no length changes.
fn blank_directive(answer: &mut [u8]) {
    let find = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).position(|window| window == what);
    let Some(begin) = find(answer, BEGIN) else { return };
    let Some(length) = find(&answer[begin..], END).map(|at| at + END.len()) else { return };
    answer[begin..begin + length].fill(b' ');
}

#[cfg(test)]
mod specs {
    use super::blank_directive;

    #[test]
    fn only_the_directive_is_blanked_and_no_length_changes() {
        let mut answer = *b"csp: trusted-types 'none'; sandbox allow-same-origin x user-activation\r\nvary: y";
        blank_directive(&mut answer);
        let text = String::from_utf8_lossy(&answer);
        assert!(text.starts_with("csp: trusted-types 'none'  ") && text.ends_with(" \r\nvary: y") && !text.contains("sandbox"));
    }
}
