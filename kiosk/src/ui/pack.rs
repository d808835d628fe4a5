//! Cuts a list into pages by what was measured, so that nothing is ever scrolled and nothing is cut
//! off, whatever the size of text, language or screen (A11, A44).

/// Where an entry lies when all are laid out one below the other, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Its upper edge.
    pub top: f64,
    /// Its lower edge.
    pub bottom: f64,
    /// It goes on from the entry before.
    pub goes_on: bool,
}

/// The index of the first entry of each page, when a page is `room` pixels high. Entries of one row
/// (with the same upper edge) stay together. An entry higher than a page has a page of its own. One that goes on from
/// the entry before takes that along to the next page, so that no title is the last of a page, unless both are too high.
#[must_use]
pub fn pack(spans: &[Span], room: f64) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut page_top = 0.0;
    let mut row: Option<(usize, f64)> = None;
    for (index, span) in spans.iter().enumerate() {
        // the first entry of the row this one stands in
        let (row_start, row_top) = match row {
            Some((start, top)) if (span.top - top).abs() < 1.0 => (start, top),
            _ => (index, span.top),
        };
        row = Some((row_start, row_top));
        let begins = match starts.last() {
            None => true,
            Some(&start) => span.bottom - page_top > room + 0.5 && row_start > start,
        };
        if begins {
            let head = row_start.checked_sub(1).and_then(|at| Some((at, spans.get(at)?)));
            let along = head.filter(|(at, head)| {
                span.goes_on
                    && !head.goes_on
                    && starts.last().is_some_and(|start| at > start)
                    && span.bottom - head.top <= room + 0.5
            });
            let (first, top) = along.map_or((row_start, row_top), |(at, head)| (at, head.top));
            starts.push(first);
            page_top = top;
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(heights: &[f64], gap: f64) -> Vec<Span> {
        let mut top = 0.0;
        heights
            .iter()
            .map(|height| {
                let span = Span { top, bottom: top + height, goes_on: false };
                top += height + gap;
                span
            })
            .collect()
    }

    #[test]
    fn what_fits_stays_on_one_page() {
        assert_eq!(pack(&[], 100.0), Vec::<usize>::new());
        assert_eq!(pack(&column(&[40.0, 40.0], 20.0), 100.0), [0]);
        assert_eq!(pack(&column(&[40.0, 40.0, 1.0], 20.0), 100.0), [0, 2]);
    }

    #[test]
    fn an_entry_that_is_too_high_has_a_page_of_its_own() {
        assert_eq!(pack(&column(&[10.0, 300.0, 10.0, 10.0], 0.0), 100.0), [0, 1, 2]);
    }

    #[test]
    fn no_title_is_the_last_of_a_page() {
        let goes_on = |mut spans: Vec<Span>, which: &[usize]| {
            for (at, span) in spans.iter_mut().enumerate() {
                span.goes_on = which.contains(&at);
            }
            spans
        };
        assert_eq!(pack(&goes_on(column(&[60.0, 30.0, 30.0], 0.0), &[2]), 100.0), [0, 1]);
        // what goes on twice, and what is too high together, is cut
        assert_eq!(pack(&goes_on(column(&[30.0, 60.0, 30.0], 0.0), &[1, 2]), 100.0), [0, 2]);
        assert_eq!(pack(&goes_on(column(&[60.0, 30.0, 80.0], 0.0), &[2]), 100.0), [0, 2]);
        // never the same page again
        assert_eq!(pack(&goes_on(column(&[30.0, 80.0], 0.0), &[1]), 100.0), [0, 1]);
    }

    #[test]
    fn a_row_is_not_torn_apart() {
        let span = |top, height| Span { top, bottom: top + height, goes_on: false };
        // two columns; the second entry of the second row is the one that is too high
        let spans = [span(0.0, 60.0), span(0.0, 60.0), span(60.0, 30.0), span(60.0, 50.0), span(110.0, 10.0)];
        assert_eq!(pack(&spans, 100.0), [0, 2]);
    }

    #[test]
    fn every_page_fits_or_holds_a_single_entry() {
        let mut seed: u32 = 7;
        for length in 0..60 {
            let heights: Vec<f64> = (0..length)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    f64::from(seed >> 16) / 65_536.0 * 140.0 + 1.0
                })
                .collect();
            let spans = column(&heights, 8.0);
            let starts = pack(&spans, 100.0);
            for (page, &start) in starts.iter().enumerate() {
                let end = starts.get(page + 1).copied().unwrap_or(spans.len());
                assert!(start < end, "no empty page");
                let height = spans[end - 1].bottom - spans[start].top;
                assert!(height <= 100.5 || end - start == 1);
            }
        }
    }
}
