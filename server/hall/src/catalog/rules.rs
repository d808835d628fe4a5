//! Every rule a catalog or a file of one is checked by: a stable code, how bad it is, what is wrong and what to
//! write instead, in both languages.

use super::finding::{Finding, Severity};
use crate::text::{Lang, Phrase, Text};

/// A rule that was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its stable code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, with `{}` for values.
    pub message: Phrase,
    /// What to do, with `{}` for values.
    pub suggestion: Phrase,
}

impl Rule {
    /// A finding about a field. The values fill the message, those that are left the suggestion.
    #[must_use]
    pub fn finding(&self, field: &str, values: &[&str]) -> Finding {
        let values: Vec<String> = values.iter().map(|value| cut(value)).collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let fill = |phrase: Phrase, values: &[&str]| Text {
            zh: phrase.fill(Lang::Zh, values),
            en: phrase.fill(Lang::En, values),
        };
        let used = self.message.zh.matches("{}").count().min(values.len());
        Finding {
            severity: self.severity,
            sheet: None,
            row: None,
            item: None,
            sheet_name: None,
            item_name: None,
            field_name: None,
            field: field.to_owned(),
            code: self.code.to_owned(),
            message: fill(self.message, &values),
            suggestion: Some(fill(self.suggestion, values.split_at(used).1)),
        }
    }
}

/// A value as a finding quotes it: at most 120 characters.
fn cut(value: &str) -> String {
    const MOST: usize = 120;
    match value.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    }
}

macro_rules! rules {
    ($($name:ident = $severity:ident $code:literal, $zh:literal / $en:literal, $do_zh:literal / $do_en:literal;)+) => {
        $(#[doc = concat!($zh, " / ", $en)]
        pub const $name: Rule = Rule {
            code: $code,
            severity: Severity::$severity,
            message: Phrase::new($zh, $en),
            suggestion: Phrase::new($do_zh, $do_en),
        };)+
        /// All rules, in the order of this file.
        pub const ALL: &[Rule] = &[$($name),+];
    };
}

rules! {
    // what a catalog may not hold
    DUPLICATE_ID = Refused "duplicate_id", "“{}”出现了两次" / "{} appears twice", "每个标识只用一次" / "Use each id once";
    UNKNOWN_QUEUE = Refused "unknown_queue", "没有队列“{}”" / "queue {} does not exist", "填写大厅设置中的队列字母" / "Write the letter of a queue of the hall";
    UNKNOWN_DEPARTMENT = Refused "unknown_department", "没有部门“{}”" / "department {} does not exist", "填写目录中已有的部门标识或全称" / "Write the id or full name of a department of the catalog";
    UNKNOWN_ITEM = Refused "unknown_item", "没有事项“{}”" / "item {} does not exist", "核对事项标识；被拒绝的事项不能引用" / "Check the id; a matter that was refused cannot be named";
    EMPTY_THEME = Refused "empty_theme", "主题里没有事项" / "has no items", "至少列出一个事项" / "List one matter at least";
    CHINESE_MISSING = Refused "chinese_missing", "缺少中文" / "the Chinese is missing", "中文为准，不能空缺" / "The Chinese is authoritative and cannot be left out";
    BASIS_MISSING = Refused "basis_missing", "没有设立依据" / "the legal basis is missing", "写明法律法规名称和条款" / "Name the law and its article";
    CONDITIONS_MISSING = Refused "conditions_missing", "没有办理条件" / "the conditions are missing", "逐条写明受理条件" / "Write each condition";
    DOCUMENTS_MISSING = Refused "documents_missing", "没有申报材料" / "the documents are missing", "逐项列出材料" / "List each document";
    PROMISE_MISSING = Refused "promise_missing", "没有承诺时限" / "the promised time limit is missing", "填写数字和单位，或“当场”" / "Write a number and its unit, or “on the spot”";
    UNIT_MISSING = Refused "unit_missing", "时限没有单位" / "the limit has no unit", "写明工作日或自然日" / "Say working days or calendar days";
    PROMISE_TOO_LONG = Refused "promise_too_long", "承诺时限{}长于法定时限{}" / "the promised {} is longer than the statutory {}", "承诺时限不得超过法定时限" / "A promise may not exceed the statutory limit";
    FEE_MISSING = Refused "fee_missing", "标明收费，但没有收费项目" / "charges a fee but names none", "逐项列出收费名称、标准和依据" / "List each fee with its amount and basis";
    FEE_WITHOUT_BASIS = Refused "fee_without_basis", "收费“{}”没有依据" / "the fee {} has no basis", "写明收费依据的文件名和文号" / "Name the document it rests on, with its number";
    FEE_THOUGH_FREE = Refused "fee_though_free", "标明不收费，却列出了收费项目" / "lists fees but says it is free of charge", "改为收费，或删去收费项目" / "Say that it is charged, or remove the fees";
    DUPLICATE_DOCUMENT = Refused "duplicate_document", "材料“{}”在本事项中出现了两次" / "the document “{}” stands in this matter twice", "合并成一条；确是两份不同的材料，请写明各自的名称和材料标识" / "Make it one; where two documents are meant, give each its own name and key";
    FUZZY_DOCUMENT = Refused "fuzzy_document", "材料“{}”是兜底表述" / "the document “{}” is a catch-all", "写出具体材料名称，一份材料一行" / "Name the document itself, one to a row";
    TOO_FEW_CHOICES = Refused "too_few_choices", "问题“{}”的选项少于两个" / "the question {} has fewer than two choices", "至少给出两个选项" / "Give two choices at least";
    UNKNOWN_ANSWER = Refused "unknown_answer", "适用情形“{}”没有对应的问题或选项" / "the case {} names no question or choice that comes before", "填写本事项前面问题的标识和选项" / "Write a question of this matter that comes earlier, and its choices";

    // what somebody should look at
    COMES_LATER = Warning "comes_later", "新内容自 {} 起生效，此前仍按已发布的内容办理" / "the new text takes effect on {}; until then the published one stays in force", "要马上生效，请删去或改早生效日期" / "To let it take effect at once, remove its effective date or make it earlier";
    PLAN_REPLACED = Warning "plan_replaced", "原定 {} 起生效的内容由本文件取代，不再生效" / "the text that was to take effect on {} is replaced by this file and will not", "如仍要保留，请在它生效后再导入本文件" / "To keep it, import this file after it has taken effect";
    KEPT_AS_PUBLISHED = Warning "kept_as_published", "事项“{}”在文件中被拒绝，保留已发布的内容" / "the matter {} was refused; what is published of it stays", "改正后重新导入；要取消这个事项，请把它从文件中删去" / "Correct it and import again; to remove the matter, take it out of the file";
    ENGLISH_MISSING = Warning "english_missing", "缺少英文：{}" / "the English is missing: {}", "补充英文；屏幕先显示中文" / "Add the English; screens show the Chinese until then";
    PROMISE_MAYBE_LONGER = Warning "promise_maybe_longer", "承诺时限{}可能长于法定时限{}" / "the promised {} may be longer than the statutory {}", "工作日和自然日不同，请用同一单位核对" / "Working and calendar days differ: check with one unit";
    BLANK_MISSING = Warning "blank_missing", "要填写的材料“{}”没有空表" / "“{}” is to be filled in but has no blank form", "上传空白表格，并在“空表文件”一列写上文件名" / "Upload the blank form and write the name of its file in the column “blank”";
    SAMPLE_MISSING = Warning "sample_missing", "要填写的材料“{}”没有样表" / "“{}” is to be filled in but has no sample", "上传填写样例，并在“样表文件”一列写上文件名" / "Upload a filled-in sample and write the name of its file in the column “sample”";
    FILE_MISSING = Warning "file_missing", "没有上传过文件“{}”" / "there is no file {}", "请管理员在工作台“办事指南”的“表格”页上传；文件名要一致" / "Have an administrator upload it at the desk, Guides, Forms; under this very name";
    NO_GLYPH = Warning "no_glyph", "屏幕字体没有这些字：{}" / "the fonts of the screens lack: {}", "换用通用规范汉字，或请维护人员把字加入字体" / "Use common characters, or ask for them to be added to the fonts";
    BAD_CODE = Warning "bad_code", "编码“{}”不符合国家规则：{}" / "the code {} is not in the national form: {}", "向编码管理部门核对" / "Check it with the office that keeps the codes";
    UNKNOWN_WINDOW = Warning "unknown_window", "没有窗口“{}”" / "window {} does not exist", "填写大厅设置中的窗口号" / "Write a window of the hall";
    UNKNOWN_ALTERNATIVE = Warning "unknown_alternative", "替代事项“{}”不在目录中" / "the alternative {} is not in the catalog", "核对事项标识" / "Check the id";
    THEME_SHORTENED = Warning "theme_shortened", "主题“{}”去掉了不在目录中的事项：{}" / "theme {} lost matters that are not in the catalog: {}", "核对主题，或补上这些事项" / "Check the theme, or add those matters";

    // rows of a file
    MISSING_FIELD = Refused "missing_field", "必填项空缺" / "a field that must be there is empty", "补填这一项" / "Fill it in";
    UNKNOWN_WORD = Refused "unknown_word", "“{}”不在可选范围内" / "“{}” is not one of the choices", "可以填写：{}" / "Choose one of: {}";
    BAD_NUMBER = Refused "bad_number", "“{}”不是整数" / "“{}” is no whole number", "只写数字，例如 5" / "Write digits only, for example 5";
    BAD_AMOUNT = Refused "bad_amount", "“{}”不是金额" / "“{}” is no amount", "以元为单位，最多两位小数，例如 12.50" / "Yuan with at most two decimals, for example 12.50";
    BAD_DAY = Refused "bad_day", "“{}”不是日期" / "“{}” is no date", "写成 2026-01-31" / "Write it like 2026-01-31";
    BAD_YES_NO = Refused "bad_yes_no", "“{}”不是“是”或“否”" / "“{}” is neither yes nor no", "填“是”或“否”" / "Write 是 or 否, yes or no";
    BAD_ID = Refused "bad_id", "“{}”不能作标识" / "“{}” cannot be an id", "用小写字母、数字和连字符，最多 64 个" / "Small letters, digits and hyphens, at most 64";
    BAD_PHONE = Refused "bad_phone", "“{}”不是电话号码" / "“{}” is no phone number", "只写数字和连字符，例如 12345 或 0000-1234567" / "Digits and hyphens only, for example 12345 or 0000-1234567";
    BAD_CASES = Refused "bad_cases", "“{}”不是适用情形" / "“{}” is no case", "写成 问题=选项，例如 who=agent" / "Write question=choice, for example who=agent";
    CELL_TOO_LONG = Refused "cell_too_long", "内容超过 {} 个字" / "longer than {} characters", "分成几条" / "Split it";
    TOO_MANY_LINES = Refused "too_many_lines", "一格里超过 {} 条" / "more than {} entries in one cell", "合并或删去一些" / "Join some or leave some out";
    BROKEN_CHARACTERS = Refused "broken_characters", "有乱码：“{}”" / "characters are broken: “{}”", "用 UTF-8 或 GB18030 重新导出" / "Export again as UTF-8 or GB18030";
    UNSAFE_HTML = Refused "unsafe_html", "含有网页代码 <{}>，内容会丢失" / "holds <{}>, whose content would be lost", "只保留文字" / "Keep the text only";
    CELL_ERROR = Refused "cell_error", "单元格公式出错：{}" / "the cell's formula failed: {}", "改为文字或数字" / "Write a text or number instead";
    UNREADABLE_ENTRY = Refused "unreadable_entry", "这一条不能读取：{}" / "this entry cannot be read: {}", "对照模板核对字段" / "Compare its fields with the template";
    ROW_OF_UNKNOWN_ITEM = Refused "row_of_unknown_item", "这一行的事项“{}”不在事项表中" / "the matter {} of this row is not in the sheet of matters", "核对“事项标识”一列" / "Check the column of the matter's id";
    UNKNOWN_COLUMN = Warning "unknown_column", "不认识的列“{}”，已忽略" / "the column “{}” is not known and was passed over", "对照模板核对表头" / "Compare the header with the template";
    UNKNOWN_FIELD = Warning "unknown_field", "不认识的字段“{}”，已忽略，共 {} 处" / "the field “{}” is not known and was passed over; so often: {}", "对照目录数据样例核对字段名" / "Compare its name with a catalog that is known to be right";
    UNKNOWN_SHEET = Warning "unknown_sheet", "不认识的工作表“{}”，已忽略" / "the sheet “{}” is not known and was passed over", "对照模板核对工作表名称" / "Compare the sheets with the template";
    LINES_DIFFER = Warning "lines_differ", "中文有 {} 条，英文有 {} 条" / "{} lines in Chinese and {} in English", "逐条对应" / "Let them correspond line by line";

    // what was put right
    HTML_REMOVED = Cleaned "html_removed", "去掉了网页标签" / "HTML tags were removed", "导出纯文字" / "Export plain text";
    ENTITIES_DECODED = Cleaned "entities_decoded", "还原了转义字符" / "escaped characters were restored", "导出纯文字" / "Export plain text";
    CONTROL_REMOVED = Cleaned "control_removed", "去掉了控制字符" / "control characters were removed", "导出纯文字" / "Export plain text";
    INVISIBLE_REMOVED = Cleaned "invisible_removed", "去掉了看不见的字符" / "invisible characters were removed", "导出纯文字" / "Export plain text";
    SPACES_JOINED = Cleaned "spaces_joined", "合并了多余空格" / "repeated spaces were joined", "不必用空格排版" / "Spaces are not needed for layout";
    WIDTH_NARROWED = Cleaned "width_narrowed", "全角字符改为半角" / "full-width characters were made half-width", "编码、数字、电话用半角" / "Use half-width in codes, numbers and phones";
    DUPLICATE_ROW = Cleaned "duplicate_row", "与第 {} 行完全相同，只保留一行" / "the same as row {}; one was kept", "删去重复行" / "Remove the repeated row";
    EXAMPLE_ROW = Cleaned "example_row", "模板的示例行，已跳过" / "the example row of the template was skipped", "可以删去" / "It can be removed";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_values_fill_message_then_suggestion() {
        let codes: std::collections::BTreeSet<_> = ALL.iter().map(|rule| rule.code).collect();
        assert_eq!(codes.len(), ALL.len());
        for rule in ALL {
            for (zh, en) in [(rule.message.zh, rule.message.en), (rule.suggestion.zh, rule.suggestion.en)] {
                assert_eq!(zh.matches("{}").count(), en.matches("{}").count(), "{}", rule.code);
            }
        }
        let finding = UNKNOWN_WORD.finding("form", &["口头", "纸质、电子"]);
        assert!(finding.message.zh.contains("口头"));
        assert_eq!(finding.suggestion.unwrap().en, "Choose one of: 纸质、电子");
        assert!(cut(&"长".repeat(5000)).chars().count() == 121);
    }
}
