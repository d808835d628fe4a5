//! Staff as data: accounts as an administrator sees them, posts A and B of a window (AB岗, R34), the
//! rule for passwords, and the bodies of the wire about people who work here; what is on record of them
//! is in a file of its own.

mod record;

pub use record::*;

use crate::board::WindowState;
use crate::id::{AccountId, Number, WindowId};
use crate::moment::Moment;
use crate::{api::Role, code::Code};
use serde::{Deserialize, Deserializer, Serialize};

/// A password has at least this many characters.
pub const PASSWORD_MIN: usize = 8;

/// Checks a password that somebody wants to have.
///
/// # Errors
/// `weak_password` when it is short, or the account's own name.
pub fn password_fits(account: &AccountId, password: &str) -> Result<(), Code> {
    let long = password.chars().count() >= PASSWORD_MIN;
    let own = password.trim().eq_ignore_ascii_case(account.as_str());
    if long && !own { Ok(()) } else { Err(Code::WeakPassword) }
}

/// Which of the two posts of a window somebody holds (AB岗): when one is away, the other takes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum DeskPost {
    /// The regular person (A岗).
    A,
    /// The substitute (B岗).
    B,
}

impl DeskPost {
    /// As on the wire and in the tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
        }
    }
}

/// An account as an administrator sees it; never a password or what is kept of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountView {
    /// Account name.
    pub name: AccountId,
    /// The person's name, as the hall writes it; may be empty.
    pub display_name: String,
    /// What they may do.
    pub role: Role,
    /// Their windows.
    pub windows: Vec<WindowId>,
    /// Their post at these windows.
    pub post: Option<DeskPost>,
    /// May not sign in.
    pub disabled: bool,
    /// So many wrong passwords in a row were given somewhere that the account is locked there now.
    #[serde(default)]
    pub locked: bool,
    /// Places where they are signed in now.
    pub sessions: u32,
    /// When they last signed in.
    pub last_sign_in: Option<Moment>,
}

/// `POST /halls/{hall}/accounts`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    /// Account name, not used by anybody yet, in any hall of this server.
    pub name: AccountId,
    /// First password.
    pub password: String,
    /// What they may do.
    pub role: Role,
    /// The person's name.
    #[serde(default)]
    pub display_name: String,
    /// Their windows.
    #[serde(default)]
    pub windows: Vec<WindowId>,
    /// Their post at these windows; each post of a window is held once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<DeskPost>,
    /// The password works once: to choose an own one.
    #[serde(default)]
    pub one_time: bool,
}

/// `PATCH /halls/{hall}/accounts/{name}`: what is to be different; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountChange {
    /// What they may do from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// All their windows from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub windows: Option<Vec<WindowId>>,
    /// Their post at these windows from now on; null is none.
    #[serde(default, deserialize_with = "said", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<DeskPost>))]
    pub post: Option<Option<DeskPost>>,
    /// The person's name from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Why, in the administrator's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Tells null from absent.
fn said<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Option<DeskPost>>, D::Error> {
    Option::deserialize(input).map(Some)
}

/// `POST /halls/{hall}/accounts/{name}/{disable,enable,unlock}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Why {
    /// Why, in the administrator's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `POST /halls/{hall}/accounts/{name}/reset`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordReset {
    /// The new password.
    pub password: String,
    /// It works once: to choose an own one.
    #[serde(default)]
    pub one_time: bool,
    /// Why, in the administrator's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `POST /session/password`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordChange {
    /// The password until now.
    pub old: String,
    /// The password from now on.
    pub new: String,
}

/// `POST /windows/{window}/handover`: the other person proves at this desk who they are.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandOver {
    /// Who takes the seat.
    pub to: String,
    /// Their password.
    pub password: String,
}

/// `GET /windows/{window}/crew`: who belongs to a window, for who works there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Crew {
    /// Who sits there: the account that opened the window or took it over last; null when it is closed.
    pub seated: Option<CrewMember>,
    /// Everybody who may sit there and may sign in: post A, post B, then the others by name.
    pub members: Vec<CrewMember>,
}

/// Somebody of a window's crew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CrewMember {
    /// Account name.
    pub account: AccountId,
    /// The person's name; may be empty.
    pub display_name: String,
    /// Their post.
    pub post: Option<DeskPost>,
}

impl CrewMember {
    /// What colleagues call them: their name, or the account's where none was entered.
    #[must_use]
    pub fn called(&self) -> &str {
        if self.display_name.is_empty() { self.account.as_str() } else { &self.display_name }
    }
}

/// `GET /windows/{window}/card`: who serves at a window, for its sign, in a hall that shows that (R114).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffCard {
    /// The person's name, as the hall writes it.
    pub name: String,
    /// The address of a picture of this server, where one was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

/// `GET /halls/{hall}/seats`: a window that is not closed, and who sits there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seat {
    /// Which window.
    pub window: WindowId,
    /// Open or paused.
    pub state: WindowState,
    /// The ticket called or served there.
    pub ticket: Option<Number>,
    /// Who opened it or took it over last.
    pub account: Option<AccountId>,
    /// Their name.
    pub display_name: String,
    /// Their post.
    pub post: Option<DeskPost>,
    /// Signed in now. A window that nobody attends is paused or closed by the server within half a
    /// minute; paused, with a ticket, it waits for somebody who takes it over.
    pub present: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::Board;
    use crate::event::Event;
    use crate::hours::Hours;
    use crate::profile::Hall;
    use crate::queue::{Command, decide, settle};

    #[test]
    fn a_password_is_long_enough_and_not_the_name() {
        let account: AccountId = "chen-li-hua".parse().unwrap();
        assert_eq!(password_fits(&account, "1234567"), Err(Code::WeakPassword));
        assert_eq!(password_fits(&account, "一二三四五六七"), Err(Code::WeakPassword));
        assert_eq!(password_fits(&account, "Chen-Li-Hua"), Err(Code::WeakPassword));
        assert_eq!(password_fits(&account, "一二三四五六七八"), Ok(()));
    }

    #[test]
    fn a_change_tells_no_post_from_a_post_that_stays() {
        let read = |json: &str| serde_json::from_str::<AccountChange>(json).unwrap();
        assert_eq!(read("{}"), AccountChange::default());
        let none = AccountChange { post: Some(None), ..AccountChange::default() };
        assert_eq!(read(r#"{"post":null}"#), none);
        let substitute = AccountChange { post: Some(Some(DeskPost::B)), ..AccountChange::default() };
        assert_eq!(read(r#"{"post":"b"}"#), substitute);
        for change in [AccountChange::default(), none, substitute] {
            assert_eq!(read(&serde_json::to_string(&change).unwrap()), change);
        }
    }

    #[test]
    fn a_window_is_taken_over_with_its_ticket_and_only_while_it_is_not_closed() {
        let mut hall: Hall =
            serde_json::from_str(include_str!("../../../assets/halls/shili/hall.json")).unwrap();
        hall.hours = Hours::always();
        let (mut board, now) = (Board::default(), "2026-11-23T09:00:00+08:00".parse().unwrap());
        let window: WindowId = "A01".parse().unwrap();
        let [first, second]: [AccountId; 2] = ["a01".parse().unwrap(), "b01".parse().unwrap()];
        let take_over = Command::TakeOver { window: window.clone(), staff: second.clone() };
        assert_eq!(decide(&board, &hall, &take_over, now), Err(Code::WindowNotOpen));
        let open = Command::Open { window: window.clone(), staff: first };
        let events = decide(&board, &hall, &open, now).unwrap();
        settle(&mut board, &events, now);
        board.windows.get_mut(&window).unwrap().ticket = Some("A001".parse().unwrap());
        let before = board.window(&window);
        let events = decide(&board, &hall, &take_over, now).unwrap();
        assert_eq!(events, [Event::WindowOpened { window: window.clone(), staff: Some(second) }]);
        settle(&mut board, &events, now);
        assert_eq!(board.window(&window), before, "the same ticket, without a gap");
        let pause = Command::Pause { window: window.clone(), reason: None };
        let events = decide(&board, &hall, &pause, now).unwrap();
        settle(&mut board, &events, now);
        let events = decide(&board, &hall, &take_over, now).unwrap();
        settle(&mut board, &events, now);
        assert_eq!(board.window(&window), before, "who takes over a paused window goes on");
    }
}
