//! The words of a difference: the name of each field, and what stood in it, in both languages.

use super::same;
use crate::catalog::{
    ExerciseLevel, HandlingClass, ItemState, ItemType, LimitUnit, MaterialForm, Necessity, OnlineDepth,
    ResultKind, ServiceObject, SourceKind,
};
use crate::text::{Phrase, Text};
use serde_json::Value;

/// Longest text of a field that is shown, in characters.
const LONGEST: usize = 600;

crate::phrases! {
    /// The whole catalog, where the name of a matter would stand.
    WHOLE = "整个目录" / "The whole catalog";
    /// A switch that is on.
    YES = "是" / "Yes";
    /// A switch that is off.
    NO = "否" / "No";
}

macro_rules! labels {
    ($($name:literal = $zh:literal / $en:literal;)+) => {
        /// The name of a field, by its name on the wire.
        pub fn label(name: &str) -> Option<Phrase> {
            match name {
                $($name => Some(const { Phrase::new($zh, $en) }),)+
                _ => None,
            }
        }
    };
}

labels! {
    "warning" = "提示" / "Warning";
    "id" = "编号" / "Id";
    "name" = "名称" / "Name";
    "department" = "承办部门" / "Responsible department";
    "joint" = "联办部门" / "Joint departments";
    "codes" = "事项编码" / "Codes";
    "item_type" = "事项类型" / "Type of matter";
    "exercise_level" = "行使层级" / "Exercise level";
    "service_objects" = "服务对象" / "For whom";
    "handling_class" = "办件类型" / "Handling class";
    "legal_limit" = "法定办结时限" / "Statutory time limit";
    "promised_limit" = "承诺办结时限" / "Promised time limit";
    "max_visits" = "到现场次数" / "Visits needed";
    "conditions" = "受理条件" / "Eligibility";
    "quota" = "数量限制" / "Quota";
    "questions" = "导办问题" / "Guiding questions";
    "materials" = "申请材料" / "Documents";
    "steps" = "办理流程" / "Procedure";
    "special_procedures" = "特别程序" / "Special procedures";
    "fee" = "收费" / "Fees";
    "legal_basis" = "设立依据" / "Legal basis";
    "result" = "审批结果" / "Result";
    "queue_prefix" = "排队队列" / "Queue";
    "windows" = "办理窗口" / "Windows";
    "location" = "办理地点" / "Where";
    "hours" = "办理时间" / "When";
    "consult_phone" = "咨询电话" / "Enquiries";
    "complaint_phone" = "监督投诉电话" / "Complaints hotline";
    "channels" = "办理渠道" / "Ways to apply";
    "online_depth" = "网办深度" / "Online depth";
    "coverage" = "通办范围" / "Where else to apply";
    "modes" = "便民方式" / "Easier ways of handling";
    "hot" = "热门事项" / "Often asked for";
    "frequency" = "年办件量" / "Cases a year";
    "keywords" = "常用说法" / "Everyday words";
    "faq" = "常见问题" / "FAQ";
    "note" = "备注" / "Note";
    "state" = "事项状态" / "State";
    "state_note" = "状态说明" / "Why it is in that state";
    "alternatives" = "替代事项" / "Alternatives";
    "version" = "指南版本" / "Version of the guide";
    "updated_on" = "更新日期" / "Updated on";
    "effective_on" = "生效日期" / "Effective from";
    "cancelled_on" = "停用日期" / "Offered until before";
    "provenance" = "数据来源" / "Provenance";
    "sources" = "核对页面" / "Pages compared";
    "verified_fields" = "已核对内容" / "What was compared";
    "items" = "包含" / "Contains";
    // within a field
    "basic" = "基本编码" / "Basic code";
    "implementation" = "实施编码" / "Implementation code";
    "business_item" = "业务办理项编码" / "Business item code";
    "placeholder" = "示例编码" / "Made-up code";
    "value" = "时限" / "Limit";
    "unit" = "单位" / "Unit";
    "ask" = "问" / "Question";
    "choices" = "选项" / "Choices";
    "text" = "内容" / "Words";
    "only_if" = "适用条件" / "Only if";
    "no" = "序号" / "No.";
    "key" = "材料标识" / "Document key";
    "original" = "原件份数" / "Originals";
    "copy" = "复印件份数" / "Copies";
    "form" = "材料形式" / "Form";
    "source_kind" = "来源渠道" / "Kind of source";
    "source" = "来源" / "From";
    "necessity" = "必要性" / "Necessity";
    "deferrable" = "可容缺后补" / "May follow later";
    "e_license_exempt" = "亮证免交" / "E-licence accepted";
    "shared" = "免提交" / "Not to be brought";
    "when" = "适用情形" / "When";
    "how" = "如何取得" / "How to get it";
    "fill" = "填报须知" / "How to fill it in";
    "standard" = "受理标准" / "Standard";
    "basis" = "依据" / "Basis";
    "blank" = "空表" / "Blank form";
    "sample" = "样表" / "Sample";
    "limit" = "时限" / "Time limit";
    "responsible" = "负责岗位" / "Responsible";
    "reason" = "依据或情形" / "Ground";
    "charged" = "收费" / "Charged";
    "amount_cny" = "金额（元）" / "Amount (CNY)";
    "waiver" = "减免" / "Waiver";
    "title" = "名称" / "Title";
    "title_en" = "英文名称" / "Title in English";
    "article" = "条款" / "Article";
    "doc_no" = "文号" / "Document number";
    "kind" = "类型" / "Kind";
    "q" = "问" / "Question";
    "a" = "答" / "Answer";
    "window" = "窗口" / "Window";
    "online" = "网上" / "Online";
    "self_service" = "自助终端" / "Self-service kiosk";
    "self_service_24h" = "24 小时自助区" / "24-hour self-service";
    "appointment" = "预约" / "Appointment";
    "post" = "邮寄" / "Post";
    "home_visit" = "上门" / "Home visit";
    "cross_province" = "跨省通办" / "Cross-provincial services";
    "province_wide" = "全省通办" / "Province-wide";
    "city_wide" = "全市通办" / "City-wide";
    "county_wide" = "全县通办" / "County-wide";
    "notification_commitment" = "告知承诺制" / "Written promise instead of documents";
    "deferred_acceptance" = "容缺受理" / "Accepted with documents missing";
    "instant" = "即来即办" / "Handled at once";
    "senior_zone" = "专区通办" / "In the care zone";
    "agent_service" = "帮办代办" / "Staff do it for you";
    "free_post" = "免费邮寄" / "Free post";
}

/// The words of a coded field's value.
fn coded(field: &str, word: &str) -> Option<Phrase> {
    macro_rules! of {
        ($type:ident) => {
            $type::of_word(word).map($type::phrase)
        };
    }
    match field {
        "item_type" => of!(ItemType),
        "exercise_level" => of!(ExerciseLevel),
        "service_objects" => of!(ServiceObject),
        "handling_class" => of!(HandlingClass),
        "online_depth" => of!(OnlineDepth),
        "state" => of!(ItemState),
        "unit" => of!(LimitUnit),
        "form" => of!(MaterialForm),
        "source_kind" => of!(SourceKind),
        "necessity" => of!(Necessity),
        "kind" => of!(ResultKind),
        _ => None,
    }
}

/// What stands in a field, a line for each part, cut when it is long.
pub fn say(field: &str, value: &Value) -> Text {
    let lines = match value {
        Value::Array(parts) => parts.iter().map(|part| words(field, part)).collect(),
        other => vec![words(field, other)],
    };
    let join = |half: fn(&Text) -> &str| {
        let lines: Vec<&str> = lines.iter().map(half).filter(|line| !line.is_empty()).collect();
        cut(&lines.join("\n"))
    };
    Text { zh: join(|line| &line.zh), en: join(|line| &line.en) }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// A value in one line.
fn words(field: &str, value: &Value) -> Text {
    match value {
        Value::Null => Text::default(),
        Value::Bool(on) => if *on { YES } else { NO }.text(),
        Value::Number(number) => same(&number.to_string()),
        Value::String(word) => coded(field, word).map_or_else(|| same(word), Phrase::text),
        Value::Array(parts) => {
            let parts: Vec<Text> = parts.iter().map(|part| words(field, part)).collect();
            joined(&parts, "、", ", ")
        }
        Value::Object(parts) => {
            let half = |name: &str| parts.get(name).and_then(Value::as_str).map(str::to_owned);
            // a text, or a limit in words
            for (zh, en) in [("zh", "en"), ("text_zh", "text_en")] {
                if let (Some(zh), Some(en)) = (half(zh), half(en)) {
                    return Text { zh, en };
                }
            }
            let parts: Vec<Text> = parts.iter().filter_map(|(name, value)| part(name, value)).collect();
            joined(&parts, "；", "; ")
        }
    }
}

/// A part of a record with its name; none when it says nothing.
fn part(name: &str, value: &Value) -> Option<Text> {
    let label = label(name).map_or_else(|| same(name), Phrase::text);
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::Bool(true) => Some(label),
        Value::Array(parts) if parts.is_empty() => None,
        Value::String(word) if word.is_empty() => None,
        value => {
            let words = words(name, value);
            Some(Text {
                zh: format!("{}：{}", label.zh, words.zh),
                en: format!("{}: {}", label.en, words.en),
            })
        }
    }
}

fn joined(parts: &[Text], zh: &str, en: &str) -> Text {
    let join = |half: fn(&Text) -> &str, between: &str| {
        parts.iter().map(half).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
    };
    Text { zh: join(|part| &part.zh, zh), en: join(|part| &part.en, en) }
}
