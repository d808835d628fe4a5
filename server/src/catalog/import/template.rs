//! The workbook to fill in: a sheet for each list, headers in both languages, an example row each, drop-down lists
//! for the coded fields, and a sheet of explanations. The import reads it back.

use super::columns::{Column, SHEETS, Sheet};
use super::kind::Kind;
use hall::profile::Hall;
use hall::text::Lang;
use rust_xlsxwriter::{Color, DataValidation, Format, FormatAlign, Workbook, Worksheet, XlsxError};

/// The title of the sheet of explanations begins with this.
pub const NOTES: &str = "说明";

/// Rows that have drop-down lists.
const ROWS: u32 = 5000;

hall::phrases! {
    HOW_IDS = "每张表的第一列是事项标识，其他表按它归到事项表中的事项" / "The first column of each sheet is the id of the matter: rows of the other sheets belong to the matter of that id";
    HOW_EXAMPLES = "标识为 example 的是示例行，导入时跳过" / "Rows with the id example are examples and are skipped";
    HOW_NEEDED = "带 * 的列必填；每个事项至少有一条依据、一条受理条件、一份材料" / "Columns with * must be filled in; every matter has one basis, one condition and one document at least";
    HOW_FUZZY = "不要写“其他材料”“有关材料”等兜底表述，否则整个事项不予导入" / "Catch-alls such as “other documents” are refused, and the matter with them";
    HOW_REPLACE = "导入会用文件中的内容替换同一标识的事项的全部内容" / "What stands in the file replaces everything of the matter of the same id";
    HOW_PUBLISH = "导入后先看报告，由人确认后才发布" / "Nothing is published until a person has read the report and says so";
    SHEET = "工作表" / "Sheet";
    COLUMN = "列" / "Column";
    WHAT = "填写说明" / "What to write";
    CHOICES = "可选内容" / "Choices";
    HALL_QUEUES = "本大厅的队列" / "Queues of this hall";
}

/// The workbook of a hall. Empty only if the table of columns broke a limit of workbooks, which a test rules out.
#[must_use]
pub fn template(hall: &Hall) -> Vec<u8> {
    build(hall).unwrap_or_default()
}

fn build(hall: &Hall) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(0x00e8_eef6));
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format("@");
    for sheet in SHEETS {
        let page = workbook.add_worksheet();
        page.set_name(format!("{} {}", sheet.zh, sheet.name))?;
        page.set_freeze_panes(1, 2)?;
        for (index, column) in (0_u16..).zip(sheet.columns) {
            page.write_string_with_format(0, index, header(column), &head)?;
            page.set_column_width(index, width(column))?;
            // all cells are text: a long code typed as a number would lose its end
            page.set_column_format(index, &text)?;
            page.write_string_with_format(1, index, column.example, &text)?;
            lists(page, index, column, hall)?;
        }
    }
    notes(workbook.add_worksheet(), hall, &head, &text)?;
    workbook.save_to_buffer()
}

fn header(column: &Column) -> String {
    format!("{}{}\n{}", if column.needed { "*" } else { "" }, column.zh, column.name)
}

const fn width(column: &Column) -> f64 {
    match column.kind {
        Kind::Lines | Kind::Laws | Kind::Prose | Kind::Choices => 28.0,
        Kind::Code | Kind::Word(_) | Kind::Words(_) => 18.0,
        _ => 13.0,
    }
}

/// A drop-down list where one value of a list is wanted.
fn lists(page: &mut Worksheet, index: u16, column: &Column, hall: &Hall) -> Result<(), XlsxError> {
    let choices: Vec<String> = match column.kind {
        Kind::Word(_) | Kind::YesNo => {
            column.kind.choices().into_iter().flatten().map(str::to_owned).collect()
        }
        Kind::Id(_) if column.name == "queue" => hall.queues.iter().map(|q| q.prefix.to_string()).collect(),
        _ => return Ok(()),
    };
    // a workbook holds no longer list in one cell
    if choices.join(",").encode_utf16().count() > 250 || choices.is_empty() {
        return Ok(());
    }
    let validation = DataValidation::new().allow_list_strings(&choices)?;
    page.add_data_validation(1, index, ROWS, index, &validation)?;
    Ok(())
}

fn notes(page: &mut Worksheet, hall: &Hall, head: &Format, text: &Format) -> Result<(), XlsxError> {
    page.set_name(format!("{NOTES} notes"))?;
    for (index, width) in (0_u16..).zip([20.0, 30.0, 60.0, 60.0, 60.0]) {
        page.set_column_width(index, width)?;
    }
    let mut row = 0;
    for phrase in [HOW_IDS, HOW_EXAMPLES, HOW_NEEDED, HOW_FUZZY, HOW_REPLACE, HOW_PUBLISH] {
        page.write_string(row, 0, format!("{}。{}.", phrase.zh, phrase.en))?;
        row += 1;
    }
    let queues: Vec<String> =
        hall.queues.iter().map(|queue| format!("{} {}", queue.prefix, queue.name.zh)).collect();
    page.write_string(row, 0, format!("{} {}: {}", HALL_QUEUES.zh, HALL_QUEUES.en, queues.join("、")))?;
    row += 2;
    for (index, phrase) in (0_u16..).zip([SHEET, COLUMN, WHAT, WHAT, CHOICES]) {
        let lang = if index == 3 { Lang::En } else { Lang::Zh };
        page.write_string_with_format(row, index, phrase.get(lang), head)?;
    }
    for (sheet, column) in
        SHEETS.iter().flat_map(|sheet| sheet.columns.iter().map(move |column| (sheet, column)))
    {
        row += 1;
        explain(page, row, sheet, column, text)?;
    }
    Ok(())
}

fn explain(
    page: &mut Worksheet,
    row: u32,
    sheet: &Sheet,
    column: &Column,
    text: &Format,
) -> Result<(), XlsxError> {
    let about = column.explanation();
    let needed = if column.needed { "*" } else { "" };
    page.write_string(row, 0, sheet.zh)?;
    page.write_string(row, 1, format!("{needed}{} {}", column.zh, column.name))?;
    page.write_string_with_format(row, 2, about.zh, text)?;
    page.write_string_with_format(row, 3, about.en, text)?;
    page.write_string_with_format(row, 4, column.kind.choices().unwrap_or_default().join("、"), text)?;
    Ok(())
}
