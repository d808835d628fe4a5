//! Makes csv files as real exports are: a title above the header, dirty cells, everything of a matter in one row.

use super::workbook::{Dice, dirty, wide};

/// A csv with so many matters.
pub fn csv(items: u32, departments: &[String]) -> String {
    let mut dice = Dice::new(11);
    let mut text = String::from(
        "导出日期,2026-10-01\n事项标识,事项名称,部门,事项类型,办件类型,承诺时限,承诺时限单位,受理条件,是否收费,申报材料,设立依据,咨询电话\n",
    );
    for number in 0..items {
        let department = &departments[dice.roll(departments.len() as u64)];
        let phone = wide(&mut dice, "12345");
        let name = dirty(&mut dice, "居民身份证申领");
        text += &format!(
            "row-{number},\"{name}\",{department},行政确认,承诺件,5,工作日,\"本人申请\n年满十六周岁\",否,\"居民户口簿\n近期照片\",《居民身份证法》第十一条,{phone}\n"
        );
    }
    text
}
