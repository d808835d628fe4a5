//! What is said about public lists.

hall::phrases! {
    ADD = "公布名单" / "Publish a list";
    EDIT_TITLE = "修改名单 {}" / "Change list {}";
    HINT = "姓名、电话和证件号码在存储前就被遮盖，原文不保存；到期自动撤下。"
        / "Names, telephone and ID numbers are masked before anything is stored; the originals are not kept. Every list ends by itself.";
    KIND = "名单种类" / "What it is about";
    COLUMNS = "列（从左到右，最多 6 列）" / "Columns (from the left, at most 6)";
    COLUMN_ZH = "第 {} 列列名（中文）" / "Head of column {} (Chinese)";
    COLUMN_EN = "第 {} 列列名（英文）" / "Head of column {} (English)";
    COLUMN_KIND = "第 {} 列内容" / "What column {} holds";
    PLAIN = "普通内容" / "Nothing personal";
    NAME = "姓名（遮盖）" / "Names (masked)";
    PHONE = "电话（遮盖）" / "Telephone (masked)";
    ID_NUMBER = "证件号码（遮盖）" / "ID numbers (masked)";
    ADD_COLUMN = "添加一列" / "Add a column";
    DROP_COLUMN = "删除最后一列" / "Remove the last column";
    ROWS = "内容（从电子表格复制后粘贴，不含表头）" / "Rows (copied from a spreadsheet, without its heads)";
    ROWS_HINT = "每行一条，各列之间为制表符；粘贴的原文只在本页，关闭后即清除"
        / "One line each, with tabs between. What is pasted stays on this page and is gone when it closes.";
    NEED_ROWS = "请粘贴内容" / "Please paste the rows.";
    PREVIEW = "预览脱敏" / "Preview masked";
    PREVIEW_TITLE = "公众看到的是（{} 行）" / "What the public will see (rows: {})";
    PUBLISH = "公布" / "Publish";
    FIRST_PREVIEW = "请先预览，核对遮盖后再公布" / "Please look at the preview before publishing.";
    COL_TITLE = "标题" / "Title";
    COL_KIND = "种类" / "Kind";
    COL_ROWS = "行数" / "Rows";
    DONE = "已公布名单 {}" / "List {} is published.";
}
