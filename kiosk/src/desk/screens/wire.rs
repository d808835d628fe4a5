//! The calls about the screens, typed.

use crate::live::api::{self, Failure};
use crate::live::guides::CatalogCall;
use crate::live::path::Call;
use crate::live::signs::SignCall;
use hall::api::{EmergencyRequest, EmergencyView, Page, Play, ScreenStanding, WindowRequest};
use hall::form::FormLine;
use hall::id::{HallId, ScreenId};
use hall::moment::Day;
use hall::screen::PublicList;
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};

/// How every screen and kiosk stands.
///
/// # Errors
/// [`Failure`].
pub async fn screens(hall: HallId) -> Result<Vec<ScreenStanding>, Failure> {
    api::get::<Page<ScreenStanding>>(&Call::signs(hall, SignCall::Screens)).await.map(|page| page.items)
}

/// Puts a screen, playlist, notice, list or map in the place of what is there; what was stored is answered.
///
/// # Errors
/// [`Failure`]; refused with what is wrong in which field.
pub async fn put<B: Serialize, T: DeserializeOwned>(
    hall: HallId,
    call: SignCall,
    body: &B,
) -> Result<T, Failure> {
    api::put(&Call::signs(hall, call), body).await
}

/// Takes one away.
///
/// # Errors
/// [`Failure`]; refused with `sign_in_use` while a screen or playlist uses it.
pub async fn remove(hall: HallId, call: SignCall) -> Result<(), Failure> {
    api::delete(&Call::signs(hall, call)).await
}

/// A list as the public will see it; nothing is stored.
///
/// # Errors
/// [`Failure`]; refused with what is wrong in which field.
pub async fn preview(hall: HallId, list: &PublicList) -> Result<PublicList, Failure> {
    api::send(&Call::signs(hall, SignCall::ListPreview), list, None).await?.ok_or(Failure::Unreachable)
}

/// Asks a screen for a small picture of it.
///
/// # Errors
/// [`Failure`].
pub async fn ask_picture(hall: HallId, screen: ScreenId) -> Result<(), Failure> {
    let call = Call::signs(hall, SignCall::Picture(screen));
    api::send::<_, IgnoredAny>(&call, &WindowRequest::default(), None).await.map(|_| ())
}

/// What a screen has shown on a day.
///
/// # Errors
/// [`Failure`].
pub async fn plays(hall: HallId, screen: ScreenId, day: Day) -> Result<Vec<Play>, Failure> {
    api::get::<Page<Play>>(&Call::signs(hall, SignCall::Plays(screen, day))).await.map(|page| page.items)
}

/// Shows a message on all screens and kiosks.
///
/// # Errors
/// [`Failure`].
pub async fn raise(hall: HallId, request: &EmergencyRequest) -> Result<EmergencyView, Failure> {
    let call = Call::signs(hall, SignCall::Emergency);
    api::send(&call, request, None).await?.ok_or(Failure::Unreachable)
}

/// Ends it.
///
/// # Errors
/// [`Failure`]; refused with `no_emergency` when it is over.
pub async fn end(hall: HallId) -> Result<(), Failure> {
    api::delete(&Call::signs(hall, SignCall::Emergency)).await
}

/// The forms and pictures of the hall.
///
/// # Errors
/// [`Failure`].
pub async fn forms(hall: HallId) -> Result<Vec<FormLine>, Failure> {
    api::get::<Page<FormLine>>(&Call::guides(hall, CatalogCall::Forms)).await.map(|page| page.items)
}
