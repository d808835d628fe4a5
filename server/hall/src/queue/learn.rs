//! How long a window is taken by one ticket of a queue: what is learned of it, robustly.
//!
//! Lengths, from the first call to the end of the service, are counted in classes that grow by a quarter
//! (20 s, 25 s, 31 s …), so one service that lasted over lunch is one count in a far class and not a
//! shifted mean. Every night what was learned is weakened to seven eighths: half of the weight is five
//! days old or younger, and a few weeks ago nothing is left.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Seconds of the first class.
const FIRST: f64 = 20.0;
/// Each class is so much longer than the one before.
const GROWTH: f64 = 1.25;
/// Classes; the last holds everything longer than about five hours.
const CLASSES: u8 = 32;
/// What one observation weighs.
const WEIGHT: u32 = 64;
/// The share of the longest ones that says nothing about the usual.
const TRIMMED: f64 = 0.05;

/// Mean and spread of a length, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// The mean without the longest twentieth.
    pub mean: f64,
    /// The variance about it.
    pub variance: f64,
}

/// Counts of lengths by class; on the wire pairs of class and weight.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(u8, u32)>", into = "Vec<(u8, u32)>")]
pub struct Lengths(BTreeMap<u8, u32>);

impl From<Vec<(u8, u32)>> for Lengths {
    fn from(pairs: Vec<(u8, u32)>) -> Self {
        Self(pairs.into_iter().filter(|(class, weight)| *class <= CLASSES && *weight > 0).collect())
    }
}

impl From<Lengths> for Vec<(u8, u32)> {
    fn from(lengths: Lengths) -> Self {
        lengths.0.into_iter().collect()
    }
}

impl Lengths {
    /// True when nothing was observed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One more observation.
    pub fn add(&mut self, seconds: u32) {
        let weight = self.0.entry(class(seconds)).or_default();
        *weight = weight.saturating_add(WEIGHT);
    }

    /// Both together, a night later.
    #[must_use]
    pub fn overnight(&self, today: &Self) -> Self {
        let mut sum = self.0.clone();
        for (class, weight) in &today.0 {
            let known = sum.entry(*class).or_default();
            *known = known.saturating_add(*weight);
        }
        sum.values_mut().for_each(|weight| *weight = weight.saturating_sub(weight.div_ceil(8)));
        sum.retain(|_, weight| *weight > 0);
        Self(sum)
    }

    /// Observations' worth of weight.
    fn observations(&self) -> f64 {
        self.0.values().map(|weight| f64::from(*weight) / f64::from(WEIGHT)).sum()
    }
}

/// What is usual after the past weeks and today. Today counts threefold, the past like sixty observations
/// at most, and the hall's own figure (`typical` seconds) like two, which is all there is on the first day.
#[must_use]
pub fn usual(past: &Lengths, today: &Lengths, typical: u32) -> Usual {
    let worth = past.observations();
    let scale = if worth > 60.0 { 60.0 / worth } else { 1.0 };
    let mut classes: BTreeMap<u8, f64> = BTreeMap::new();
    for (lengths, factor) in [(past, scale), (today, 3.0)] {
        for (class, weight) in &lengths.0 {
            *classes.entry(*class).or_default() += factor * f64::from(*weight) / f64::from(WEIGHT);
        }
    }
    // the hall's figure with the spread that services usually have
    for (share, times) in [(0.5, 0.6), (1.0, 1.0), (0.5, 1.6)] {
        *classes.entry(class_of(f64::from(typical) * times)).or_default() += share;
    }
    let total: f64 = classes.values().sum();
    let mut left = total * (1.0 - TRIMMED);
    let (mut sum, mut squares, mut counted) = (0.0, 0.0, 0.0);
    for (class, weight) in classes {
        let (weight, seconds) = (weight.min(left), middle(class));
        left -= weight;
        counted += weight;
        sum += weight * seconds;
        squares += weight * seconds * seconds;
    }
    let mean = sum / counted;
    Usual { mean, variance: (squares / counted - mean * mean).max(0.0) }
}

fn class(seconds: u32) -> u8 {
    class_of(f64::from(seconds))
}

fn class_of(seconds: f64) -> u8 {
    (0..CLASSES).find(|class| seconds < FIRST * GROWTH.powi(i32::from(*class))).unwrap_or(CLASSES)
}

/// The geometric middle of a class.
fn middle(class: u8) -> f64 {
    FIRST * GROWTH.powf(f64::from(class) - 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(seconds: &[u32]) -> Lengths {
        let mut lengths = Lengths::default();
        seconds.iter().for_each(|seconds| lengths.add(*seconds));
        lengths
    }

    #[test]
    fn the_halls_own_figure_is_all_there_is_on_the_first_day() {
        let usual = usual(&Lengths::default(), &Lengths::default(), 600);
        assert!((500.0..700.0).contains(&usual.mean), "{usual:?}");
    }

    #[test]
    fn one_service_over_lunch_moves_nothing() {
        let day: Vec<u32> = vec![300; 40];
        let with: Vec<u32> = day.iter().copied().chain([4 * 3600]).collect();
        let (plain, lunch) =
            (usual(&Lengths::default(), &of(&day), 300), usual(&Lengths::default(), &of(&with), 300));
        assert!((lunch.mean / plain.mean - 1.0).abs() < 0.05, "{plain:?} {lunch:?}");
    }

    #[test]
    fn what_was_learned_fades_in_weeks() {
        let mut past = of(&[900; 50]);
        for _ in 0..60 {
            past = past.overnight(&Lengths::default());
        }
        assert!(past.is_empty(), "{past:?}");
        let week = (0..7).fold(of(&[900; 50]), |past, _| past.overnight(&Lengths::default()));
        assert!(usual(&week, &Lengths::default(), 300).mean > 700.0);
    }

    proptest::proptest! {
        #[test]
        fn the_mean_lies_among_what_was_seen(seen in proptest::collection::vec(1u32..20_000, 1..60), typical in 60u32..3600) {
            let usual = usual(&Lengths::default(), &of(&seen), typical);
            let low = f64::from(typical.min(*seen.iter().min().unwrap())) * 0.5;
            let high = f64::from((typical * 2).max(*seen.iter().max().unwrap())) * 1.3;
            proptest::prop_assert!(usual.mean >= low.min(15.0) && usual.mean <= high, "{:?}", usual);
            proptest::prop_assert!(usual.variance.is_finite() && usual.variance >= 0.0);
        }
    }
}
