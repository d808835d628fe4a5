//! The record of what staff did (R100, R103): a line as it is read, the acts that stand beside those of the
//! queue, and the kinds by which a page of it is chosen.

use crate::moment::Moment;
use serde::{Deserialize, Serialize};
use std::fmt;

/// `GET /halls/{hall}/audit`: something that somebody of the staff did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// When.
    pub at: Moment,
    /// The account that did it; `@terminal` for the command line, `@server` for the server itself, null
    /// when nobody was signed in.
    pub actor: Option<String>,
    /// What: an [`Act`], or the kind of an event of the queue.
    pub act: String,
    /// To whom or what: an account, a window, a number.
    pub object: String,
    /// Why.
    pub reason: Option<String>,
}

/// What staff do beside the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Signed in.
    SignIn,
    /// Signed out.
    SignOut,
    /// Gave a wrong password, or belongs to a disabled account.
    SignInFailed,
    /// Gave so many wrong ones that the account is locked there.
    Locked,
    /// Chose a new password of their own.
    PasswordChanged,
    /// Handed an open window to somebody.
    HandedOver,
    /// Added an account.
    AccountAdded,
    /// Disabled an account.
    AccountDisabled,
    /// Enabled an account again.
    AccountEnabled,
    /// Gave an account a new password.
    AccountReset,
    /// Changed the role, windows, post or name of an account.
    AccountChanged,
    /// Lifted the locks of an account.
    AccountUnlocked,
    /// Booked an appointment for somebody.
    AppointmentBooked,
    /// Gave somebody's appointment back.
    AppointmentCancelled,
    /// Found a window that nobody attends any more, and paused or closed it.
    WindowUnattended,
    /// Sent a file with a catalog.
    CatalogImported,
    /// Dropped what was read from a file.
    CatalogDropped,
    /// Published a version of the catalog.
    CatalogPublished,
    /// Brought an old version of the catalog back.
    CatalogRolledBack,
    /// Put a form or sample under a name.
    FormUploaded,
    /// Took a form or sample away.
    FormRemoved,
    /// Registered or changed a screen, playlist, notice, list or map of the screens.
    SignageSaved,
    /// Removed one.
    SignageRemoved,
    /// Took a step about a bad rating.
    OrderStep,
}

impl Act {
    /// All acts.
    pub const ALL: [Self; 24] = [
        Self::SignIn,
        Self::SignOut,
        Self::SignInFailed,
        Self::Locked,
        Self::PasswordChanged,
        Self::HandedOver,
        Self::AccountAdded,
        Self::AccountDisabled,
        Self::AccountEnabled,
        Self::AccountReset,
        Self::AccountChanged,
        Self::AccountUnlocked,
        Self::AppointmentBooked,
        Self::AppointmentCancelled,
        Self::WindowUnattended,
        Self::CatalogImported,
        Self::CatalogDropped,
        Self::CatalogPublished,
        Self::CatalogRolledBack,
        Self::FormUploaded,
        Self::FormRemoved,
        Self::SignageSaved,
        Self::SignageRemoved,
        Self::OrderStep,
    ];

    /// As in the table and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::SignOut => "sign_out",
            Self::SignInFailed => "sign_in_failed",
            Self::Locked => "account_locked",
            Self::PasswordChanged => "password_changed",
            Self::HandedOver => "handed_over",
            Self::AccountAdded => "account_added",
            Self::AccountDisabled => "account_disabled",
            Self::AccountEnabled => "account_enabled",
            Self::AccountReset => "account_reset",
            Self::AccountChanged => "account_changed",
            Self::AccountUnlocked => "account_unlocked",
            Self::AppointmentBooked => "appointment_booked",
            Self::AppointmentCancelled => "appointment_cancelled",
            Self::WindowUnattended => "window_unattended",
            Self::CatalogImported => "catalog_imported",
            Self::CatalogDropped => "catalog_dropped",
            Self::CatalogPublished => "catalog_published",
            Self::CatalogRolledBack => "catalog_rolled_back",
            Self::FormUploaded => "form_uploaded",
            Self::FormRemoved => "form_removed",
            Self::SignageSaved => "signage_saved",
            Self::SignageRemoved => "signage_removed",
            Self::OrderStep => "order_step",
        }
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a page of the record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// Signing in and out, passwords, locks.
    SignIn,
    /// Accounts that were added or changed.
    Accounts,
    /// Windows: opened, paused, closed, handed over, and what they call from.
    Windows,
    /// Numbers: given out, called, served, missed, handed on.
    Tickets,
    /// Appointments booked and given back by staff.
    Appointments,
    /// Priority given and taken back.
    Priority,
    /// Queues and the whole hall: stopped and resumed; help at kiosks.
    Hall,
    /// The catalog: files that were read, versions that were published.
    Catalog,
    /// The screens: what hangs where and shows what, and emergencies.
    Screens,
    /// What was done about bad ratings.
    Ratings,
}

impl RecordKind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::SignIn,
        Self::Accounts,
        Self::Windows,
        Self::Tickets,
        Self::Appointments,
        Self::Priority,
        Self::Hall,
        Self::Catalog,
        Self::Screens,
        Self::Ratings,
    ];

    /// As in the query.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Accounts => "accounts",
            Self::Windows => "windows",
            Self::Tickets => "tickets",
            Self::Appointments => "appointments",
            Self::Priority => "priority",
            Self::Hall => "hall",
            Self::Catalog => "catalog",
            Self::Screens => "screens",
            Self::Ratings => "ratings",
        }
    }

    /// What belongs to it: acts, and kinds of events of the queue.
    #[must_use]
    pub const fn acts(self) -> &'static [&'static str] {
        match self {
            Self::SignIn => &["sign_in", "sign_out", "sign_in_failed", "account_locked", "password_changed"],
            Self::Accounts => &[
                "account_added",
                "account_changed",
                "account_disabled",
                "account_enabled",
                "account_reset",
                "account_unlocked",
            ],
            Self::Windows => &[
                "window_opened",
                "window_paused",
                "window_closed",
                "window_assigned",
                "handed_over",
                "window_unattended",
            ],
            Self::Tickets => &[
                "ticket_issued",
                "ticket_called",
                "ticket_recalled",
                "service_started",
                "served",
                "ticket_missed",
                "ticket_requeued",
                "ticket_transferred",
                "ticket_cancelled",
            ],
            Self::Appointments => &["appointment_booked", "appointment_cancelled"],
            Self::Priority => &["priority_granted", "priority_withdrawn"],
            Self::Hall => &["queue_closed", "queue_opened", "hall_stopped", "hall_resumed", "help_ended"],
            Self::Catalog => &[
                "catalog_imported",
                "catalog_dropped",
                "catalog_published",
                "catalog_rolled_back",
                "form_uploaded",
                "form_removed",
            ],
            Self::Screens => &["signage_saved", "signage_removed", "emergency_raised", "emergency_ended"],
            Self::Ratings => &["order_step"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_is_of_one_kind() {
        for act in Act::ALL {
            let kinds = RecordKind::ALL.iter().filter(|kind| kind.acts().contains(&act.as_str()));
            assert_eq!(kinds.count(), 1, "{act}");
        }
        let mut all: Vec<_> = RecordKind::ALL.iter().flat_map(|kind| kind.acts()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "none is of two kinds");
        for kind in RecordKind::ALL {
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.as_str()));
        }
    }
}
