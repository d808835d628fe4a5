//! The plate of a window (窗口公示牌, R16): who serves here, what for, when, and where to ask or complain.

use super::both::{Both, both};
use super::text;
use hall::profile::{Hall, Window};
use hall::text::Text;
use leptos::prelude::*;

/// The services of a window: its queues' names; a window's own name is one of them or says more.
fn services(hall: &Hall, window: &Window) -> Vec<Text> {
    let mut services = vec![window.name.clone()];
    for queue in window.queues.iter().filter_map(|prefix| hall.queue(prefix)) {
        if !services.contains(&queue.name) {
            services.push(queue.name.clone());
        }
    }
    services
}

/// The hours of a workday: 09:00–12:00 13:00–17:00.
pub fn hours(hall: &Hall) -> Text {
    let periods = &hall.hours.periods;
    if let [all_day] = periods.as_slice()
        && (all_day.from, all_day.to) == (0, 1440)
    {
        return text::OPEN_ALL_DAY.text();
    }
    let periods = periods.iter().map(|period| period.label()).collect::<Vec<_>>().join("  ");
    Text { zh: format!("{} {periods}", text::WORKDAYS.zh), en: text::WORKDAYS.en.to_owned() }
}

/// Who serves here and what for: always on the sign (R31, R77).
#[component]
pub fn Duty(
    /// The hall.
    hall: Hall,
    /// The window.
    window: Window,
) -> impl IntoView {
    let services = services(&hall, &window);
    view! {
        <div class="duty">
            <h2 class="duty-department" data-department=""><Both text=window.department/></h2>
            <ul class="duty-services">
                {services.into_iter().map(|text| view! { <li><Both text/></li> }).collect_view()}
            </ul>
        </div>
    }
}

/// When, and where to ask or complain: while there is no ticket to show.
#[component]
pub fn Contact(
    /// The hall.
    hall: Hall,
) -> impl IntoView {
    view! {
        <dl class="contact">
            <div class="contact-hours"><dt>{both(text::HOURS)}</dt><dd><Both text=hours(&hall)/></dd></div>
            <div><dt>{both(text::ENQUIRIES)}</dt><dd class="digits">{hall.consult_phone}</dd></div>
            <div><dt>{both(text::COMPLAINTS)}</dt><dd class="digits">{hall.complaint_phone}</dd></div>
        </dl>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::rows::tests::sample;

    #[test]
    fn a_plate_names_every_service_once_and_the_hours() {
        let (mut hall, _) = sample(Vec::new());
        let window = |id: &str| hall.window(&id.parse().unwrap()).cloned().unwrap();
        assert_eq!(services(&hall, &window("A01")).len(), 1);
        assert_eq!(services(&hall, &window("G04")).len(), 2);
        assert_eq!(hours(&hall).zh, "工作日 09:00–12:00  13:00–17:00");
        hall.hours = hall::hours::Hours::always();
        assert_eq!(hours(&hall).en, "All day");
    }
}
