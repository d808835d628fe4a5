//! What the pages of a rating say. The words of the levels and reasons are the norm's and come from the server.

hall::phrases! {
    FIND = "服务评价" / "Rate a service";
    HOW = "请扫描号票或窗口的二维码，或输入 10 位评价码" / "Scan the QR code of your ticket or the window, or enter the 10-digit rating code";
    CODE = "评价码" / "Rating code";
    GO = "去评价" / "Go on to rate";
    NOT_READ = "没有读到评价码，请再扫一次，或输入 10 位数字" / "The code could not be read. Scan again, or enter the 10 digits.";
    LOST = "网络暂时不通，评价可能没有送到。请点“重试”，不会重复评价" / "Network problem. Your rating may not have arrived. You can safely try again: it counts once.";
    FIND_LOST = "网络暂时不通，请点“重试”，也可以用手机扫码评价" / "Network problem. Please try again, or scan the QR code with your phone.";
    NOT_ENABLED = "本机尚未启用，请用手机扫码评价" / "This machine has not been enabled yet. Please scan the QR code with your phone.";
    SKIP = "暂不评价" / "Not now";
    LEAVE = "结束" / "Exit";
    NEXT = "下一步" / "Go on";
    SUBMIT = "提交评价" / "Submit";
    TITLE = "请评价本次服务" / "Please rate this service";
    VOLUNTARY = "自愿、匿名，每次服务评价一次" / "Voluntary and anonymous. Once for each service.";
    WINDOW = "{} 窗口" / "Window {}";
    PART = "第 {} 件，共 {} 件" / "{} of {}";
    LEVELS = "总体满意度" / "Overall";
    REASONS = "请选择原因（可多选）" / "Tell us why";
    REASON_NEEDED = "请至少选一项" / "Please choose at least one.";
    REASON_FREE = "可以不选" / "You need not choose any.";
    OWN_WORDS = "想写几句话？请用手机扫码评价" / "To use your own words, scan with your phone";
    PHONE_CODE = "二维码：用手机评价" / "QR code: rate on your phone";
    CHECK = "请确认您的评价" / "Please confirm your rating";
    CHANGE = "返回修改" / "Change";
    CONFIRM = "确认提交" / "Confirm";
    THANKS = "谢谢您的评价" / "Thank you for your rating";
    RECEIVED = "我们已经收到" / "We have received it.";
    SORRY = "很抱歉没有让您满意，我们会核实并改进。您也可以拨打 12345 反映" / "We are sorry. We will look into it. You may also call 12345.";
    SKIPPED = "好的，随时可以再来评价" / "You can rate later";
    ONE_MORE = "还有一件可以评价：{}" / "Another service to rate: {}";
    RATE_NEXT = "评价下一件" / "Rate the next";
}
