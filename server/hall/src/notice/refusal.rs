//! Where a refusal sends people: which body to ask, and how to disagree (R25).

use super::both;
use crate::catalog::{Item, ItemType};
use crate::profile::{Hall, windows_said};
use crate::text::Text;

crate::phrases! {
    REMEDY = "如对本决定不服，可以自收到本通知书之日起六十日内依法申请行政复议，或者自收到之日起六个月内依法向人民法院提起行政诉讼。" / "If you disagree, you may apply for administrative reconsideration within 60 days, or bring an administrative lawsuit before a people's court within six months, of receiving this notice.";
    OBJECT = "如有异议，可以向办理单位或者其上级主管部门反映，也可以拨打大厅投诉电话 {} 或者政务服务便民热线 12345。" / "If you disagree, you may tell the body that provides the service or the body above it, or call the hall's complaints line {} or the government service hotline 12345.";
    OBJECT_HOTLINE = "如有异议，可以向办理单位或者其上级主管部门反映，也可以拨打大厅投诉电话 12345（政务服务便民热线）。" / "If you disagree, you may tell the body that provides the service or the body above it, or call the hall's complaints line 12345, the government service hotline.";
    TURN_TO = "不清楚应当向哪个部门申请的，请到 {}询问，或者拨打 {}。" / "If you do not know which body to apply to, ask at {} or call {}.";
    TURN_TO_PHONE = "不清楚应当向哪个部门申请的，请拨打 {} 询问。" / "If you do not know which body to apply to, call {}.";
}

/// The hotline of government services.
const HOTLINE: &str = "12345";

/// How to disagree: with an administrative act by reconsideration or in court; with a public service (water, a
/// notary), which is none, by a complaint.
pub(super) fn remedy(hall: &Hall, item: &Item) -> Text {
    match item.item_type {
        ItemType::PublicService if hall.complaint_phone == HOTLINE => OBJECT_HOTLINE.text(),
        ItemType::PublicService => both(|lang| OBJECT.fill(lang, &[&hall.complaint_phone])),
        ItemType::Licence
        | ItemType::Penalty
        | ItemType::Compulsion
        | ItemType::Levy
        | ItemType::Payment
        | ItemType::Inspection
        | ItemType::Confirmation
        | ItemType::Reward
        | ItemType::Ruling
        | ItemType::OtherPower => REMEDY.text(),
    }
}

/// Where somebody is told which body is theirs: the window for what could not be done, and the enquiries.
pub(super) fn turn_to(hall: &Hall, item: &Item) -> Text {
    let phone = &item.consult_phone;
    both(|lang| match hall.unresolved() {
        None => TURN_TO_PHONE.fill(lang, &[phone]),
        Some(window) => TURN_TO.fill(lang, &[&windows_said(&[&window.label], lang), phone]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reconsideration_and_court_are_for_administrative_acts_alone() {
        let mut hall: Hall =
            serde_json::from_str(include_str!("../../../../assets/halls/shili/hall.json")).unwrap();
        let mut item = crate::catalog::sample_item();
        for kind in ItemType::ALL {
            item.item_type = *kind;
            let said = remedy(&hall, &item);
            assert_eq!(said.zh.contains("行政复议"), *kind != ItemType::PublicService, "{kind:?}");
            assert_eq!(said.en.contains("court"), *kind != ItemType::PublicService, "{kind:?}");
        }
        item.item_type = ItemType::PublicService;
        assert_eq!(remedy(&hall, &item).zh.matches("12345").count(), 1, "the hall's line is the hotline");
        hall.complaint_phone = "010-55500001".to_owned();
        let said = remedy(&hall, &item);
        assert!(said.zh.contains("010-55500001 或者") && said.zh.contains("12345"), "{}", said.zh);
        assert!(said.en.contains("010-55500001 or the"), "{}", said.en);
    }
}
