//! What is being rated and how far that is: plain state, in memory only, gone with the visit.

use hall::api::{RatingChoices, RatingService, RatingWord};
use hall::code::Code;
use hall::id::RequestKey;
use hall::rating::{Level, Rating};

/// How the service before was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was rated; true for a bad rating.
    Sent(bool),
    /// The person did not want to.
    Skipped,
    /// The server said no: it had been rated, or it was too late.
    Refused(Code),
}

/// What somebody thinks of the services of a slip, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    choices: RatingChoices,
    at: usize,
    /// The level that was chosen; none beforehand (domain 4.3).
    pub level: Option<Level>,
    /// The reasons that were chosen, of that level.
    pub tags: Vec<u16>,
    /// How the service before was left.
    pub outcome: Outcome,
    sent: Option<(Rating, RequestKey)>,
}

impl Opinion {
    /// Nothing is chosen yet.
    #[must_use]
    pub const fn new(choices: RatingChoices) -> Self {
        Self { choices, at: 0, level: None, tags: Vec::new(), outcome: Outcome::Skipped, sent: None }
    }

    /// The service that is rated now; none after the last.
    #[must_use]
    pub fn service(&self) -> Option<&RatingService> {
        self.choices.services.get(self.at)
    }

    /// Which of how many services that is, from 1.
    #[must_use]
    pub const fn place(&self) -> (usize, usize) {
        (self.at + 1, self.choices.services.len())
    }

    /// The levels, best first.
    #[must_use]
    pub fn levels(&self) -> &[RatingWord] {
        &self.choices.levels
    }

    /// The reasons of the chosen level.
    pub fn reasons(&self) -> impl Iterator<Item = &RatingWord> {
        self.choices.tags.iter().filter(|tag| Some(tag.level) == self.level)
    }

    /// The words of what was chosen: the level, then the reasons.
    pub fn chosen(&self) -> impl Iterator<Item = &RatingWord> {
        let level = self.choices.levels.iter().filter(|word| Some(word.level) == self.level);
        level.chain(self.reasons().filter(|tag| self.tags.contains(&tag.code)))
    }

    /// A level is chosen; reasons of another one are no longer meant.
    pub fn choose(&mut self, level: Level) {
        if self.level != Some(level) {
            self.tags.clear();
        }
        self.level = Some(level);
    }

    /// A reason is chosen, or taken back.
    pub fn turn(&mut self, tag: u16) {
        if self.tags.contains(&tag) {
            self.tags.retain(|known| *known != tag);
        } else {
            self.tags.push(tag);
        }
    }

    /// 差评.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.level.is_some_and(Level::is_negative)
    }

    /// Whether nothing is missing: a bad rating needs a reason (A74).
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.level.is_some() && !(self.is_negative() && self.tags.is_empty())
    }

    /// The code of the service, and what to send; none while something is missing.
    #[must_use]
    pub fn rating(&self) -> Option<(String, Rating)> {
        let level = self.level.filter(|_| self.is_complete())?.get().into();
        let mut tags: Vec<i64> = self.tags.iter().copied().map(i64::from).collect();
        // the same reasons are the same rating
        tags.sort_unstable();
        Some((self.service()?.token.clone(), Rating { level, tags, comment: None, contact: None }))
    }

    /// The name under which this rating is sent: that of the time before, also for who went back and chose the same
    /// again (A40); another rating has another name. Only a rating that is kept uses its name up.
    pub fn name(
        &mut self,
        rating: &Rating,
        fresh: impl FnOnce() -> Option<RequestKey>,
    ) -> Option<RequestKey> {
        let known = self.sent.take().filter(|(sent, _)| sent == rating).map(|(_, name)| name);
        let name = known.or_else(fresh)?;
        self.sent = Some((rating.clone(), name.clone()));
        Some(name)
    }

    /// Goes on to the next service.
    pub fn leave(&mut self, outcome: Outcome) {
        self.sent = None;
        self.at += 1;
        self.level = None;
        self.tags.clear();
        self.outcome = outcome;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hall::text::Text;

    fn opinion(services: usize) -> Opinion {
        let service = |n: usize| RatingService {
            token: format!("v1.{n}"),
            item: Text::default(),
            department: Text::default(),
            window: "A01".parse().unwrap(),
            qr_svg: String::new(),
        };
        let word = |level: u8, code: u16| RatingWord {
            level: level.try_into().unwrap(),
            code,
            words: Text::default(),
        };
        Opinion::new(RatingChoices {
            services: (0..services).map(service).collect(),
            levels: (1..=5).rev().map(|level| word(level, level.into())).collect(),
            tags: vec![word(1, 108), word(1, 115), word(2, 213), word(5, 510)],
        })
    }

    fn level(level: u8) -> Level {
        level.try_into().unwrap()
    }

    #[test]
    fn a74_a_bad_rating_waits_for_a_reason_and_a_good_one_does_not() {
        let mut opinion = opinion(1);
        assert_eq!((opinion.level, opinion.rating()), (None, None), "nothing is chosen beforehand");
        opinion.choose(level(4));
        assert!(opinion.rating().is_some());
        opinion.choose(level(1));
        assert_eq!(opinion.rating(), None);
        opinion.turn(115);
        assert_eq!(opinion.rating().unwrap().1.tags, [115]);
        opinion.turn(115);
        assert_eq!(opinion.rating(), None);
    }

    #[test]
    fn reasons_are_those_of_the_level_and_go_with_it() {
        let mut opinion = opinion(1);
        opinion.choose(level(1));
        opinion.turn(108);
        opinion.choose(level(1));
        assert_eq!(opinion.chosen().map(|word| word.code).collect::<Vec<_>>(), [1, 108]);
        opinion.choose(level(2));
        assert_eq!(opinion.chosen().map(|word| word.code).collect::<Vec<_>>(), [2]);
        assert_eq!(opinion.reasons().map(|word| word.code).collect::<Vec<_>>(), [213]);
    }

    #[test]
    fn a40_a_rating_keeps_its_name_until_it_is_another_one() {
        let mut opinion = opinion(2);
        let key = |text: &str| Some(text.parse::<RequestKey>().unwrap());
        let (a, b) = ("a".repeat(32), "b".repeat(32));
        opinion.choose(level(4));
        let (_, four) = opinion.rating().unwrap();
        assert_eq!(opinion.name(&four, || key(&a)), key(&a));
        assert_eq!(opinion.name(&four, || key(&b)), key(&a), "the same rating again");
        opinion.choose(level(5));
        let (_, five) = opinion.rating().unwrap();
        assert_eq!(opinion.name(&five, || key(&b)), key(&b));
        assert_eq!(opinion.name(&five, || key(&a)), key(&b));
        opinion.leave(Outcome::Sent(false));
        assert_eq!(opinion.name(&five, || key(&a)), key(&a), "each service has its own");
    }

    #[test]
    fn r42_one_service_after_the_other_each_with_nothing_chosen() {
        let mut opinion = opinion(2);
        opinion.choose(level(2));
        opinion.turn(213);
        opinion.leave(Outcome::Sent(true));
        assert_eq!((opinion.place(), opinion.level, opinion.tags.as_slice()), ((2, 2), None, &[][..]));
        assert_eq!(opinion.service().unwrap().token, "v1.1");
        opinion.leave(Outcome::Skipped);
        assert_eq!((opinion.service(), opinion.rating()), (None, None));
    }
}
