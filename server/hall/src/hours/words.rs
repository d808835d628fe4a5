//! The opening hours of the whole year in words, as guides and notices tell them (R5).

use super::{Hours, Period};
use crate::text::{Lang, Phrase, Text};

crate::phrases! {
    WORKDAYS = "周一至周五 {}" / "Monday to Friday {}";
    SEASON = "{} 至 {}：{}" / "{} to {}: {}";
    ALWAYS = "全天" / "Open at all hours";
    HOLIDAYS = "法定节假日以大厅公告为准" / "On public holidays as announced in the hall";
}

impl Hours {
    /// The hours of workdays, of each season, and that holidays are told in the hall; one line each.
    #[must_use]
    pub fn in_words(&self) -> Vec<Text> {
        if self.periods == [(Period { from: 0, to: 1440 })] {
            return vec![ALWAYS.text()];
        }
        let said =
            |periods: &[Period]| periods.iter().map(|period| period.label()).collect::<Vec<_>>().join(" ");
        let filled = |phrase: Phrase, values: &[&str]| Text {
            zh: phrase.fill(Lang::Zh, values),
            en: phrase.fill(Lang::En, values),
        };
        let mut lines = vec![filled(WORKDAYS, &[&said(&self.periods)])];
        lines.extend(self.seasons.iter().map(|season| {
            filled(SEASON, &[&season.from.to_string(), &season.to.to_string(), &said(&season.periods)])
        }));
        lines.push(HOLIDAYS.text());
        lines
    }
}
