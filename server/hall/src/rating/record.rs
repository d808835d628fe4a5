//! The national record of an evaluation (domain §2.3, message b), in neutral words: what a province wants otherwise, its
//! envelope and its codes, is an adapter's. What this system does not know (who rated, with which document) is empty, and
//! each record says that it is anonymous.

use super::{Channel, Level};
use crate::moment::Moment;
use crate::order::Finding;
use serde::Serialize;

/// 办件状态 3: 已办结; nothing else can be rated here.
const ENDED: &str = "3";

/// A rating as it is handed upward. The names of the fields are those of the national record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NationalRecord {
    /// 办件编号: hall, day, number of the slip, and which of its services.
    pub project_no: String,
    /// 评价渠道.
    pub pf: String,
    /// 实施编码.
    pub task_code: String,
    /// 业务办理项编码.
    pub task_handle_item: String,
    /// 事项名称.
    pub task_name: String,
    /// 事项主题.
    pub sub_matter: String,
    /// 办件状态.
    pub pro_status: String,
    /// 受理部门.
    pub pro_depart: String,
    /// 满意度, 1 to 5.
    pub satisfaction: String,
    /// 评价详情: official tags, joined by commas; tags of the hall are never among them.
    pub eval_detail: String,
    /// 文字评价.
    pub writing_evaluation: String,
    /// 服务次数.
    pub service_number: String,
    /// 评价时间, `yyyy-MM-dd HH:mm:ss`, Beijing time.
    pub assess_time: String,
    /// 1: the first; 2: the one after a fix.
    pub assess_number: String,
    /// 办件类型 in words; provinces have opposite codes for it.
    pub project_type: String,
    /// 审核状态: what counts as found of a bad rating; empty before.
    pub app_status: String,
    /// The version of the norm under which it was given.
    pub eva_version: String,
    /// 有效评价: 0 once it was found mistaken or malicious.
    pub effective: String,
    /// 匿名: always 1, as nobody is asked who they are.
    pub anonymous: String,
}

/// What is known of a rating and its service.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    /// 办件编号.
    pub project_no: String,
    /// How it came in.
    pub channel: Channel,
    /// Codes of the matter: 实施编码, 业务办理项编码; empty without one, and where they are made up.
    pub codes: (&'a str, &'a str),
    /// The matter's name, or the window's service.
    pub name: &'a str,
    /// The theme's name.
    pub theme: &'a str,
    /// The department's name.
    pub department: &'a str,
    /// 办件类型.
    pub handling: &'a str,
    /// The level.
    pub level: Level,
    /// Official tags.
    pub tags: &'a [u16],
    /// In the person's own words.
    pub comment: &'a str,
    /// When.
    pub at: Moment,
    /// Which assessment.
    pub assessment: u8,
    /// The norm's version.
    pub norm: &'a str,
    /// What counts as found.
    pub finding: Option<Finding>,
}

impl From<Known<'_>> for NationalRecord {
    fn from(known: Known<'_>) -> Self {
        let tags: Vec<String> = known.tags.iter().map(ToString::to_string).collect();
        let counts = !known.finding.is_some_and(Finding::invalidates);
        Self {
            project_no: known.project_no,
            pf: known.channel.national().to_string(),
            task_code: known.codes.0.to_owned(),
            task_handle_item: known.codes.1.to_owned(),
            task_name: known.name.to_owned(),
            sub_matter: known.theme.to_owned(),
            pro_status: ENDED.to_owned(),
            pro_depart: known.department.to_owned(),
            satisfaction: known.level.get().to_string(),
            eval_detail: tags.join(","),
            writing_evaluation: known.comment.to_owned(),
            service_number: "1".to_owned(),
            assess_time: assess_time(known.at),
            assess_number: known.assessment.to_string(),
            project_type: known.handling.to_owned(),
            app_status: known.finding.map_or_else(String::new, |finding| finding.as_str().to_owned()),
            eva_version: known.norm.to_owned(),
            effective: u8::from(counts).to_string(),
            anonymous: "1".to_owned(),
        }
    }
}

/// `yyyy-MM-dd HH:mm:ss`, Beijing time.
fn assess_time(at: Moment) -> String {
    let civil = at.civil();
    format!("{} {:02}:{:02}:{:02}", at.day(), civil.hour(), civil.minute(), civil.second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_has_the_names_and_forms_of_the_nation() {
        let known = Known {
            project_no: "shili-2026-11-27-A012".to_owned(),
            channel: Channel::Qr,
            codes: ("1".repeat(31).leak(), ""),
            name: "居民身份证换领",
            theme: "",
            department: "公安局",
            handling: "承诺件",
            level: Level::try_from(1).unwrap(),
            tags: &[108, 115],
            comment: "等了很久，\"两次\"",
            at: "2026-11-27T23:59:07+08:00".parse().unwrap(),
            assessment: 1,
            norm: "national v2",
            finding: None,
        };
        let record = serde_json::to_value(NationalRecord::from(known.clone())).unwrap();
        for (name, value) in [
            ("pf", "3"),
            ("satisfaction", "1"),
            ("evalDetail", "108,115"),
            ("assessTime", "2026-11-27 23:59:07"),
            ("assessNumber", "1"),
            ("proStatus", "3"),
            ("appStatus", ""),
            ("effective", "1"),
            ("anonymous", "1"),
        ] {
            assert_eq!(record[name], value, "{name}");
        }
        let found = Known { finding: Some(Finding::Malicious), ..known };
        let record = NationalRecord::from(found);
        assert_eq!((record.app_status.as_str(), record.effective.as_str()), ("malicious", "0"));
    }
}
