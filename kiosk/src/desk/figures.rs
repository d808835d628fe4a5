//! How figures are written: spans of time, waiting times as a range, shares as per cent with one
//! decimal, a dash where there is nothing to divide by, and the width of a level's bar.

use super::text as t;
use hall::queue::Estimate;
use hall::rating::Figures;
use hall::text::Lang;

/// A span on a clock that counts up: `0:05`, `12:40`, `1:02:03`.
#[must_use]
pub fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// A waiting time as people read it: never one false-precise number (domain 4.5).
#[must_use]
pub fn waiting_time(estimate: Option<Estimate>, lang: Lang) -> String {
    let Some(estimate) = estimate else { return t::ESTIMATE_UNKNOWN.get(lang).to_owned() };
    let (low, high) = (estimate.low_minutes.to_string(), estimate.high_minutes.to_string());
    if estimate.low_minutes == 0 {
        t::ESTIMATE_UNDER.fill(lang, &[&high])
    } else {
        t::ESTIMATE.fill(lang, &[&low, &high])
    }
}

/// A share as per cent, `97.5 %`; a dash when there is none.
#[must_use]
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1}%", share * 100.0))
}

/// The width of a level's bar among all ratings of its group, as a CSS length; `level` is 1 to 5.
#[must_use]
pub fn bar(figures: &Figures, level: usize) -> String {
    let count = count(figures, level);
    let per_mille = count.saturating_mul(1000).checked_div(figures.rated).unwrap_or(0);
    format!("{}.{}%", per_mille / 10, per_mille % 10)
}

/// Ratings of a level, 1 to 5; 0 for any other.
#[must_use]
pub fn count(figures: &Figures, level: usize) -> u64 {
    level.checked_sub(1).and_then(|index| figures.levels.get(index)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_bars_survive_an_empty_group() {
        let none = Figures::of(0, 0, [0; 5]);
        assert_eq!((percent(none.satisfied_rate).as_str(), bar(&none, 5).as_str()), ("–", "0.0%"));
        let some = Figures::of(20, 20, [1, 0, 0, 1, 6]);
        assert_eq!(percent(some.satisfied_rate), "87.5%");
        assert_eq!(bar(&some, 5), "75.0%");
        assert_eq!((count(&some, 1), count(&some, 0), count(&some, 6)), (1, 0, 0));
    }

    #[test]
    fn spans_read_like_a_clock() {
        assert_eq!([clock(5), clock(760), clock(3723)], ["0:05", "12:40", "1:02:03"]);
    }

    #[test]
    fn a_wait_is_a_range_in_both_languages() {
        let wait = |low_minutes, high_minutes| Some(Estimate { low_minutes, high_minutes });
        assert_eq!(waiting_time(wait(10, 25), Lang::Zh), "10–25 分钟");
        assert_eq!(waiting_time(wait(0, 2), Lang::En), "up to 2 min");
        assert_eq!(waiting_time(None, Lang::En), t::ESTIMATE_UNKNOWN.en);
    }
}
