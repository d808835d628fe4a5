//! Makes workbooks, csv and json as real exports are: of any length, and dirty. The same number of matters gives
//! the same file.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

/// A small generator of numbers, so that a file is the same everywhere.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `below`.
    pub fn roll(&mut self, below: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % below) as usize
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.roll(list.len() as u64)]
    }
}

const THINGS: [&str; 12] = [
    "居民身份证",
    "社会保险",
    "医疗保险",
    "住房公积金",
    "不动产登记",
    "营业执照",
    "食品经营许可",
    "机动车驾驶证",
    "生育登记",
    "残疾人补贴",
    "道路运输证",
    "就业失业登记",
];
const ACTS: [&str; 8] = ["申领", "换领", "补领", "变更", "注销", "查询", "转移接续", "备案"];
const DOCUMENTS: [(&str, &str); 10] = [
    ("居民身份证", "Resident ID card"),
    ("居民户口簿", "Household register"),
    ("营业执照", "Business licence"),
    ("申请表", "Application form"),
    ("授权委托书", "Power of attorney"),
    ("不动产权证书", "Real estate certificate"),
    ("结婚证", "Marriage certificate"),
    ("近期免冠照片", "Recent photograph"),
    ("劳动合同", "Employment contract"),
    ("银行账户信息", "Bank account"),
];
const LAWS: [&str; 5] = [
    "中华人民共和国居民身份证法",
    "中华人民共和国社会保险法",
    "中华人民共和国行政许可法",
    "不动产登记暂行条例",
    "中华人民共和国道路交通安全法",
];

/// Text as exports spoil it, one time in eight.
pub fn dirty(dice: &mut Dice, text: &str) -> String {
    match dice.roll(40) {
        0 => format!("<p>{text}</p>"),
        1 => format!("<span style=\"font-size:14px\">{text}</span><br/>"),
        2 => format!("{text}&amp;amp;"),
        3 => format!("\t{text}\t"),
        4 => format!("  {text}　　"),
        _ => text.to_owned(),
    }
}

/// Full-width digits, one time in ten.
pub fn wide(dice: &mut Dice, text: &str) -> String {
    if dice.roll(10) != 0 {
        return text.to_owned();
    }
    text.chars()
        .map(|c| if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c })
        .collect()
}

fn row(sheet: &mut Worksheet, at: &mut u32, cells: &[&str]) -> Result<(), XlsxError> {
    for (column, text) in (0_u16..).zip(cells) {
        if !text.is_empty() {
            sheet.write_string(*at, column, *text)?;
        }
    }
    *at += 1;
    Ok(())
}

/// A workbook with so many matters: of a hundred, about one wants 其他材料, one promises more than the law
/// allows, one has no basis, one stands there twice.
pub fn workbook(items: u32, departments: &[String]) -> Vec<u8> {
    build(items, departments).unwrap()
}

fn build(items: u32, departments: &[String]) -> Result<Vec<u8>, XlsxError> {
    let mut dice = Dice::new(7);
    let mut book = Workbook::new();
    let titles = ["事项表", "材料表", "环节表", "收费表", "依据表", "常见问题表"];
    let mut sheets: Vec<Worksheet> = Vec::new();
    for title in titles {
        let mut sheet = Worksheet::new();
        sheet.set_name(title)?;
        sheets.push(sheet);
    }
    let mut at = [0_u32; 6];
    let heads: [&[&str]; 6] = [
        &[
            "事项标识",
            "事项名称",
            "name_en",
            "部门",
            "事项类型",
            "办件类型",
            "服务对象",
            "法定时限",
            "法定时限单位",
            "承诺时限",
            "承诺时限单位",
            "受理条件",
            "conditions_en",
            "是否收费",
            "咨询电话",
            "监督投诉电话",
            "窗口办理",
            "网上办理",
            "日常用语",
            "更新日期",
            "领导批示",
        ],
        &[
            "事项标识",
            "材料名称",
            "name_en",
            "原件份数",
            "复印件份数",
            "材料形式",
            "来源渠道",
            "必要性",
            "亮证免交",
            "如何取得",
            "how_en",
        ],
        &["事项标识", "环节名称", "name_en", "环节时限", "limit_en", "责任岗位", "responsible_en"],
        &["事项标识", "收费项目", "name_en", "收费标准", "计费单位", "unit_en", "收费依据"],
        &["事项标识", "法律法规名称", "条款"],
        &["事项标识", "问题", "question_en", "回答", "answer_en"],
    ];
    for (index, head) in heads.into_iter().enumerate() {
        row(&mut sheets[index], &mut at[index], head)?;
    }
    for number in 0..items {
        let id = format!("matter-{number:06}");
        let name = format!("{}{}（{}号）", dice.of(&THINGS), dice.of(&ACTS), number + 1);
        let department = departments[dice.roll(departments.len() as u64)].clone();
        let promise = if dice.roll(100) == 0 { "90" } else { dice.of(&["1", "3", "5", "10", "20"]) };
        let charged = dice.roll(10) == 0;
        let (dirty_name, conditions) =
            (dirty(&mut dice, &name), dirty(&mut dice, "申请人在本行政区域内办理\n材料齐全、符合法定形式"));
        let (promise, phone) = (wide(&mut dice, promise), wide(&mut dice, "0000-8123456"));
        let cells: [&str; 21] = [
            &id,
            &dirty_name,
            &format!("Matter {}", number + 1),
            &department,
            dice.of(&["行政确认", "公共服务", "行政许可"]),
            dice.of(&["即办件", "承诺件"]),
            dice.of(&["自然人", "企业法人、自然人"]),
            "60",
            "工作日",
            &promise,
            "工作日",
            &conditions,
            "The applicant is in this area\nThe documents are complete",
            if charged { "是" } else { "否" },
            &phone,
            "12345",
            "是",
            dice.of(&["是", "否"]),
            "办证、窗口",
            dice.of(&["2026-10-01", "2026/9/1", "2026年8月15日"]),
            "已阅",
        ];
        row(&mut sheets[0], &mut at[0], &cells)?;
        if dice.roll(100) == 0 {
            row(&mut sheets[0], &mut at[0], &cells)?;
        }
        let (first, count) = (dice.roll(DOCUMENTS.len() as u64), 2 + dice.roll(4));
        for place in first..first + count {
            let (zh, en) = if dice.roll(400) == 0 {
                ("其他材料", "Other documents")
            } else {
                DOCUMENTS[place % DOCUMENTS.len()]
            };
            let name = dirty(&mut dice, zh);
            let copies = wide(&mut dice, "1");
            let cells: [&str; 11] = [
                &id,
                &name,
                en,
                "1",
                &copies,
                dice.of(&["纸质", "电子", "纸质或电子"]),
                dice.of(&["申请人自备", "政府部门核发"]),
                dice.of(&["必要", "非必要"]),
                "是",
                "在原发证机关办理，也可以在自助机上打印。",
                "At the issuing office, or print it at a terminal.",
            ];
            row(&mut sheets[1], &mut at[1], &cells)?;
            if dice.roll(50) == 0 {
                row(&mut sheets[1], &mut at[1], &cells)?;
            }
        }
        for (zh, en) in
            [("申请", "Application"), ("受理审核", "Acceptance and review"), ("办结出件", "Completion")]
        {
            row(
                &mut sheets[2],
                &mut at[2],
                &[&id, zh, en, "当场", "On the spot", "窗口受理人员", "Window officer"],
            )?;
        }
        if charged {
            let cells: [&str; 7] = [
                &id,
                "工本费",
                "Cost of the card",
                "20.00",
                "元/证",
                "yuan per card",
                "发改价格〔2003〕2322号",
            ];
            row(&mut sheets[3], &mut at[3], &cells)?;
        }
        if dice.roll(100) != 0 {
            row(&mut sheets[4], &mut at[4], &[&id, dice.of(&LAWS), "第十一条"])?;
        }
        let (question, answer) =
            (dirty(&mut dice, "可以代办吗？"), dirty(&mut dice, "可以，带双方身份证和委托书。"));
        let cells: [&str; 5] = [
            &id,
            &question,
            "May somebody else apply?",
            &answer,
            "Yes, with both ID cards and a power of attorney.",
        ];
        row(&mut sheets[5], &mut at[5], &cells)?;
    }
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer()
}
