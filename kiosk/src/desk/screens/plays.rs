//! What a screen has shown on a day (proof of play), as a table and as a file.

use super::text as t;
use super::words;
use super::{Wall, wire};
use crate::desk::guides::save_text;
use crate::desk::text::BACK;
use hall::api::{Play, ScreenStanding};
use hall::moment::{Day, Moment};
use hall::screen::Signage;
use hall::text::{Lang, Phrase};
use leptos::prelude::*;

/// The heads of the table and of the file.
const HEADS: [Phrase; 5] = [t::COL_FROM, t::COL_TO, t::COL_WHAT, t::COL_WHICH, t::COL_WHY];

/// A clock with its seconds, `09:42:07`.
fn clock(at: Moment) -> String {
    format!("{}:{:02}", at.hh_mm(), at.civil().second())
}

/// A line of the table.
fn line(play: &Play, signage: &Signage, lang: Lang) -> [String; 5] {
    let which = play.what.as_deref().map(|what| words::title(what, signage, lang));
    let why = play.why.as_deref().map(|why| words::reported_why(why, lang));
    [
        clock(play.from),
        clock(play.until),
        words::shown(&play.on, lang),
        which.unwrap_or_default(),
        why.unwrap_or_default(),
    ]
}

/// The file: in quotes, so that commas, quotes and lines in a title stay in their cell; with the mark by which
/// spreadsheets know UTF-8. A cell that a spreadsheet would compute begins with a quote of its own.
fn csv(lines: impl Iterator<Item = [String; 5]>) -> String {
    let mut out = String::from("\u{feff}");
    for cells in lines {
        let quoted = cells.map(|cell| {
            let guard = if cell.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
            format!("\"{guard}{}\"", cell.replace('"', "\"\""))
        });
        out.push_str(&quoted.join(","));
        out.push_str("\r\n");
    }
    out
}

/// The day's lines.
#[component]
pub fn Plays(
    /// The page.
    wall: Wall,
    /// The screen.
    screen: ScreenStanding,
) -> impl IntoView {
    let desk = wall.desk;
    let id = screen.id.clone();
    let today = desk.live.now.get_untracked().map(|now| now.day().to_string());
    let day = RwSignal::new(today.unwrap_or_default());
    let shown = RwSignal::new(None::<(Day, Vec<Play>)>);
    let ask = {
        let id = id.clone();
        move || {
            let wanted = day.with_untracked(|day| day.parse::<Day>().ok());
            let (Some(hall), Some(wanted)) = (desk.hall_id(), wanted) else { return };
            let id = id.clone();
            shown.set(None);
            wall.tasks.spawn(async move {
                let answer = wire::plays(hall, id, wanted).await;
                // another day may have been chosen meanwhile, or the dialog closed
                if day.try_with_untracked(|day| day.parse().ok() == Some(wanted)) != Some(true) {
                    return;
                }
                match answer {
                    Ok(plays) => shown.set(Some((wanted, plays))),
                    Err(failure) => {
                        wall.asked.set(None);
                        desk.refuse(&failure);
                    }
                }
            });
        }
    };
    ask();
    let lines = move || {
        let lang = desk.lang.get();
        wall.signage(|signage| {
            shown.with(|shown| {
                let plays = shown.iter().flat_map(|(_, plays)| plays);
                plays.map(|play| line(play, signage, lang)).collect::<Vec<_>>()
            })
        })
    };
    let save = move |_| {
        let Some(day) = shown.with_untracked(|shown| shown.as_ref().map(|(day, _)| *day)) else { return };
        let lang = desk.lang.get_untracked();
        let heads = HEADS.map(|head| head.get(lang).to_owned());
        let text = csv(std::iter::once(heads).chain(untrack(lines)));
        // a browser that saves nothing says so itself
        let _ = save_text(&text, &format!("{id}-{day}.csv"));
    };
    let row = |cells: [String; 5]| {
        view! { <tr>{cells.map(|cell| view! { <td>{cell}</td> }).into_iter().collect_view()}</tr> }
    };
    let state = move || match shown.with(|shown| shown.as_ref().map(|(_, plays)| plays.is_empty())) {
        None => Some(desk.say(t::LOADING)),
        Some(true) => Some(desk.say(t::PLAYS_NONE)),
        Some(false) => None,
    };
    view! {
        <div class="inline">
            <label for="plays-day">{desk.words(t::PLAYS_DAY)}</label>
            <input
                id="plays-day"
                class="short"
                type="date"
                data-focus=""
                prop:value=day
                on:change:target=move |event| {
                    day.set(event.target().value());
                    ask();
                }
            />
        </div>
        <p class="quiet" role="status">{state}</p>
        <div class="scroll plays" tabindex="0" role="group" aria-labelledby="modal-title">
            <table class="list">
                <thead>
                    <tr>
                        {HEADS.map(|head| view! { <th scope="col">{desk.words(head)}</th> }).into_iter().collect_view()}
                    </tr>
                </thead>
                <tbody>{move || lines().into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
        <div class="modal-foot">
            <button type="button" class="btn" data-do="back" on:click=move |_| wall.asked.set(None)>
                {desk.words(BACK)}
            </button>
            <button type="button" class="btn primary" data-do="plays-csv" on:click=save>
                {desk.words(t::PLAYS_CSV)}
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_in_words_and_a_cell_stays_a_cell() {
        let play: Play = serde_json::from_str(
            r#"{"from":"2026-11-25T09:42:07+08:00","until":"2026-11-25T09:42:22+08:00","on":"notice","what":"n",
                "why":"playlist"}"#,
        )
        .unwrap();
        let signage: Signage = serde_json::from_str(
            r#"{"notices":[{"id":"n","title":{"zh":"停水，“停电”","en":"No \"power\", no water"},"until":"2026-12-01"}]}"#,
        )
        .unwrap();
        let cells = line(&play, &signage, Lang::En);
        assert_eq!(cells, ["09:42:07", "09:42:22", "Notice", "No \"power\", no water", "by its playlist"]);
        let file = csv([cells].into_iter());
        assert_eq!(
            file,
            "\u{feff}\"09:42:07\",\"09:42:22\",\"Notice\",\"No \"\"power\"\", no water\",\"by its playlist\"\r\n"
        );
        let computed = csv([["=1+1", "", "", "", ""].map(str::to_owned)].into_iter());
        assert!(computed.contains("\"'=1+1\""));
    }
}
