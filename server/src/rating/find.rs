//! Finds what can be rated for somebody who comes back to a kiosk after the service (R42). A ticket's number stands on
//! every screen, so it finds nothing alone: it takes the slip's code, or a QR code that only the slip, the window's
//! pad or a notice shows. How the code is made is [`super::token`].

use super::{Rateable, rateable};
use crate::app::App;
use crate::client::Pace;
use crate::problem::Refused;
use crate::queue::store::{ending, find as find_ticket, service, services_of};
use hall::api::{RatingChoices, RatingService, RatingWord};
use hall::code::Code;
use hall::id::{HallId, TicketId};
use hall::rating::{Chance, LOCATOR_DIGITS, Norm, NormLevel, NormTag, Slip, why_none};
use std::num::NonZeroU32;

/// Tries from one kiosk, per minute: more than a hand types. Of ten million codes some hundred at most are a ticket's with
/// the same last digits: whoever only guesses finds one in a week of tries round the clock, and may then rate it once.
const OF_ADDRESS: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// Tries from behind proxies that are not trusted, all together, per minute.
const OF_UNKNOWN: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// Days beyond those that a code is valid: whoever comes too late is told so, and not that there was nothing.
const LATE_DAYS: i64 = 3;

/// Limits how fast slips are looked for.
#[must_use]
pub fn pace() -> Pace {
    Pace::per_minute(OF_ADDRESS, OF_UNKNOWN)
}

/// The services of a slip that can be rated now.
///
/// # Errors
/// `slip_unknown`, `not_served`, `already_rated`, `token_unknown`, `token_expired`, or `unavailable`.
pub async fn find(app: &App, hall: &HallId, slip: &str) -> Result<RatingChoices, Refused> {
    let services = match Slip::read(slip).ok_or(Code::SlipUnknown)? {
        Slip::Token(token) => {
            let id = app.codes.verify(&token, app.clock.now())?;
            let row = service(&app.pool, &id).await?.filter(|row| row.hall == *hall);
            vec![row.ok_or(Code::TokenUnknown)?]
        }
        Slip::Ticket(id) => {
            let row = find_ticket(&app.pool, &id).await?.filter(|row| row.hall == *hall);
            row.ok_or(Code::SlipUnknown)?;
            services_of(&app.pool, &id).await?
        }
        Slip::Code(code) => services_of(&app.pool, &by_code(app, hall, &code).await?).await?,
    };
    let (mut open, mut chances) = (Vec::new(), Vec::new());
    for row in services {
        let expired = app.codes.expires(row.ended_at) <= app.clock.now();
        let found = rateable(app, row).await?;
        let chance = Chance::of(found.rated, expired);
        chances.push(chance);
        if chance == Chance::Open {
            open.push(view(app, found)?);
        }
    }
    match why_none(&chances) {
        Some(code) => Err(code.into()),
        None => Ok(RatingChoices { services: open, levels: levels(&app.norm), tags: tags(&app.norm) }),
    }
}

/// The ticket of a code. Every ticket whose number ends in the same way is compared, whichever it is.
async fn by_code(app: &App, hall: &HallId, code: &str) -> Result<TicketId, Refused> {
    let days = i64::from(app.codes.days()) + LATE_DAYS;
    let since = app.clock.now().plus_seconds(-days * 24 * 60 * 60).day();
    let digits = code.get(..LOCATOR_DIGITS).ok_or(Code::SlipUnknown)?;
    let mut found = None;
    for (id, number) in ending(&app.pool, hall, since, digits).await? {
        if app.codes.is_slip(&id, &number, code)? {
            found.get_or_insert(id);
        }
    }
    Ok(found.ok_or(Code::SlipUnknown)?)
}

fn view(app: &App, found: Rateable) -> Result<RatingService, Code> {
    let token = app.codes.mint(&found.row.id, found.row.ended_at)?;
    let url = app.rating_url(&found.row.id, found.row.ended_at)?;
    Ok(RatingService {
        token,
        item: found.matter,
        department: found.department,
        window: found.row.window,
        qr_svg: crate::qr::svg(&url)?,
    })
}

fn levels(norm: &Norm) -> Vec<RatingWord> {
    let word = |level: &NormLevel| RatingWord {
        level: level.code,
        code: level.code.get().into(),
        words: level.name.clone(),
    };
    norm.levels.iter().map(word).collect()
}

fn tags(norm: &Norm) -> Vec<RatingWord> {
    let word = |tag: &NormTag| RatingWord { level: tag.level, code: tag.code, words: tag.name.clone() };
    norm.tags.iter().map(word).collect()
}
