//! What is said about notices at the window.

hall::phrases! {
    NOTICE = "告知书" / "Notice";
    TITLE = "开具告知书" / "Make a notice";
    TITLE_FOR = "为 {} 号开具告知书" / "Make a notice for {}";
    KIND = "种类" / "Kind";
    MATTER = "事项" / "Matter";
    FIND = "查找事项" / "Find a matter";
    FOUND = "找到 {} 个事项，按回车选中第一个" / "Found: {}. Enter chooses the first.";
    FOUND_NONE = "没有匹配的事项" / "No matter matches.";
    OTHER_MATTER = "换一个事项" / "Another matter";
    NEED_MATTER = "请选择事项" / "Please choose a matter.";
    LOADING = "正在载入…" / "Loading…";
    CASE = "申请人的情形" / "The applicant's case";
    NEED_ANSWERS = "先选择申请人的情形，再勾选材料" / "Say which case it is, then tick the documents.";
    MISSING = "还缺的材料" / "Documents that are missing";
    MISSING_HINT = "勾选缺少或不合格的材料；不勾选则告知全部材料。"
        / "Tick what is missing or not in order. Without a tick the notice lists all documents.";
    RECEIVED_HINT = "没收到或不适用的都要勾选；未勾选的写入已收材料。"
        / "Tick what you did not receive or what does not apply. The rest is listed as received.";
    MISSING_NONE = "这个事项不需要材料" / "This matter needs no documents.";
    REASON = "不予受理的理由（必填，不要写姓名和证件号码）"
        / "Why it is not accepted (required; no names, no numbers of persons)";
    TURN_TO = "应当向哪个部门申请（知道时填写，不要写姓名和证件号码）"
        / "Which body to apply to (where it is known; no names, no numbers of persons)";
    REMEDY = "救济途径（与通常写法不同时填写，不要写姓名和证件号码）"
        / "How to seek a remedy (where it is not as usual; no names, no numbers of persons)";
    NEED_REASON = "请写明不予受理的理由" / "Please say why it is not accepted.";
    MAKE = "开具" / "Make it";
    MADE = "告知书 {} 已开具" / "Notice {} is made.";
    NUMBER = "编号" / "No.";
    QR = "告知书二维码" / "QR code of the notice";
    ASK = "请扫码保存到手机，或取走打印件" / "Scan it to keep it on your phone, or take the printed sheet.";
    PRINT_A5 = "打印（A5）" / "Print (A5)";
    PRINT_80 = "打印（80 毫米）" / "Print (80 mm)";
    ANOTHER = "再开一份" / "Make another";
}
