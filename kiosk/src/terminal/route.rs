//! The pages of the terminal as one type, with one function to a path and one back. No address stands
//! anywhere else; an address that is no page leads home. Nothing secret or personal is ever in one.

use crate::session::idle::Stage;
use hall::catalog::PublicList;
use hall::id::{DepartmentId, ItemId, Prefix, ThemeId};

/// Where the terminal lives.
pub const BASE: &str = "/kiosk";

/// The pages of a rating, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Which slip.
    Find,
    /// How satisfied.
    Level,
    /// Why.
    Reasons,
    /// Asked once more before a bad one is sent.
    Check,
    /// Thanks.
    Done,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// Waiting for somebody.
    Attract,
    /// The choices.
    Home,
    /// Check in with an appointment.
    CheckIn,
    /// Rate a service; which one is in no address.
    Rate(Step),
    /// Take a number: all queues.
    Queues,
    /// Take a number: one queue and its matters.
    Queue(Prefix),
    /// All departments.
    Departments,
    /// One department and its matters.
    Department(DepartmentId),
    /// All themes.
    Themes,
    /// One theme and its matters.
    Theme(ThemeId),
    /// What people often ask for.
    Popular,
    /// All matters, by handling class.
    Guides,
    /// Look something up.
    Search,
    /// One matter.
    Guide(ItemId),
    /// The matters gathered for one slip.
    Slip,
    /// Who may go first.
    Priority,
    /// The ticket just taken.
    Ticket,
    /// Thanks, after a number was taken.
    Goodbye,
    /// Which documents a matter needs: one question after another, then the list to tick.
    Documents(ItemId, u8),
    /// What is missing of them.
    Lacking(ItemId),
    /// One matter, to take along on a phone.
    Carry(ItemId),
    /// More was asked for than the guide of a matter says.
    Beyond(ItemId),
    /// The lists that the hall publishes.
    Lists,
    /// One of them.
    List(PublicList),
}

impl Route {
    /// Its address.
    #[must_use]
    pub fn path(&self) -> String {
        let rest = match self {
            Self::Attract => return BASE.to_owned(),
            Self::Home => "home".to_owned(),
            Self::CheckIn => "check-in".to_owned(),
            Self::Rate(Step::Find) => "rate".to_owned(),
            Self::Rate(Step::Level) => "rate/level".to_owned(),
            Self::Rate(Step::Reasons) => "rate/reasons".to_owned(),
            Self::Rate(Step::Check) => "rate/check".to_owned(),
            Self::Rate(Step::Done) => "rate/done".to_owned(),
            Self::Queues => "queues".to_owned(),
            Self::Queue(queue) => format!("queues/{queue}"),
            Self::Departments => "departments".to_owned(),
            Self::Department(department) => format!("departments/{department}"),
            Self::Themes => "themes".to_owned(),
            Self::Theme(theme) => format!("themes/{theme}"),
            Self::Popular => "popular".to_owned(),
            Self::Guides => "guides".to_owned(),
            Self::Search => "search".to_owned(),
            Self::Guide(item) => format!("guides/{item}"),
            Self::Slip => "slip".to_owned(),
            Self::Priority => "priority".to_owned(),
            Self::Ticket => "ticket".to_owned(),
            Self::Goodbye => "goodbye".to_owned(),
            Self::Documents(item, step) => format!("documents/{item}/{step}"),
            Self::Lacking(item) => format!("missing/{item}"),
            Self::Carry(item) => format!("guides/{item}/phone"),
            Self::Beyond(item) => format!("guides/{item}/beyond"),
            Self::Lists => "lists".to_owned(),
            Self::List(list) => format!("lists/{}", list.key()),
        };
        format!("{BASE}/{rest}")
    }

    /// The page at an address; none when there is no such page.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let rest = path.strip_prefix(BASE)?;
        if !rest.is_empty() && !rest.starts_with('/') {
            return None;
        }
        let mut parts = rest.split('/').filter(|part| !part.is_empty());
        let (first, second) = (parts.next(), parts.next());
        let third = parts.next();
        let route = match (first, second) {
            (Some("guides"), Some(item)) if third.is_some() => {
                let item = item.parse().ok()?;
                match third {
                    Some("phone") => Self::Carry(item),
                    Some("beyond") => Self::Beyond(item),
                    _ => return None,
                }
            }
            (None, _) => Self::Attract,
            (Some("home"), None) => Self::Home,
            (Some("check-in"), None) => Self::CheckIn,
            (Some("rate"), step) => Self::Rate(match step {
                None => Step::Find,
                Some("level") => Step::Level,
                Some("reasons") => Step::Reasons,
                Some("check") => Step::Check,
                Some("done") => Step::Done,
                _ => return None,
            }),
            (Some("queues"), None) => Self::Queues,
            (Some("queues"), Some(queue)) => Self::Queue(queue.parse().ok()?),
            (Some("departments"), None) => Self::Departments,
            (Some("departments"), Some(department)) => Self::Department(department.parse().ok()?),
            (Some("themes"), None) => Self::Themes,
            (Some("themes"), Some(theme)) => Self::Theme(theme.parse().ok()?),
            (Some("popular"), None) => Self::Popular,
            (Some("guides"), None) => Self::Guides,
            (Some("search"), None) => Self::Search,
            (Some("guides"), Some(item)) => Self::Guide(item.parse().ok()?),
            (Some("slip"), None) => Self::Slip,
            (Some("priority"), None) => Self::Priority,
            (Some("ticket"), None) => Self::Ticket,
            (Some("goodbye"), None) => Self::Goodbye,
            (Some("documents"), Some(item)) => Self::Documents(item.parse().ok()?, third?.parse().ok()?),
            (Some("missing"), Some(item)) => Self::Lacking(item.parse().ok()?),
            (Some("lists"), None) => Self::Lists,
            (Some("lists"), Some(list)) => Self::List(PublicList::of_key(list)?),
            _ => return None,
        };
        let deeper = matches!(route, Self::Documents(..) | Self::Carry(_) | Self::Beyond(_));
        if parts.next().is_some() || third.is_some() != deeper { None } else { Some(route) }
    }

    /// Whether a person has what they came for: there is no way back from here, and goodbye comes next.
    #[must_use]
    pub const fn is_result(&self) -> bool {
        matches!(self, Self::Ticket | Self::Rate(Step::Done))
    }

    /// How long somebody is waited for here.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Attract | Self::Goodbye => Stage::Attract,
            Self::Ticket | Self::Rate(Step::Done) => Stage::Result,
            Self::CheckIn | Self::Rate(_) => Stage::Identified,
            _ => Stage::Anonymous,
        }
    }
}

/// Where a person came from, page by page. The browser's history never grows; the way back is here
/// and ends with the session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail(Vec<Route>);

/// A trail longer than this forgets its beginning.
const TRAIL_MAX: usize = 32;

impl Trail {
    /// Goes from one page to another. Going home forgets the way.
    pub fn leave(&mut self, from: &Route, to: &Route) {
        match to {
            Route::Attract | Route::Home | Route::Ticket | Route::Rate(Step::Done) => self.0.clear(),
            _ if from == to => {}
            _ => self.0.push(from.clone()),
        }
        if self.0.len() > TRAIL_MAX {
            self.0.remove(0);
        }
    }

    /// The page to go back to.
    pub fn back(&mut self, from: &Route) -> Route {
        self.0.pop().unwrap_or(if *from == Route::Home { Route::Attract } else { Route::Home })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Route> {
        vec![
            Route::Attract,
            Route::Home,
            Route::CheckIn,
            Route::Rate(Step::Find),
            Route::Rate(Step::Level),
            Route::Rate(Step::Reasons),
            Route::Rate(Step::Check),
            Route::Rate(Step::Done),
            Route::Queues,
            Route::Queue("A".parse().unwrap()),
            Route::Departments,
            Route::Department("gahz".parse().unwrap()),
            Route::Themes,
            Route::Theme("birth".parse().unwrap()),
            Route::Popular,
            Route::Guides,
            Route::Search,
            Route::Guide("hukou-birth".parse().unwrap()),
            Route::Slip,
            Route::Priority,
            Route::Ticket,
            Route::Documents("hukou-birth".parse().unwrap(), 2),
            Route::Lacking("hukou-birth".parse().unwrap()),
            Route::Carry("hukou-birth".parse().unwrap()),
            Route::Beyond("hukou-birth".parse().unwrap()),
            Route::Goodbye,
            Route::Lists,
            Route::List(PublicList::CareZone),
        ]
    }

    #[test]
    fn every_page_has_one_address_and_it_leads_back() {
        let mut seen = std::collections::BTreeSet::new();
        for route in all() {
            assert_eq!(Route::of_path(&route.path()), Some(route.clone()));
            assert!(seen.insert(route.path()), "{route:?} shares its address");
        }
        assert_eq!(Route::of_path("/kiosk/"), Some(Route::Attract));
    }

    #[test]
    fn what_is_no_page_is_none() {
        for path in [
            "/",
            "/kiosks",
            "/kiosk/nothing",
            "/kiosk/queues/a/b",
            "/kiosk/queues/a",
            "/kiosk/home/x",
            "/kiosk/lists/x",
            "/kiosk/rate/x",
            "/kiosk/rate/level/x",
            "/kiosk/guides/x/phone/y",
            "/kiosk/guides/x/y",
            "/kiosk/guides/x/beyond/y",
            "/kiosk/documents/x",
            "/kiosk/documents/x/1/2",
        ] {
            assert_eq!(Route::of_path(path), None, "{path}");
        }
    }

    #[test]
    fn back_follows_the_way_and_ends_at_the_start() {
        let mut trail = Trail::default();
        let department = Route::Department("gahz".parse().unwrap());
        let guide = Route::Guide("hukou-birth".parse().unwrap());
        trail.leave(&Route::Home, &Route::Departments);
        trail.leave(&Route::Departments, &department);
        trail.leave(&department, &guide);
        trail.leave(&guide, &guide);
        assert_eq!(trail.back(&guide), department);
        assert_eq!(trail.back(&department), Route::Departments);
        assert_eq!(trail.back(&Route::Departments), Route::Home);
        assert_eq!(trail.back(&Route::Home), Route::Attract);
        assert_eq!(trail.back(&guide), Route::Home, "an unknown way leads home");
    }

    #[test]
    fn going_home_forgets_the_way_and_the_way_does_not_grow_for_ever() {
        let mut trail = Trail::default();
        for _ in 0..100 {
            trail.leave(&Route::Popular, &Route::Guides);
            trail.leave(&Route::Guides, &Route::Popular);
        }
        assert_eq!(trail.0.len(), TRAIL_MAX);
        trail.leave(&Route::Popular, &Route::Home);
        assert_eq!(trail, Trail::default());
    }
}
