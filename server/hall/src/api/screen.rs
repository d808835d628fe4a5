//! Screens: what is told to them, what they report, and what the desk reads of them.

use crate::board::{Board, Emergency};
use crate::catalog::{Item, ItemState, guide};
use crate::id::{DeviceId, ItemId, ScreenId};
use crate::moment::Moment;
use crate::profile::Window;
use crate::screen::{Seen, Standing};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// `POST /halls/{hall}/emergency`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmergencyRequest {
    /// What it says: Chinese of 60 characters, English of 160 letters at most.
    pub text: Text,
    /// When it ends by itself, within 12 hours.
    pub until: Moment,
}

/// `GET /halls/{hall}/emergency`: the message that is on, and who has confirmed that it is painted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmergencyView {
    /// None when there is no message now.
    pub emergency: Option<Emergency>,
}

/// `GET /halls/{hall}/screens`: a screen, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScreenStanding {
    /// Its id; of a kiosk its own.
    pub id: ScreenId,
    /// Where it is; empty when nobody registered it.
    pub place: Text,
    /// True for a screen that is registered at the desk, and for a kiosk of the hall.
    pub registered: bool,
    /// True for a kiosk.
    pub kiosk: bool,
    /// It is the one that speaks in its zone.
    pub speaks: bool,
    /// Whether it reports, and what it failed to show.
    #[serde(flatten)]
    pub standing: Standing,
    /// Its last report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
    /// A small picture of it that was taken on request, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Moment>,
}

/// What a report is answered with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReportAnswer {
    /// It is the one that speaks in its zone, until the next answer, for 25 seconds at most.
    #[serde(default)]
    pub speaks: bool,
    /// Somebody at the desk wants a small picture of it: send it under this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// It speaks from now on, and in its zone the calls up to this position of the ledger have been heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<u64>,
}

/// `GET /halls/{hall}/screens/{screen}/plays`: what was shown from when to when (proof of play).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Play {
    /// Since when.
    pub from: Moment,
    /// Until when it was last said to be on.
    pub until: Moment,
    /// What: as in the report.
    pub on: String,
    /// Which notice, list or map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// `PUT /halls/{hall}/maps/{map}`: a floor map and its drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MapUpload {
    /// Its name, for example 一楼 / Floor 1.
    pub name: Text,
    /// The drawing: SVG, 500 KB at most.
    pub svg: String,
}

/// A kiosk's name as a screen's: both are slugs.
#[must_use]
pub fn kiosk_screen(device: &DeviceId) -> Option<ScreenId> {
    device.as_str().parse().ok()
}

/// `GET /halls/{hall}/plate`: a matter on a plate (R15, R16), in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlateMatter {
    /// Its id.
    pub id: ItemId,
    /// Its name.
    pub name: Text,
    /// 承诺时限.
    pub promised: Text,
    /// 收费标准: one amount, or from how much on.
    pub fee: Text,
}

impl From<&Item> for PlateMatter {
    fn from(item: &Item) -> Self {
        Self {
            id: item.id.clone(),
            name: item.name.clone(),
            promised: item.promised_limit.text(),
            fee: guide::fee(&item.fee),
        }
    }
}

/// The matters that are handled at a window now: those that name it, and those of its queues that name none; of the
/// whole hall without a window.
#[must_use]
pub fn plate<'a>(
    items: impl Iterator<Item = &'a Item>,
    board: &Board,
    window: Option<&Window>,
) -> Vec<PlateMatter> {
    let here = |item: &&Item| {
        item.state == ItemState::InUse
            && window.is_none_or(|window| {
                let queues = board.queues_of(window);
                item.windows.contains(&window.id)
                    || item.windows.is_empty() && queues.contains(&item.queue_prefix)
            })
    };
    items.filter(here).map(PlateMatter::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::profile::Hall;

    #[test]
    fn a_window_shows_the_matters_of_its_queues_and_those_that_name_it() {
        let hall: Hall =
            serde_json::from_str(include_str!("../../../../assets/halls/shili/hall.json")).unwrap();
        let mut catalog: Catalog =
            serde_json::from_str(include_str!("../../../../assets/halls/shili/catalog.json")).unwrap();
        let board = Board::default();
        let of = |catalog: &Catalog, id: &str| {
            plate(catalog.items.iter(), &board, hall.window(&id.parse().unwrap()))
        };
        let of_a = catalog.items.iter().filter(|item| item.queue_prefix.as_str() == "A").count();
        assert_eq!(of(&catalog, "A01").len(), of_a);
        assert!(of(&catalog, "A01").iter().all(|one| one.promised.is_complete() && one.fee.is_complete()));
        assert_eq!(of(&catalog, "P01"), Vec::new(), "where results are collected");
        let in_use = catalog.items.iter().filter(|item| item.state == ItemState::InUse).count();
        assert_eq!(plate(catalog.items.iter(), &board, None).len(), in_use);
        let first = catalog.items.iter_mut().find(|item| item.queue_prefix.as_str() == "A").unwrap();
        first.windows = vec!["P01".parse().unwrap()];
        assert_eq!((of(&catalog, "A01").len(), of(&catalog, "P01").len()), (of_a - 1, 1));
    }
}
