//! The one task of a hall that stores what its screens report. Two hundred screens report every ten seconds, and after
//! a call all of them at once: what comes within a tenth of a second is stored in one transaction, so that the calls
//! of the desks never wait for it. In that transaction it is also said who speaks, so two servers say the same.

use super::reports::{Report, Reports};
use super::{MAIN, Signs, is_known, pictures, reports, store};
use crate::clock::Clock;
use hall::api::{Play, ReportAnswer};
use hall::code::Code;
use hall::device::NAMELESS;
use hall::id::ScreenId;
use hall::moment::Moment;
use hall::profile::Hall;
use hall::screen::{FRESH_SECONDS, Face, Signage, Voice, leader};
use sqlx::AnyPool;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};

/// For so long reports are gathered.
const GATHER: Duration = Duration::from_millis(100);
/// Reports of one transaction at most.
const BATCH: usize = 512;
/// What a screen shows goes on when nothing was heard of it for less than so many seconds: three reports.
const GAP_SECONDS: u32 = 30;

/// A report on its way, with where to answer.
pub struct Request {
    face: Face,
    answer: oneshot::Sender<Result<ReportAnswer, Code>>,
}

/// Hands a report over and waits until it is stored.
///
/// # Errors
/// `screen_unknown`; `overloaded`, `unavailable`.
pub async fn ask(line: &mpsc::Sender<Request>, face: Face) -> Result<ReportAnswer, Code> {
    let (answer, stored) = oneshot::channel();
    line.try_send(Request { face, answer }).map_err(|error| match error {
        TrySendError::Full(_) => Code::Overloaded,
        TrySendError::Closed(_) => Code::Unavailable,
    })?;
    stored.await.map_err(|_| Code::Unavailable)?
}

/// What the task needs.
pub struct Scribe {
    pub hall: Arc<Hall>,
    pub pool: AnyPool,
    pub clock: Clock,
    pub signs: Arc<Signs>,
}

impl Scribe {
    /// Runs until nobody can report any more.
    pub async fn run(self, mut line: mpsc::Receiver<Request>) {
        while let Some(first) = line.recv().await {
            tokio::time::sleep(GATHER).await;
            let mut batch = vec![first];
            while batch.len() < BATCH
                && let Ok(request) = line.try_recv()
            {
                batch.push(request);
            }
            let (faces, answers): (Vec<Face>, Vec<_>) =
                batch.into_iter().map(|request| (request.face, request.answer)).unzip();
            let stored = self.store(faces).await.unwrap_or_else(|error| {
                tracing::error!(hall = %self.hall.id, %error, "cannot store what screens report");
                Vec::new()
            });
            let lost = std::iter::repeat(Err(Code::Unavailable));
            for (answer, said) in answers.into_iter().zip(stored.into_iter().chain(lost)) {
                // the screen may have gone; what it said stays
                let _ = answer.send(said);
            }
        }
    }

    async fn store(&self, faces: Vec<Face>) -> Result<Vec<Result<ReportAnswer, Code>>, sqlx::Error> {
        let now = self.clock.now();
        let mut transaction = self.pool.begin().await?;
        let revision = store::report(&mut transaction, &self.hall.id).await?;
        let known = self.signs.at(&mut transaction, revision, now.day()).await?;
        let mut all = reports::all(&mut transaction, &self.hall.id).await?;
        let wanted = pictures::wanted(&mut transaction, &self.hall.id, now).await?;
        let (mut answers, mut changed, mut plays) = (Vec::new(), BTreeSet::new(), Vec::new());
        for face in faces {
            let key = (face.kiosk, face.screen.clone());
            if !self.may_report(&known.all, &face) {
                answers.push(Err(Code::ScreenUnknown));
                continue;
            }
            changed.insert(key.clone());
            if let Some(first) = all.get_mut(&key).filter(|first| is_second(first, &face, now)) {
                first.other = Some(now);
                answers.push(Ok(ReportAnswer::default()));
                continue;
            }
            let (report, play) = follow(all.get(&key), face, now);
            plays.extend(play.map(|play| (key.1.clone(), play)));
            all.insert(key.clone(), report);
            let turn = if key.0 { Turn::Silent } else { take_turn(&known.all, &mut all, &key.1, now) };
            let picture = wanted.get(key.1.as_str()).filter(|_| !key.0).cloned();
            let heard = if let Turn::Begins { heard } = turn { heard } else { None };
            answers.push(Ok(ReportAnswer { speaks: turn != Turn::Silent, picture, heard }));
        }
        for (key, report) in all.iter().filter(|(key, _)| changed.contains(key)) {
            reports::put(&mut transaction, &self.hall.id, key, report).await?;
        }
        for (screen, play) in &plays {
            reports::play(&mut transaction, &self.hall.id, screen, play).await?;
        }
        transaction.commit().await?;
        Ok(answers)
    }

    fn may_report(&self, signage: &Signage, face: &Face) -> bool {
        if face.kiosk {
            is_kiosk(&self.hall, &face.screen)
        } else {
            is_known(&self.hall, signage, &face.screen)
        }
    }
}

/// Whether a kiosk of the hall has this name; one that was enrolled without a name has one too.
pub fn is_kiosk(hall: &Hall, screen: &ScreenId) -> bool {
    screen.as_str() == NAMELESS || hall.devices.iter().any(|device| device.id.as_str() == screen.as_str())
}

/// Whether a second panel reports under the address of one that reported a moment ago: the first counts, and speaks.
fn is_second(first: &Report, face: &Face, now: Moment) -> bool {
    first.face.is_another(face) && now.seconds_since(first.at) < FRESH_SECONDS && first.at <= now
}

/// The report that follows another, and the play that it begins or prolongs. What people do at a kiosk is not recorded.
fn follow(before: Option<&Report>, face: Face, now: Moment) -> (Report, Option<Play>) {
    let (turn, other) = before.map_or((0, None), |before| (before.turn, before.other));
    let said_before = before.filter(|before| before.face.spoken == face.spoken);
    let spoken_at = said_before.map_or(Some(now), |before| before.spoken_at);
    if face.kiosk {
        return (Report { at: now, face, turn, play_from: None, other, spoken_at: None }, None);
    }
    let same = |before: &&Report| {
        let was = &before.face;
        (&was.on, &was.what, &was.why) == (&face.on, &face.what, &face.why)
            && now.seconds_since(before.at) < GAP_SECONDS
            && before.at <= now
    };
    let from = before.filter(same).and_then(|before| before.play_from).unwrap_or(now);
    let (on, what, why) = (face.on.clone(), face.what.clone(), face.why.clone());
    let play = Play { from, until: now, on, what, why };
    (Report { at: now, face, turn, play_from: Some(from), other, spoken_at }, Some(play))
}

/// The zone in which a screen's voice is heard.
pub fn zone<'a>(signage: &'a Signage, screen: &ScreenId) -> Option<&'a str> {
    match signage.screen(screen) {
        Some(screen) => screen.voice_zone.as_deref(),
        None => (screen.as_str() == MAIN).then_some(MAIN),
    }
}

/// The screens of a zone as they reported.
pub fn voices<'a>(signage: &Signage, all: &'a Reports, zone_of: &str) -> Vec<Voice<'a>> {
    let in_zone = |((kiosk, screen), report): (&'a (bool, ScreenId), &'a Report)| {
        let here = !kiosk && zone(signage, screen) == Some(zone_of);
        let audible = report.face.audible == Some(true);
        here.then_some(Voice { screen, at: report.at, audible, turn: report.turn })
    };
    all.iter().filter_map(in_zone).collect()
}

/// Whether a screen speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// Another does, or none.
    Silent,
    /// As before.
    Goes,
    /// From now on; in its zone the calls up to this position of the ledger have been heard.
    Begins { heard: Option<u64> },
}

/// Whether a screen that has just reported is the one that speaks in its zone.
fn take_turn(signage: &Signage, all: &mut Reports, screen: &ScreenId, now: Moment) -> Turn {
    let Some(zone) = zone(signage, screen) else { return Turn::Silent };
    let (speaks, highest, heard) = {
        let voices = voices(signage, all, zone);
        let faces = voices.iter().filter_map(|voice| all.get(&(false, voice.screen.clone())));
        (
            leader(&voices, now) == Some(screen),
            voices.iter().map(|voice| voice.turn).max().unwrap_or_default(),
            faces.filter_map(|report| report.face.spoken.as_ref()).map(|spoken| spoken.seq).max(),
        )
    };
    match all.get_mut(&(false, screen.clone())) {
        Some(report) if speaks && (report.turn == 0 || report.turn < highest) => {
            report.turn = highest + 1;
            Turn::Begins { heard }
        }
        _ if speaks => Turn::Goes,
        _ => Turn::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(on: &str) -> Face {
        let face = serde_json::json!({"screen": "main", "build": "x", "on": on, "seq": 1});
        serde_json::from_value(face).unwrap()
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_unix_ms(1_795_000_000_000).plus_seconds(seconds)
    }

    #[test]
    fn a_play_goes_on_until_something_else_is_on_or_nothing_was_heard_for_half_a_minute() {
        let (first, play) = follow(None, face("main"), at(0));
        assert_eq!(play.map(|play| (play.from, play.until)), Some((at(0), at(0))));
        let (second, play) = follow(Some(&first), face("main"), at(29));
        assert_eq!(play.map(|play| (play.from, play.until)), Some((at(0), at(29))));
        let (other, play) = follow(Some(&second), face("ratings"), at(30));
        assert_eq!(play.map(|play| (play.from, play.on)), Some((at(30), "ratings".to_owned())));
        let (_, play) = follow(Some(&other), face("ratings"), at(60));
        assert_eq!(play.map(|play| play.from), Some(at(60)), "half a minute is a gap");
        let (_, play) = follow(Some(&other), face("ratings"), at(20));
        assert_eq!(play.map(|play| play.from), Some(at(20)), "a clock was set back");
    }

    #[test]
    fn what_people_do_at_a_kiosk_is_no_play() {
        let kiosk = Face { kiosk: true, ..face("guides") };
        assert_eq!(follow(None, kiosk, at(0)).1, None);
    }
}
