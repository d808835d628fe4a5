//! What is said about the guides: importing them, their versions, what was found in them.

hall::phrases! {
    GUIDES = "办事指南" / "Guides";
    PARTS = "办事指南的页面" / "Parts of the guides";
    PART_IMPORT = "更新" / "Update";
    PART_VERSIONS = "版本" / "Versions";
    PART_QUALITY = "质量" / "Quality";
    PART_FORMS = "表格" / "Forms";
    LOADING = "正在载入…" / "Loading…";

    // a file
    CHOOSE_TITLE = "读取文件" / "Read a file";
    CHOOSE_HINT = "读取后先显示结果和差异，由您确认后才发布；在此之前群众看到的内容不变。"
        / "First you see what was read and what would change. Citizens see nothing new until you publish it.";
    FILE = "选择文件（xlsx、csv 或 json）" / "Choose a file (xlsx, csv or json)";
    FILE_DROP = "也可以把文件拖到这里" / "You may also drop it here.";
    FILE_CHOSEN = "已选择：" / "Chosen: ";
    FILE_NONE = "还没有选择文件" / "No file chosen yet.";
    NEED_FILE = "请先选择文件" / "Please choose a file first.";
    FILE_WRONG = "只能读取 xlsx、csv 或 json 文件" / "Only xlsx, csv and json files can be read.";
    FILE_LARGE = "文件太大，最多 {}" / "The file is too large. At most {}.";
    FILE_ONE = "一次只能读取一个文件" / "One file at a time, please.";
    MODE = "方式" / "How";
    MODE_MERGE = "新增和修改：文件中没有的事项保持不变" / "Add and change: matters that are not in the file stay";
    MODE_REPLACE = "全部替换：文件中没有的事项将不再显示" / "Replace all: matters that are not in the file go";
    MODE_MERGE_SHORT = "新增和修改" / "Add and change";
    MODE_REPLACE_SHORT = "全部替换" / "Replace all";
    TEMPLATE = "下载填写模板（xlsx）" / "Download the template (xlsx)";
    READ = "读取文件" / "Read the file";

    // while it is read
    READING_TITLE = "正在读取：" / "Reading: ";
    STAGE_SENDING = "正在上传" / "Sending the file";
    STAGE_READING = "正在读取各行" / "Reading the rows";
    STAGE_CHECKING = "正在检查" / "Checking";
    STAGE_COMPARING = "正在与现行版本比较" / "Comparing with the published version";
    STAGE_STORING = "正在保存结果" / "Storing the result";
    STAGE_OF = "{}：{} / {}" / "{}: {} of {}";
    STAGE_PERCENT = "{}，{}%" / "{}, {} %";
    READING_HINT = "可以离开此页，读取会继续；回来后可以看到结果。"
        / "You may leave this page. Reading goes on, and the result is here when you come back.";
    STOP = "停止读取" / "Stop reading";
    FAILED_TITLE = "没有读成：" / "Could not be read: ";
    FAILED_HINT = "已发布的内容没有变化。请改好文件后重新读取。" / "What is published has not changed. Please fix the file and read it again.";
    AGAIN = "换一个文件" / "Another file";

    // what was read
    RESULT_TITLE = "读取结果：" / "What was read: ";
    RESULT_ABOUT = "{}；读取时间 {}；读取人 {}" / "{}. Read {} by {}.";
    ACCEPTED = "可发布的事项" / "Matters taken";
    LEFT_OUT = "未采用的事项" / "Matters left out";
    REFUSED = "退回" / "Refused";
    WARNING = "提醒" / "Warning";
    WARNINGS = "提醒" / "Warnings";
    CLEANED = "已自动整理" / "Corrected";
    NOTHING_NEW = "文件与现行版本没有差异，不需要发布。" / "The file says what is published already. There is nothing to publish.";
    PUBLISH = "发布" / "Publish";
    DROP = "放弃" / "Remove";
    STALE = "读取之后有人发布了新版本，这次的结果不能再发布。请放弃后重新读取文件，再看差异。"
        / "Somebody published a version since this was read, so it cannot be published any more. Remove it and read the file again to see the difference.";

    // what was found
    FINDINGS_TITLE = "读取报告" / "Report";
    FINDINGS_HINT = "行号与表格程序中的一致；json 文件按条目的顺序编号。改好文件后可以重新读取。"
        / "Rows are counted as your program shows them, entries of a json file in their order. Fix the file and read it again.";
    KIND_ALL = "全部" / "All";
    FILTER = "筛选" / "Show";
    FOUND = "共 {} 条" / "{} in all";
    FOUND_MORE = "共 {} 条，每类可查看前 {} 条" / "{} in all; the first {} of each kind can be read";
    PAGE = "第 {} 页" / "Page {}";
    COL_KIND = "结果" / "Result";
    COL_PLACE = "位置" / "Where";
    COL_ITEM = "事项" / "Matter";
    COL_FIELD = "字段" / "Field";
    COL_REASON = "原因" / "Reason";
    COL_SUGGESTION = "建议" / "Suggestion";
    ROW = "第 {} 行" / "row {}";
    ENTRY = "第 {} 项" / "no. {}";
    NO_FINDINGS = "没有发现问题" / "Nothing was found.";
    CSV = "下载报告（csv）" / "Download the report (csv)";

    // the difference
    DIFF_TITLE = "与现行版本的差异" / "Difference to the published version";
    DIFF_BETWEEN = "第 {} 版与第 {} 版相比的变化" / "What version {} changed from version {}";
    DIFF_NONE = "没有差异" / "No difference.";
    ADDED = "新增" / "Added";
    REMOVED = "移除" / "Removed";
    CHANGED = "修改" / "Changed";
    A_DEPARTMENT = "部门" / "Department";
    A_THEME = "主题" / "Theme";
    COUNTS = "新增 {} 项，修改 {} 项，移除 {} 项。" / "Matters: {} added, {} changed, {} removed.";
    COUNTS_OTHERS = "部门、主题和说明有 {} 处变化。" / " Departments, themes and remarks: {}.";
    COL_CHANGE = "变化" / "Change";
    COL_OLD = "原内容" / "Until now";
    COL_NEW = "新内容" / "New";
    EMPTY = "（空）" / "(empty)";

    // the questions
    PUBLISH_TITLE = "发布这些变化？" / "Publish these changes?";
    PUBLISH_REFUSED = "文件中有 {} 处被退回，不会发布。" / "What was refused in the file will not be published: {}.";
    PUBLISH_HINT = "发布后取号机、屏幕和手机页面马上使用新内容；可以随时恢复到以前的版本。"
        / "Kiosks, screens and phones follow at once. An earlier version can be restored at any time.";
    PUBLISH_REMOVES = "移除的事项群众将找不到，也不能取号。" / "Citizens will no longer find the removed matters, nor take a number for them.";
    PUBLISH_CONFIRM = "确认发布" / "Publish now";
    DROP_TITLE = "放弃这次读取？" / "Remove what was read?";
    DROP_HINT = "读取结果会删除，已发布的内容不变。" / "The result is deleted. What is published stays as it is.";
    DROP_CONFIRM = "确认放弃" / "Remove";
    DONE_READ = "文件已读取，请查看结果和差异" / "The file has been read. Please look at the result and the difference.";
    DONE_PUBLISHED = "已发布第 {} 版" / "Version {} is published.";
    DONE_DROPPED = "已放弃，已发布的内容没有变化" / "Removed. What is published has not changed.";

    // the versions
    VERSIONS_HINT = "每次发布都保留；恢复以前的版本会立即生效。" / "Every version is kept. Restoring one works at once.";
    VERSION_NO = "第 {} 版" / "Version {}";
    COL_VERSION = "版本" / "Version";
    COL_WHEN = "发布时间" / "Published";
    COL_WHO = "发布人" / "By";
    COL_SOURCE = "来源" / "From";
    COL_ITEMS = "事项数" / "Matters";
    COL_STATE = "状态" / "State";
    COL_ACTS = "操作" / "Actions";
    CURRENT = "现行" / "Current";
    EARLIER = "以前" / "Earlier";
    COMPARE = "与上一版比较" / "Compare with the one before";
    ROLL_BACK = "恢复此版" / "Restore";
    ROLL_BACK_TITLE = "恢复到第 {} 版？" / "Restore version {}?";
    ROLL_BACK_CHANGES = "恢复第 {} 版后：{} 项事项改回旧内容，{} 项重新显示，{} 项不再显示。"
        / "With version {} again: {} matters go back to their old text, {} are shown again, {} are no longer shown.";
    ROLL_BACK_PLANS = "以下已安排的内容届时不会生效：" / "These planned texts will not take effect:";
    PLAN = "{}（原定 {} 起）" / "{} (planned from {})";
    AND_MORE = "另有 {} 项" / "and {} more";
    ROLL_BACK_HINT = "现行版本保留在列表中，可以再恢复。取号机、屏幕和手机页面马上使用这一版。"
        / "The present version stays in the list and can come back. Kiosks, screens and phones follow at once.";
    ROLL_BACK_CONFIRM = "确认恢复" / "Restore it";
    DONE_ROLLED_BACK = "已恢复到第 {} 版" / "Version {} is current again.";
    CLOSE_DIFF = "关闭差异" / "Close the difference";

    // the quality
    ORIGINS_TITLE = "数据来源" / "Source of the data";
    ORIGINS_HINT = "管理用的记录，不给群众看；按记录人写的文字显示。" / "For who keeps the catalog; citizens do not see it. As whoever wrote it.";
    ORIGINS_ITEMS = "{} 个事项" / "Matters: {}";
    SCORES_TITLE = "各部门指南完整度" / "How complete the guides are";
    SCORES_HINT = "完整度按必填内容和建议内容计算；最低的排在最前。" / "Counted over what must and what should be there. The lowest come first.";
    COL_DEPARTMENT = "部门" / "Department";
    COL_SCORE = "完整度" / "Complete";
    COL_MISSING = "最缺的内容" / "Missing most";
    MISSING_OF = "{}（{} 项）" / "{} ({})";
    LINT_TITLE = "现行版本的问题" / "What was found in the published version";
    LINT_HINT = "请在下次更新时改好。" / "Please fix it with the next update.";

    // the forms
    FORMS_HINT = "空白表格和填写样例：PDF、PNG、JPEG 图片或 Word（docx），每个最大 {}。文件名与目录“空表文件”“样表文件”两列写的一致，只用汉字、字母、数字和 - _ . （ ）。"
        / "Blank forms and filled-in samples: PDF, PNG, JPEG or Word (docx), at most {} each. Names are as the catalog writes them in the columns for blank and sample forms: letters, digits and - _ . ( ) only.";
    FORMS_UPLOAD = "上传表格" / "Upload a form";
    FORMS_FILE = "选择文件" / "Choose a file";
    FORMS_DROP = "也可以把文件拖到这里" / "You may also drop it here.";
    FORMS_NAME = "保存为" / "Save as";
    FORMS_SEND = "上传" / "Upload";
    FORMS_REPLACES = "已有同名表格，上传后替换它：群众看到的是新文件。" / "There is a form of this name. Uploading replaces it: citizens see the new file.";
    FORMS_NEED_NAME = "请填写文件名" / "Please write a name.";
    FORMS_BAD_NAME = "文件名只能用汉字、字母、数字和 - _ . （ ），以 {} 结尾" / "Use letters, digits and - _ . ( ) only; the name ends in {}.";
    FORMS_BAD_KIND = "只能上传 PDF、PNG、JPEG 或 docx 文件" / "Only PDF, PNG, JPEG and docx files can be uploaded.";
    FORMS_LARGE = "文件 {}，超过 {}；请压缩或分成几个文件" / "The file has {}, more than {}. Please make it smaller or split it.";
    FORMS_EMPTY = "文件是空的" / "The file is empty.";
    FORMS_TITLE = "已有的表格" / "Forms of the hall";
    FORMS_NONE = "还没有表格" / "There are no forms yet.";
    COL_NAME = "文件名" / "Name";
    COL_SIZE = "类型和大小" / "Kind and size";
    COL_USED = "用于" / "Used by";
    COL_SENT = "上传" / "Uploaded";
    FORM_MISSING = "未上传" / "Missing";
    FORM_UNUSED = "没有材料用到" / "No document uses it";
    FORM_BLANK = "空表" / "blank form";
    FORM_SAMPLE = "样表" / "sample";
    FORM_OF_FOLDER = "大厅文件夹" / "Folder of the hall";
    FORM_SHOW = "查看" / "Open";
    FORM_REPLACE = "替换" / "Replace";
    FORM_REMOVE = "删除" / "Remove";
    FORM_REMOVE_TITLE = "删除“{}”？" / "Remove “{}”?";
    FORM_REMOVE_USED = "有 {} 份材料用到它，群众将看不到这个表格。" / "Documents that use it: {}. Citizens will no longer find this form.";
    FORM_REMOVE_HINT = "删除后可以再上传；大厅文件夹里的同一文件不会自己回来。" / "It can be uploaded again. The same file in the folder of the hall does not come back by itself.";
    FORM_REMOVE_CONFIRM = "确认删除" / "Remove";
    FORM_DONE = "已上传：{}" / "Uploaded: {}";
    FORM_REMOVED = "已删除：{}" / "Removed: {}";
}
