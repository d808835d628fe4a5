//! What people call the sheets of a catalog and their columns: findings say so, beside the short names that a file uses.

use crate::text::{Phrase, Text};

/// The name of a sheet, or of the list of a file; none for one that is not ours.
#[must_use]
pub fn sheet(name: &str) -> Option<Phrase> {
    SHEETS.iter().find(|(own, ..)| *own == name).map(|(_, zh, en)| Phrase::new(zh, en))
}

/// The name of a column of a sheet; none for one that is not ours.
#[must_use]
pub fn field(sheet: &str, name: &str) -> Option<Text> {
    let own = |name: &str| FIELDS.iter().find(|(of, own, ..)| (*of, *own) == (sheet, name));
    if let Some((.., zh, en)) = own(name) {
        return Some(Text { zh: (*zh).to_owned(), en: (*en).to_owned() });
    }
    if name == "item" {
        return field("items", "id");
    }
    let (.., zh, en) = own(name.strip_suffix("_en")?)?;
    Some(Text { zh: format!("{zh}英文"), en: format!("{en} in English") })
}

const SHEETS: &[(&str, &str, &str)] = &[
    ("items", "事项", "Matters"),
    ("documents", "材料", "Documents"),
    ("steps", "办理环节", "Steps"),
    ("fees", "收费", "Fees"),
    ("basis", "设立依据", "Legal basis"),
    ("faq", "常见问题", "Questions people ask"),
    ("questions", "导办问题", "Guiding questions"),
    ("procedures", "特别程序", "Special procedures"),
    ("departments", "部门", "Departments"),
    ("themes", "主题", "Themes"),
];

/// Sheet, column, its name. An English half has its name from the Chinese one.
const FIELDS: &[(&str, &str, &str, &str)] = &[
    ("items", "id", "事项标识", "Matter id"),
    ("items", "name", "事项名称", "Name of the matter"),
    ("items", "department", "部门", "Department"),
    ("items", "joint", "联办部门", "Joint departments"),
    ("items", "basic_code", "基本编码", "Basic code"),
    ("items", "implementation_code", "实施编码", "Implementation code"),
    ("items", "business_code", "业务办理项编码", "Business code"),
    ("items", "item_type", "事项类型", "Type of matter"),
    ("items", "exercise_level", "行使层级", "Exercise level"),
    ("items", "service_objects", "服务对象", "For whom"),
    ("items", "handling_class", "办件类型", "Handling class"),
    ("items", "legal_value", "法定时限", "Statutory limit"),
    ("items", "legal_unit", "法定时限单位", "Unit of the statutory limit"),
    ("items", "legal_text", "法定时限说明", "Statutory limit in words"),
    ("items", "promised_value", "承诺时限", "Promised limit"),
    ("items", "promised_unit", "承诺时限单位", "Unit of the promised limit"),
    ("items", "promised_text", "承诺时限说明", "Promised limit in words"),
    ("items", "max_visits", "到现场次数", "Visits needed"),
    ("items", "conditions", "受理条件", "Conditions"),
    ("items", "quota", "数量限制", "Quota"),
    ("items", "fee_charged", "是否收费", "Whether it is charged"),
    ("items", "queue", "排队队列", "Queue"),
    ("items", "windows", "办理窗口", "Windows"),
    ("items", "location", "办理地点", "Where"),
    ("items", "hours", "办理时间", "Hours"),
    ("items", "consult_phone", "咨询电话", "Enquiries"),
    ("items", "complaint_phone", "监督投诉电话", "Complaints"),
    ("items", "result_kind", "结果类型", "Kind of result"),
    ("items", "result_name", "结果名称", "Result"),
    ("items", "result_sample", "结果样本", "Sample of the result"),
    ("items", "window", "窗口办理", "At a window"),
    ("items", "online", "网上办理", "Online"),
    ("items", "self_service", "自助办理", "Self-service"),
    ("items", "self_service_24h", "24小时自助", "24-hour self-service"),
    ("items", "appointment", "预约办理", "By appointment"),
    ("items", "post", "邮寄办理", "By post"),
    ("items", "home_visit", "上门办理", "At home"),
    ("items", "cross_province", "跨省通办", "Cross-province service"),
    ("items", "province_wide", "全省通办", "Province-wide service"),
    ("items", "city_wide", "全市通办", "City-wide service"),
    ("items", "county_wide", "全县通办", "County-wide service"),
    ("items", "notification_commitment", "告知承诺", "Notice and commitment"),
    ("items", "deferred_acceptance", "容缺受理", "Deferred documents"),
    ("items", "instant", "即来即办", "At once"),
    ("items", "senior_zone", "专区通办", "Service zone"),
    ("items", "agent_service", "帮办代办", "Assisted service"),
    ("items", "free_post", "免费邮寄", "Free post"),
    ("items", "online_depth", "网办深度", "Online depth"),
    ("items", "hot", "热门", "Often asked for"),
    ("items", "frequency", "年办件量", "Cases a year"),
    ("items", "keywords", "日常用语", "Everyday words"),
    ("items", "note", "备注", "Remark"),
    ("items", "state", "事项状态", "State"),
    ("items", "state_note", "状态说明", "State in words"),
    ("items", "alternatives", "替代事项", "Alternatives"),
    ("items", "version", "版本", "Version"),
    ("items", "updated_on", "更新日期", "Updated on"),
    ("items", "effective_on", "生效日期", "Takes effect on"),
    ("items", "cancelled_on", "取消日期", "Cancelled on"),
    ("items", "provenance", "数据来源", "Source of the data"),
    ("items", "documents", "申报材料", "Documents"),
    ("items", "basis", "设立依据", "Legal basis"),
    ("items", "fee_name", "收费项目", "Fee"),
    ("items", "fee_amount", "收费标准", "Amount"),
    ("items", "fee_unit", "计费单位", "Unit of the fee"),
    ("items", "fee_basis", "收费依据", "Basis of the fee"),
    ("items", "fees", "收费项目", "Fees"),
    ("items", "steps", "办理环节", "Steps"),
    ("documents", "no", "序号", "Number"),
    ("documents", "key", "材料标识", "Key of the document"),
    ("documents", "name", "材料名称", "Name of the document"),
    ("documents", "original", "原件份数", "Originals"),
    ("documents", "copy", "复印件份数", "Copies"),
    ("documents", "form", "材料形式", "Form of the document"),
    ("documents", "source_kind", "来源渠道", "Kind of source"),
    ("documents", "source", "来源说明", "Source"),
    ("documents", "necessity", "必要性", "Necessity"),
    ("documents", "deferrable", "可容缺", "May follow later"),
    ("documents", "e_license_exempt", "亮证免交", "E-licence is enough"),
    ("documents", "shared", "免提交", "Need not be brought"),
    ("documents", "when", "适用情况", "When it is needed"),
    ("documents", "only_if", "适用情形", "Cases"),
    ("documents", "how", "如何取得", "How to get it"),
    ("documents", "fill", "填报须知", "How to fill it in"),
    ("documents", "standard", "受理标准", "What is accepted"),
    ("documents", "basis", "材料依据", "Basis of the document"),
    ("documents", "blank", "空表文件", "Blank form"),
    ("documents", "sample", "样表文件", "Sample form"),
    ("steps", "no", "序号", "Number"),
    ("steps", "name", "环节名称", "Name of the step"),
    ("steps", "limit", "环节时限", "Time limit"),
    ("steps", "responsible", "责任岗位", "Responsible post"),
    ("steps", "only_if", "适用情形", "Cases"),
    ("fees", "name", "收费项目", "Fee"),
    ("fees", "amount", "收费标准", "Amount"),
    ("fees", "unit", "计费单位", "Unit"),
    ("fees", "basis", "收费依据", "Basis of the fee"),
    ("fees", "waiver", "减免说明", "Waiver"),
    ("basis", "title", "法律法规名称", "Title of the law"),
    ("basis", "article", "条款", "Article"),
    ("basis", "doc_no", "文号", "Document number"),
    ("faq", "question", "问题", "Question"),
    ("faq", "answer", "回答", "Answer"),
    ("questions", "id", "问题标识", "Id of the question"),
    ("questions", "ask", "提问", "Question"),
    ("questions", "choices", "选项", "Choices"),
    ("questions", "only_if", "适用情形", "Cases"),
    ("procedures", "name", "程序名称", "Name of the procedure"),
    ("procedures", "reason", "启动理由", "Reason"),
    ("procedures", "limit_value", "程序时限", "Time limit"),
    ("procedures", "limit_unit", "程序时限单位", "Unit of the time limit"),
    ("procedures", "limit_text", "程序时限说明", "Time limit in words"),
    ("departments", "id", "部门标识", "Department id"),
    ("departments", "name", "部门名称", "Name of the department"),
    ("departments", "queue", "排队队列", "Queue"),
    ("departments", "consult_phone", "咨询电话", "Enquiries"),
    ("", "sheet", "工作表", "Sheet"),
    ("themes", "id", "主题标识", "Theme id"),
    ("themes", "name", "主题名称", "Name of the theme"),
    ("themes", "items", "包含的事项", "Matters of the theme"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_halves_have_their_names_from_the_chinese_ones() {
        assert_eq!(field("documents", "blank").unwrap().zh, "空表文件");
        assert_eq!(field("steps", "name_en").unwrap().en, "Name of the step in English");
        assert_eq!(field("steps", "item").unwrap().zh, "事项标识");
        assert_eq!(field("steps", "领导批示"), None);
        assert!(sheet("documents").is_some() && sheet("Sheet3").is_none());
    }
}
