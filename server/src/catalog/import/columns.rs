//! The sheets of a catalog and their columns: what the template offers, what a header is recognised by, where
//! a cell goes in a matter. The same table reads json, whose fields stand where the columns point.

use super::kind::{self, Kind};
use Kind::{
    Amount, Cases, Choices, Code, Day, Id, Ids, Laws, Lines, List, Number, Phone, Prose, Word, Words, YesNo,
};
use hall::text::Phrase;

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its key; findings name it.
    pub name: &'static str,
    /// Its Chinese header.
    pub zh: &'static str,
    /// What a cell may hold.
    pub kind: Kind,
    /// Where it goes, as a JSON pointer in the entry; `*` is the number of the line.
    pub path: &'static str,
    /// The example of the template; empty: none.
    pub example: &'static str,
    /// A row without it is refused.
    pub needed: bool,
    /// What to write, where its kind does not say enough.
    pub about: Option<Phrase>,
}

/// A sheet.
#[derive(Debug)]
pub struct Sheet {
    /// Its key; findings name it.
    pub name: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// Where its entries go in a matter, as a JSON pointer; empty for the matters themselves.
    pub path: &'static str,
    /// Its columns; that of the matter's id comes first.
    pub columns: &'static [Column],
}

impl Column {
    /// What to write.
    pub fn explanation(&self) -> Phrase {
        self.about.unwrap_or_else(|| self.kind.about())
    }
}

impl Sheet {
    /// The sheet of a title: its key, its Chinese name, or both.
    pub fn of_title(title: &str) -> Option<&'static Self> {
        let tokens = tokens(title);
        let matches = |sheet: &&&Self| {
            tokens.iter().any(|token| *token == sheet.name || plain(token) == plain(sheet.zh))
        };
        SHEETS.iter().find(matches).copied()
    }

    /// The position of the column of a header: its key, its Chinese name, or both.
    pub fn column(&self, header: &str) -> Option<usize> {
        let tokens = tokens(header);
        let named = |token: &String| {
            self.columns.iter().position(|column| {
                column.name == token || column.zh == token || alias(self.name, token) == Some(column.name)
            })
        };
        tokens.iter().find_map(named)
    }
}

/// A title without what says only that it is a table: 材料表, 材料清单 and 材料信息 are 材料.
fn plain(title: &str) -> &str {
    let kinds = ["信息表", "清单", "列表", "信息", "表"];
    kinds.iter().find_map(|kind| title.strip_suffix(kind)).unwrap_or(title)
}

/// A header as a whole and in its parts, without marks and spaces.
fn tokens(header: &str) -> Vec<String> {
    let clean = |text: &str| {
        let text = text.trim_matches(|c: char| c.is_whitespace() || "*\u{ff0a}:：\u{feff}\"".contains(c));
        text.to_lowercase()
    };
    let whole = clean(header);
    let apart = |c: char| c.is_whitespace() || "()（）/[]【】".contains(c);
    let parts = header.split(apart).map(clean).filter(|part| !part.is_empty());
    std::iter::once(whole.clone()).chain(parts).collect()
}

/// Names of the national exchange format (domain §2.6) and of the json data for a column.
fn alias(sheet: &str, header: &str) -> Option<&'static str> {
    Some(match (sheet, header) {
        ("items", "task_name" | "事项") => "name",
        ("items", "catalog_code" | "基本目录编码") => "basic_code",
        ("items", "task_code" | "实施清单编码") => "implementation_code",
        ("items", "task_handle_item" | "业务办理项编号") => "business_code",
        ("items", "task_type") => "item_type",
        ("items", "use_level") => "exercise_level",
        ("items", "dept_name" | "实施主体" | "实施部门") => "department",
        ("items", "server_type") => "service_objects",
        ("items", "project_type") => "handling_class",
        ("items", "anticipate_day" | "法定办结时限") => "legal_value",
        ("items", "anticipate_type" | "法定办结时限单位") => "legal_unit",
        ("items", "anticipate_explain") => "legal_text",
        ("items", "promise_day" | "承诺办结时限") => "promised_value",
        ("items", "promise_type" | "承诺办结时限单位") => "promised_unit",
        ("items", "promise_explain") => "promised_text",
        ("items", "accept_condition" | "办理条件") => "conditions",
        ("items", "limit_scene_num") => "max_visits",
        ("items", "is_fee") => "fee_charged",
        ("items", "by_law" | "设立依据" | "法律依据") => "basis",
        ("items", "link_way" | "咨询方式") => "consult_phone",
        ("items", "supervise_way" | "监督投诉方式" | "投诉电话") => "complaint_phone",
        ("items", "transact_addr") => "location",
        ("items", "transact_time") => "hours",
        ("items", "limit_explain") => "quota",
        ("items", "other_dept") => "joint",
        ("items", "online_handle_depth") => "online_depth",
        ("items", "task_state") => "state",
        ("items", "task_version") => "version",
        ("items", "plan_effective_date") => "effective_on",
        ("items", "plan_cancel_date") => "cancelled_on",
        ("documents", "material_name") => "name",
        ("documents", "material_format") => "form",
        ("documents", "page_num") => "original",
        ("documents", "is_need") => "necessity",
        ("documents", "source_type") => "source_kind",
        ("documents", "source_explain") => "source",
        ("documents", "form_guid") => "blank",
        ("documents", "example_guid") => "sample",
        ("documents", "fill_explain") => "fill",
        ("documents", "accept_stand") => "standard",
        ("documents", "by_law") => "basis",
        ("documents" | "steps", "order_num") => "no",
        ("fees", "fee_name") => "name",
        ("fees", "fee_stand") => "amount",
        ("fees", "by_law") => "basis",
        ("fees", "desc_explain") => "waiver",
        (_, "id" | "task_id" | "事项编码") if sheet != "items" && sheet != "questions" => "item",
        _ => return None,
    })
}

const fn c(
    name: &'static str,
    zh: &'static str,
    kind: Kind,
    path: &'static str,
    example: &'static str,
) -> Column {
    Column { name, zh, kind, path, example, needed: false, about: None }
}

const fn must(column: Column) -> Column {
    Column { needed: true, ..column }
}

const fn about(column: Column, zh: &'static str, en: &'static str) -> Column {
    Column { about: Some(Phrase::new(zh, en)), ..column }
}

const ITEM: Column = must(about(
    c("item", "事项标识", Id(kind::item_id), "", "example"),
    "事项表中的事项标识",
    "The id of the matter in the sheet of matters",
));

/// All sheets, the matters first.
pub static SHEETS: &[&Sheet] = &[&ITEMS, &DOCUMENTS, &STEPS, &FEES, &BASIS, &FAQ, &QUESTIONS, &PROCEDURES];

/// Matters.
pub static ITEMS: Sheet = Sheet {
    name: "items",
    zh: "事项表",
    path: "",
    columns: &[
        must(about(
            c("id", "事项标识", Id(kind::item_id), "/id", "example"),
            "小写字母、数字、连字符；空着就用实施编码",
            "Small letters, digits, hyphens; left empty it is the implementation code",
        )),
        must(c("name", "事项名称", Prose, "/name/zh", "居民身份证换领")),
        c("name_en", "事项名称英文", Prose, "/name/en", "Renewal of a resident ID card"),
        must(about(
            c("department", "部门", Prose, "/department", ""),
            "部门标识或全称",
            "Id or full name of the department",
        )),
        c("joint", "联办部门", Ids(kind::department_id), "/joint", ""),
        c("basic_code", "基本编码", Code, "/codes/basic", ""),
        c("implementation_code", "实施编码", Code, "/codes/implementation", ""),
        c("business_code", "业务办理项编码", Code, "/codes/business_item", ""),
        must(c("item_type", "事项类型", Word(&kind::ITEM_TYPE), "/item_type", "行政确认")),
        c("exercise_level", "行使层级", Word(&kind::EXERCISE_LEVEL), "/exercise_level", "县级"),
        c("service_objects", "服务对象", Words(&kind::SERVICE_OBJECT), "/service_objects", "自然人"),
        must(c("handling_class", "办件类型", Word(&kind::HANDLING_CLASS), "/handling_class", "承诺件")),
        c("legal_value", "法定时限", Number, "/legal_limit/value", "60"),
        c("legal_unit", "法定时限单位", Word(&kind::LIMIT_UNIT), "/legal_limit/unit", "自然日"),
        c("legal_text", "法定时限说明", Prose, "/legal_limit/text_zh", ""),
        c("legal_text_en", "法定时限说明英文", Prose, "/legal_limit/text_en", ""),
        c("promised_value", "承诺时限", Number, "/promised_limit/value", "20"),
        c("promised_unit", "承诺时限单位", Word(&kind::LIMIT_UNIT), "/promised_limit/unit", "工作日"),
        c("promised_text", "承诺时限说明", Prose, "/promised_limit/text_zh", ""),
        c("promised_text_en", "承诺时限说明英文", Prose, "/promised_limit/text_en", ""),
        c("max_visits", "到现场次数", Number, "/max_visits", "1"),
        c("conditions", "受理条件", Lines, "/conditions/*/zh", "有效期满或证件损坏"),
        c("conditions_en", "受理条件英文", Lines, "/conditions/*/en", "The card has expired or is damaged"),
        c("quota", "数量限制", Prose, "/quota/zh", ""),
        c("quota_en", "数量限制英文", Prose, "/quota/en", ""),
        must(c("fee_charged", "是否收费", YesNo, "/fee/charged", "是")),
        about(
            c("queue", "排队队列", Id(kind::prefix), "/queue_prefix", ""),
            "队列字母；空着就用部门的队列",
            "Letter of the queue; left empty it is that of the department",
        ),
        c("windows", "办理窗口", Ids(kind::window_id), "/windows", ""),
        c("location", "办理地点", Prose, "/location/zh", ""),
        c("location_en", "办理地点英文", Prose, "/location/en", ""),
        c("hours", "办理时间", Prose, "/hours/zh", ""),
        c("hours_en", "办理时间英文", Prose, "/hours/en", ""),
        c("consult_phone", "咨询电话", Phone, "/consult_phone", "12345"),
        c("complaint_phone", "监督投诉电话", Phone, "/complaint_phone", "12345"),
        c("result_kind", "结果类型", Word(&kind::RESULT_KIND), "/result/kind", "证照"),
        c("result_name", "结果名称", Prose, "/result/name/zh", "居民身份证"),
        c("result_name_en", "结果名称英文", Prose, "/result/name/en", "Resident ID card"),
        c("result_sample", "结果样本", Prose, "/result/sample", ""),
        c("window", "窗口办理", YesNo, "/channels/window", "是"),
        c("online", "网上办理", YesNo, "/channels/online", "否"),
        c("self_service", "自助办理", YesNo, "/channels/self_service", ""),
        c("self_service_24h", "24小时自助", YesNo, "/channels/self_service_24h", ""),
        c("appointment", "预约办理", YesNo, "/channels/appointment", "是"),
        c("post", "邮寄办理", YesNo, "/channels/post", ""),
        c("home_visit", "上门办理", YesNo, "/channels/home_visit", ""),
        c("cross_province", "跨省通办", YesNo, "/coverage/cross_province", "是"),
        c("province_wide", "全省通办", YesNo, "/coverage/province_wide", "是"),
        c("city_wide", "全市通办", YesNo, "/coverage/city_wide", ""),
        c("county_wide", "全县通办", YesNo, "/coverage/county_wide", ""),
        c("notification_commitment", "告知承诺", YesNo, "/modes/notification_commitment", ""),
        c("deferred_acceptance", "容缺受理", YesNo, "/modes/deferred_acceptance", ""),
        c("instant", "即来即办", YesNo, "/modes/instant", ""),
        c("senior_zone", "专区通办", YesNo, "/modes/senior_zone", ""),
        c("agent_service", "帮办代办", YesNo, "/modes/agent_service", ""),
        c("free_post", "免费邮寄", YesNo, "/modes/free_post", ""),
        c("online_depth", "网办深度", Word(&kind::ONLINE_DEPTH), "/online_depth", ""),
        c("hot", "热门", YesNo, "/hot", "是"),
        c("frequency", "年办件量", Number, "/frequency", ""),
        c("keywords", "日常用语", List, "/keywords", "身份证到期、换身份证"),
        c("note", "备注", Prose, "/note/zh", ""),
        c("note_en", "备注英文", Prose, "/note/en", ""),
        c("state", "事项状态", Word(&kind::ITEM_STATE), "/state", "在用"),
        c("state_note", "状态说明", Prose, "/state_note/zh", ""),
        c("state_note_en", "状态说明英文", Prose, "/state_note/en", ""),
        c("alternatives", "替代事项", Ids(kind::item_id), "/alternatives", ""),
        c("version", "版本", Prose, "/version", "1"),
        c("updated_on", "更新日期", Day, "/updated_on", "2026-10-01"),
        c("effective_on", "生效日期", Day, "/effective_on", ""),
        c("cancelled_on", "取消日期", Day, "/cancelled_on", ""),
        c("provenance", "数据来源", Prose, "/provenance", ""),
        about(
            c("documents", "申报材料", Lines, "/materials/*/name/zh", ""),
            "一行一份材料；没有材料表时用，例如 csv",
            "One document to a line; for files without a sheet of documents, such as csv",
        ),
        about(
            c("basis", "设立依据", Laws, "/legal_basis", ""),
            "一行一部，写成《名称》第几条；没有依据表时用",
            "One law to a line: 《title》article; for files without a sheet of them",
        ),
        about(
            c("fee_name", "收费项目", Prose, "/fee/items/0/name/zh", ""),
            "只有一项收费时用；没有收费表时用",
            "For a single fee; for files without a sheet of fees",
        ),
        c("fee_amount", "收费标准", Amount, "/fee/items/0/amount_cny", ""),
        c("fee_unit", "计费单位", Prose, "/fee/items/0/unit/zh", ""),
        c("fee_basis", "收费依据", Prose, "/fee/items/0/basis", ""),
    ],
};

/// Documents (材料).
pub static DOCUMENTS: Sheet = Sheet {
    name: "documents",
    zh: "材料表",
    path: "/materials",
    columns: &[
        ITEM,
        c("no", "序号", Number, "/no", "1"),
        about(
            c("key", "材料标识", Prose, "/key", ""),
            "同一份材料在各事项中相同；空着就用名称",
            "The same document has the same in every matter; left empty it is the name",
        ),
        must(c("name", "材料名称", Prose, "/name/zh", "居民户口簿")),
        c("name_en", "材料名称英文", Prose, "/name/en", "Household register"),
        c("original", "原件份数", Number, "/original", "1"),
        c("copy", "复印件份数", Number, "/copy", "0"),
        c("form", "材料形式", Word(&kind::MATERIAL_FORM), "/form", "纸质"),
        c("source_kind", "来源渠道", Word(&kind::SOURCE_KIND), "/source_kind", "政府部门核发"),
        c("source", "来源说明", Prose, "/source/zh", "公安机关"),
        c("source_en", "来源说明英文", Prose, "/source/en", "Public security authority"),
        c("necessity", "必要性", Word(&kind::NECESSITY), "/necessity", "必要"),
        c("deferrable", "可容缺", YesNo, "/deferrable", "否"),
        c("e_license_exempt", "亮证免交", YesNo, "/e_license_exempt", "是"),
        c("shared", "免提交", YesNo, "/shared", "否"),
        c("when", "适用情况", Prose, "/when/zh", ""),
        c("when_en", "适用情况英文", Prose, "/when/en", ""),
        c("only_if", "适用情形", Cases, "/only_if", ""),
        c("how", "如何取得", Prose, "/how/zh", "户籍地派出所"),
        c("how_en", "如何取得英文", Prose, "/how/en", "Police station of the household"),
        c("fill", "填报须知", Prose, "/fill/zh", ""),
        c("fill_en", "填报须知英文", Prose, "/fill/en", ""),
        c("standard", "受理标准", Prose, "/standard/zh", ""),
        c("standard_en", "受理标准英文", Prose, "/standard/en", ""),
        c("basis", "材料依据", Prose, "/basis", ""),
        c("blank", "空表文件", Prose, "/blank", ""),
        c("sample", "样表文件", Prose, "/sample", ""),
    ],
};

/// Steps (办理环节).
pub static STEPS: Sheet = Sheet {
    name: "steps",
    zh: "环节表",
    path: "/steps",
    columns: &[
        ITEM,
        c("no", "序号", Number, "/no", "1"),
        must(c("name", "环节名称", Prose, "/name/zh", "受理审核")),
        c("name_en", "环节名称英文", Prose, "/name/en", "Acceptance and review"),
        c("limit", "环节时限", Prose, "/limit/zh", "当场"),
        c("limit_en", "环节时限英文", Prose, "/limit/en", "On the spot"),
        c("responsible", "责任岗位", Prose, "/responsible/zh", "窗口受理人员"),
        c("responsible_en", "责任岗位英文", Prose, "/responsible/en", "Window officer"),
        c("only_if", "适用情形", Cases, "/only_if", ""),
    ],
};

/// Fees (收费).
pub static FEES: Sheet = Sheet {
    name: "fees",
    zh: "收费表",
    path: "/fee/items",
    columns: &[
        ITEM,
        must(c("name", "收费项目", Prose, "/name/zh", "居民身份证工本费")),
        c("name_en", "收费项目英文", Prose, "/name/en", "Cost of the card"),
        must(c("amount", "收费标准", Amount, "/amount_cny", "20")),
        must(c("unit", "计费单位", Prose, "/unit/zh", "元/证")),
        c("unit_en", "计费单位英文", Prose, "/unit/en", "yuan per card"),
        c("basis", "收费依据", Prose, "/basis", "发改价格〔2003〕2322号"),
        c("waiver", "减免说明", Prose, "/waiver/zh", ""),
        c("waiver_en", "减免说明英文", Prose, "/waiver/en", ""),
    ],
};

/// Legal basis (设立依据).
pub static BASIS: Sheet = Sheet {
    name: "basis",
    zh: "依据表",
    path: "/legal_basis",
    columns: &[
        ITEM,
        must(c("title", "法律法规名称", Prose, "/title", "中华人民共和国居民身份证法")),
        c("title_en", "法律法规名称英文", Prose, "/title_en", "Law on Resident Identity Cards"),
        c("article", "条款", Prose, "/article", "第十一条"),
        c("doc_no", "文号", Prose, "/doc_no", ""),
    ],
};

/// Questions people ask (常见问题).
pub static FAQ: Sheet = Sheet {
    name: "faq",
    zh: "常见问题表",
    path: "/faq",
    columns: &[
        ITEM,
        must(c("question", "问题", Prose, "/q/zh", "可以代办吗？")),
        c("question_en", "问题英文", Prose, "/q/en", "May somebody else apply for me?"),
        must(c("answer", "回答", Prose, "/a/zh", "不可以，需本人到场。")),
        c("answer_en", "回答英文", Prose, "/a/en", "No, you have to come yourself."),
    ],
};

/// Questions that decide which documents apply (智能导办).
pub static QUESTIONS: Sheet = Sheet {
    name: "questions",
    zh: "导办问题表",
    path: "/questions",
    columns: &[
        ITEM,
        must(c("id", "问题标识", Id(kind::question_id), "/id", "who")),
        must(c("ask", "提问", Prose, "/ask/zh", "由谁来办理？")),
        c("ask_en", "提问英文", Prose, "/ask/en", "Who applies?"),
        must(c("choices", "选项", Choices, "/choices/*/zh", "self=本人\nagent=监护人")),
        c("choices_en", "选项英文", Choices, "/choices/*/en", "self=Myself\nagent=A guardian"),
        c("only_if", "适用情形", Cases, "/only_if", ""),
    ],
};

/// Special procedures (特别程序).
pub static PROCEDURES: Sheet = Sheet {
    name: "procedures",
    zh: "特别程序表",
    path: "/special_procedures",
    columns: &[
        ITEM,
        must(c("name", "程序名称", Prose, "/name/zh", "现场核验")),
        c("name_en", "程序名称英文", Prose, "/name/en", "Inspection on site"),
        c("reason", "启动理由", Prose, "/reason/zh", ""),
        c("reason_en", "启动理由英文", Prose, "/reason/en", ""),
        c("limit_value", "程序时限", Number, "/limit/value", "5"),
        c("limit_unit", "程序时限单位", Word(&kind::LIMIT_UNIT), "/limit/unit", "工作日"),
        c("limit_text", "程序时限说明", Prose, "/limit/text_zh", ""),
        c("limit_text_en", "程序时限说明英文", Prose, "/limit/text_en", ""),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_recognised_in_both_languages_and_both_together() {
        for header in
            ["事项名称", "name", "*事项名称", "事项名称\nname", "Name", "事项名称（必填）", "task_name"]
        {
            assert_eq!(ITEMS.column(header), Some(1), "{header}");
        }
        assert_eq!(ITEMS.column("领导批示"), None);
        for title in ["documents", "材料表", "材料表 documents", "材料", "材料清单"] {
            assert_eq!(Sheet::of_title(title).map(|sheet| sheet.name), Some("documents"));
        }
        assert!(Sheet::of_title("Sheet3").is_none());
    }

    #[test]
    fn findings_call_every_column_as_the_template_does() {
        for sheet in SHEETS {
            assert!(hall::catalog::fields::sheet(sheet.name).is_some(), "{}", sheet.name);
            for column in sheet.columns {
                let name = hall::catalog::fields::field(sheet.name, column.name);
                assert_eq!(
                    name.map(|name| name.zh).as_deref(),
                    Some(column.zh),
                    "{} {}",
                    sheet.name,
                    column.name
                );
            }
        }
    }

    #[test]
    fn names_and_headers_are_unique_and_lead_back() {
        for sheet in SHEETS {
            for (position, column) in sheet.columns.iter().enumerate() {
                assert_eq!(sheet.column(column.name), Some(position), "{} {}", sheet.name, column.name);
                assert_eq!(sheet.column(column.zh), Some(position), "{} {}", sheet.name, column.zh);
            }
        }
    }
}
