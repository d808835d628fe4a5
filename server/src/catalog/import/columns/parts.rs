//! The sheets beside that of the matters: what a matter has several of, one to a row.

use super::super::kind::{self, Kind};
use super::{ITEM, Sheet, about, c, must};
use Kind::{Amount, Cases, Choices, Id, Number, Prose, Word, YesNo};

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
