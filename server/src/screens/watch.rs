//! What the desk sees of screens and kiosks: what each reported last, held against the board.

use super::reports::{self, Report, Reports};
use super::scribe::{is_kiosk, voices, zone};
use super::{is_known, pictures, window_of};
use crate::app::App;
use crate::problem::Refused;
use hall::api::ScreenStanding;
use hall::board::Board;
use hall::code::Code;
use hall::device::SOMEWHERE;
use hall::id::{HallId, ScreenId};
use hall::moment::Moment;
use hall::profile::Hall;
use hall::screen::{Face, Layout, Screen, Seen, Signage, leader, look};
use hall::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a report's words at most.
const WORD: usize = 64;

/// A report whose words are short and plain. Of a kiosk's page only the first part is kept: the rest may name the matter
/// that somebody reads.
///
/// # Errors
/// `report_invalid`.
pub fn checked(mut face: Face) -> Result<Face, Code> {
    if face.kiosk {
        face.on.truncate(face.on.find('/').unwrap_or(face.on.len()));
        face.what = None;
        face.why = None;
    }
    let plain = |text: &String| {
        text.len() <= WORD && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./+".contains(&b))
    };
    let words =
        [Some(&face.build), Some(&face.on), face.what.as_ref(), face.why.as_ref(), face.panel.as_ref()];
    let sized = face.size_px.0 <= 1 << 16 && face.size_px.1 <= 1 << 16;
    let right = sized && !face.on.is_empty() && words.into_iter().flatten().all(plain);
    if right { Ok(face) } else { Err(Code::ReportInvalid) }
}

/// Everything that hangs or stands in a hall: registered screens, others that reported, kiosks.
///
/// # Errors
/// `unknown_hall`; `unavailable` when the database fails.
pub async fn standings(app: &App, hall: &HallId) -> Result<Vec<ScreenStanding>, Refused> {
    let now = app.clock.now();
    let known = app.screens(hall)?.signs.get(now.day()).await?;
    let mut connection = app.pool.acquire().await?;
    let reports = reports::all(&mut connection, hall).await?;
    drop(connection);
    let pictures = pictures::times(&app.pool, hall).await?;
    let queue = app.queue(hall)?;
    let live = queue.live();
    let view = View { hall: &queue.hall, signage: &known.all, reports, pictures, board: &live.board, now };
    Ok(view.all())
}

struct View<'a> {
    hall: &'a Hall,
    signage: &'a Signage,
    reports: Reports,
    pictures: BTreeMap<String, Moment>,
    board: &'a Board,
    now: Moment,
}

impl View<'_> {
    fn all(&self) -> Vec<ScreenStanding> {
        let registered = self.signage.screens.iter().map(|screen| self.screen(screen, true));
        let others = self.reports.keys().filter(|(kiosk, id)| {
            !kiosk && self.signage.screen(id).is_none() && is_known(self.hall, self.signage, id)
        });
        let others = others.map(|(_, id)| {
            let layout = window_of(self.hall, id).map_or(Layout::Main, |window| Layout::Window { window });
            self.screen(&Screen::plain(id.clone(), layout), false)
        });
        let devices = self.hall.devices.iter().filter_map(|device| hall::api::kiosk_screen(&device.id));
        let reported = self.reports.keys().filter(|(kiosk, id)| *kiosk && is_kiosk(self.hall, id));
        let kiosks: BTreeSet<ScreenId> = devices.chain(reported.map(|(_, id)| id.clone())).collect();
        registered.chain(others).chain(kiosks.into_iter().map(|id| self.kiosk(id))).collect()
    }

    fn screen(&self, screen: &Screen, registered: bool) -> ScreenStanding {
        let report = self.reports.get(&(false, screen.id.clone()));
        let zone = zone(self.signage, &screen.id);
        let speaks = zone.is_some_and(|zone| {
            leader(&voices(self.signage, &self.reports, zone), self.now) == Some(&screen.id)
        });
        self.standing(screen, report, (registered, false), speaks)
    }

    fn kiosk(&self, id: ScreenId) -> ScreenStanding {
        let device = self.hall.devices.iter().find(|device| device.id.as_str() == id.as_str());
        let place = device.map_or_else(|| SOMEWHERE.text(), |device| device.place.clone());
        let report = self.reports.get(&(true, id.clone()));
        // no kiosk announces calls
        let screen = Screen { place, ..Screen::plain(id, Layout::Six) };
        self.standing(&screen, report, (device.is_some(), true), false)
    }

    fn standing(
        &self,
        screen: &Screen,
        report: Option<&Report>,
        (registered, kiosk): (bool, bool),
        speaks: bool,
    ) -> ScreenStanding {
        let seen = report.map(|report| Seen {
            at: report.at,
            face: report.face.clone(),
            other: report.other,
            spoken_at: report.spoken_at,
        });
        ScreenStanding {
            id: screen.id.clone(),
            place: if kiosk || registered { screen.place.clone() } else { Text::default() },
            registered,
            kiosk,
            speaks,
            standing: look(screen, seen.as_ref(), self.board, self.now, speaks),
            seen,
            picture: self.pictures.get(screen.id.as_str()).filter(|_| !kiosk).copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(change: impl FnOnce(&mut Face)) -> Result<Face, Code> {
        let face = serde_json::json!({"screen": "main", "build": "0.1.0+abc", "on": "main", "seq": 1});
        let mut face: Face = serde_json::from_value(face).unwrap();
        change(&mut face);
        checked(face)
    }

    #[test]
    fn the_words_of_a_report_are_short_and_plain() {
        assert!(face(|_| ()).is_ok());
        assert!(face(|face| face.what = Some("notice-1".to_owned())).is_ok());
        for bad in ["", "<b>", "a b", "张", &"x".repeat(65)] {
            assert_eq!(face(|face| face.on = bad.to_owned()), Err(Code::ReportInvalid), "{bad}");
        }
        assert!(face(|face| face.why = Some("x\n".to_owned())).is_err());
        assert!(face(|face| face.size_px = (1 << 20, 1)).is_err());
    }

    #[test]
    fn of_a_kiosk_it_is_not_kept_which_matter_somebody_reads() {
        let kiosk = face(|face| {
            face.kiosk = true;
            face.on = "guides/low-income".to_owned();
            face.what = Some("low-income".to_owned());
        });
        assert_eq!(kiosk.map(|face| (face.on, face.what)), Ok(("guides".to_owned(), None)));
    }
}
