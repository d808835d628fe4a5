//! How the title of a sheet and the header of a column are recognised: by key, by Chinese name, by both, or by the
//! name in the national exchange format.

use super::{SHEETS, Sheet};

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
