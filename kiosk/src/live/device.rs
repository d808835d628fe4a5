//! The token by which the server knows a kiosk or a screen, and its name in the hall: outside a demonstration numbers are
//! given out to enrolled machines only, and they alone report what they show. Whoever sets one up opens `/kiosk#device=TOKEN@NAME` once; a machine of
//! which the hall's file says nothing has no `@NAME`, and one of a demonstration no token. What follows the `#`
//! never leaves the browser, so the token is in no log; it is taken out of the address at once and kept
//! in the browser's storage, where it outlives the page load between two citizens. `#device=` forgets both.

use crate::page;
use gloo_events::EventListener;
use hall::id::DeviceId;
use std::sync::atomic::{AtomicBool, Ordering};
use web_sys::{Storage, Window};

/// Where the browser keeps it.
const KEY: &str = "mingtang.device";

/// True in the terminal and on a screen. A desk in the same browser sees the same storage; it sends no token.
static IS_MACHINE: AtomicBool = AtomicBool::new(false);

/// Makes this program a machine's: it takes in the token an address brings, and sends the one it has.
pub fn enrol() {
    IS_MACHINE.store(true, Ordering::Relaxed);
    take_in();
    if let Some(window) = web_sys::window() {
        // an address typed over the page that is shown loads nothing anew; listened to for as long as
        // the page lives
        EventListener::new(&window, "hashchange", |_| take_in()).forget();
    }
}

/// The token to send; none in other programs and on a machine that was not enrolled.
#[must_use]
pub fn token() -> Option<String> {
    if !IS_MACHINE.load(Ordering::Relaxed) {
        return None;
    }
    let kept = kept()?;
    let (token, _) = parts(&kept);
    is_sendable(token).then(|| token.to_owned())
}

/// Its name in the hall; none for a machine that was enrolled without one.
#[must_use]
pub fn name() -> Option<DeviceId> {
    parts(&kept()?).1?.parse().ok()
}

fn kept() -> Option<String> {
    storage(&web_sys::window()?)?.get_item(KEY).ok()?
}

/// Token and name of what is kept.
fn parts(kept: &str) -> (&str, Option<&str>) {
    kept.split_once('@').map_or((kept, None), |(token, name)| (token, Some(name)))
}

fn take_in() {
    let Some(window) = web_sys::window() else { return };
    let fragment = window.location().hash().unwrap_or_default();
    let Some(token) = told(&fragment) else { return };
    if let Some(storage) = storage(&window) {
        // a full or forbidden storage: the machine says that it is not enabled, and somebody looks
        let _ = if token.is_empty() { storage.remove_item(KEY) } else { storage.set_item(KEY, token) };
    }
    page::clean_address();
}

fn storage(window: &Window) -> Option<Storage> {
    window.local_storage().ok()?
}

/// The token in the fragment of an address, as it stands there; empty: forget it. None when the
/// fragment is about something else.
fn told(fragment: &str) -> Option<&str> {
    fragment.strip_prefix("#device=")
}

/// Whether it can stand in a header. One that cannot would end the program at the first number taken.
fn is_sendable(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_from_its_own_fragment_only() {
        assert_eq!(told("#device=0123456789abcdef-token"), Some("0123456789abcdef-token"));
        assert_eq!(told("#device=YWJj/+=="), Some("YWJj/+=="));
        assert_eq!(told("#device="), Some(""));
        for other in ["", "#", "#main", "#device", "#devices=a", "#a&device=b", "device=a"] {
            assert_eq!(told(other), None, "{other}");
        }
    }

    #[test]
    fn a_machine_has_a_token_a_name_or_both() {
        assert_eq!(parts("0123456789abcdef-token@gate"), ("0123456789abcdef-token", Some("gate")));
        assert_eq!(parts("0123456789abcdef-token"), ("0123456789abcdef-token", None));
        assert_eq!(parts("@gate"), ("", Some("gate")));
    }

    #[test]
    fn only_what_can_stand_in_a_header_is_sent() {
        assert!(is_sendable("0123456789abcdef-token"));
        assert!(is_sendable("YWJj/+=="));
        for token in ["", "a b", "a\nb", "令牌"] {
            assert!(!is_sendable(token), "{token}");
        }
    }
}
