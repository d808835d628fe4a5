//! What is said about documents: questions, ticking, what is missing.

hall::phrases! {
    WHICH = "我要带什么材料" / "Which documents do I need?";
    QUESTION = "第 {} 题，最多 {} 题" / "Question {} (at most {})";
    CHOOSE = "请点选一项，可随时返回修改" / "Choose one. You can go back and change it.";
    CHOSEN = "上次选的" / "Chosen before";
    CHANGED = "办事指南刚刚更新，请从头再来" / "The guide has just been updated. Please start again.";
    TICK = "手头有哪些材料？" / "Which of these do you have?";
    TICK_HOW = "有一份点一份；没有的先不点" / "Touch each one you have. Leave the others.";
    TICKED = "已勾 {} 份，共 {} 份" / "{} of {} ticked";
    HAVE = "有了" / "Have it";
    HAVE_NOT = "还没有" / "Not yet";
    NOTHING_NEEDED = "这件事不用带材料" / "No documents are needed";
    DONE = "勾好了，看结果" / "Done: show the result";
    MORE = "还有材料，看下一页" / "More documents: next page";
    ALL_THERE = "材料齐了，可以取号" / "Everything is there";
    LACKING = "还差 {} 份材料" / "Still missing: {}";
    ONLY_FOLLOWING = "必要的都有了，下面的可以后补" / "You have what is required. The rest may follow.";
    ONLY_IN_A_CASE = "必要的都有了，下面的有此情形才需要" / "You have what is required. The rest only if it applies.";
    TAKE_ALL_THE_SAME = "先取号" / "Take a number anyway";
    CLERK_SEES = "叫到号时，窗口能看到还差什么" / "The clerk will see this list.";
    LATER = "改天再来" / "Come back later";
    SCAN = "扫码把清单带走，在手机上逐项勾选" / "Scan to take the list with you and tick it off";
    NUMBER = "告知书编号 {}" / "Notice {}";
    PRINT = "打印告知书" / "Print the notice";
    MAKING = "正在开具告知书" / "The notice is being made";
    NOT_MADE = "告知书暂时开不出来" / "The notice cannot be made right now";
    WHOLE_LIST = "材料齐了。清单也可以带走备查" / "All documents are there. You may take the list with you.";
    QR = "打开告知书的二维码" / "QR code that opens the notice";
    HOW = "怎么取得：{}" / "How to get it: {}";
    SOURCE = "出具：{}" / "Issued by: {}";
    WHEN = "何时需要：{}" / "When: {}";
    E_LICENCE = "亮证免交" / "E-licence accepted";
    ORIGINAL = "原件 {} 份" / "Original × {}";
    COPY = "复印件 {} 份" / "Copy × {}";
}
