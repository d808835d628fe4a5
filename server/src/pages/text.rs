//! What the phone pages say.

hall::phrases! {
    COMPLAINTS = "投诉电话" / "Complaints";
    RATE_TITLE = "请评价本次服务" / "Please rate this service";
    RATE_VOLUNTARY = "自愿、匿名评价，每次服务评价一次。" / "Voluntary and anonymous. One rating for each service.";
    MATTER = "事项" / "Service";
    WINDOW = "窗口" / "Window";
    OVERALL = "总体满意度" / "Overall";
    REASONS = "原因（可多选）" / "Reasons (choose any)";
    COMMENT = "想说的话" / "In your own words";
    OPTIONAL = "选填" / "optional";
    REASON_NEEDED = "（不满意时，请勾选原因或写几个字）" / "(if dissatisfied: please choose a reason or write a few words)";
    CONTACT = "联系方式（希望得到答复时填写）" / "Contact (if you would like an answer)";
    CONTACT_USE = "填写联系方式即不再匿名，仅用于答复您。" / "With a contact your rating is no longer anonymous. The contact is only used to answer you.";
    SUBMIT = "提交评价" / "Submit";
    SKIP = "暂不评价" / "Not now";
    CONFIRM_TITLE = "请确认您的评价" / "Please confirm your rating";
    CONFIRM = "确认提交" / "Confirm";
    CHANGE = "返回修改" / "Change";
    THANKS_TITLE = "谢谢您的评价" / "Thank you for your rating";
    THANKS = "我们已经收到。" / "We have received it.";
    THANKS_NEGATIVE = "很抱歉没有让您满意，我们会核实并改进。您也可以拨打 12345 反映。" / "We are sorry. We will look into it. You may also call 12345.";
    ALREADY_TITLE = "已经评价过了" / "Already rated";
    ALREADY = "本次服务已收到一次评价，不需要再提交，谢谢您。" / "A rating of this service has been received. Nothing more is needed. Thank you.";
    SKIPPED_TITLE = "好的，随时可以再来评价" / "You can rate later";
    SKIPPED = "有效期内再次扫码即可评价。" / "Scan the code again while it is valid.";
    NOT_VALID_TITLE = "评价码无效或已过期" / "This code is not valid or has expired";
    NOT_VALID = "请核对二维码。需要反映问题时，可拨打 12345。" / "Please check the code. To report a problem, call 12345.";
    TRACK_TITLE = "我的号票" / "My ticket";
    YOUR_NUMBER = "您的号码" / "Your number";
    STATE_WAITING = "正在排队" / "Waiting";
    STATE_CALLED = "请到 {} 窗口" / "Please go to window {}";
    STATE_SERVING = "正在 {} 窗口办理" / "Being served at window {}";
    STATE_SERVED = "已办结" / "Done";
    STATE_MISSED = "已过号，请到导办台" / "Missed. Please go to the guide desk";
    STATE_CANCELLED = "已放弃" / "Cancelled";
    STATE_EXPIRED = "已过期" / "Expired";
    COME_BACK = "请到导办台，还可重新排队 {} 次，排在 {} 人之后。" / "Ask at the guide desk. You may rejoin the line (chances left: {}), after the next {} people.";
    AHEAD = "前面等候" / "Ahead of you";
    PEOPLE = "{} 人" / "{}";
    NEXT_UP = "下一位就是您" / "You are next";
    WAIT = "预计等候" / "Estimated wait";
    MINUTES = "{}–{} 分钟" / "{}–{} minutes";
    WAIT_UNKNOWN = "窗口开放后可估计" / "Known once a window is open";
    QUEUE = "业务" / "Service";
    THEN = "办完后自动转到" / "Then on to";
    WHERE = "等候位置" / "Where to wait";
    GO_WHERE = "窗口位置" / "Where to go";
    STAYS_VALID = "号码保留，恢复服务后继续排队。" / "Your number is kept. The line goes on when service resumes.";
    WINDOWS = "办理窗口" / "Windows";
    KEEP_OPEN = "请留在等候区，留意屏幕和广播。本页会自动更新。" / "Please stay in the waiting area and watch the screens. This page updates itself.";
    RATE_NOW = "评价本次服务" / "Rate this service";
    RATE_MATTER = "评价：{}" / "Rate: {}";
    GIVE_UP = "不等了，放弃此号" / "I no longer want to wait";
    GIVE_UP_HINT = "放弃后不能恢复，需要重新取号。" / "This cannot be undone. You would have to take a new number.";
    GIVE_UP_CONFIRM = "确认放弃" / "Cancel my number";
    TICKET_UNKNOWN_TITLE = "没有找到这张号票" / "This ticket was not found";
    TICKET_UNKNOWN = "请核对二维码，或到取号机重新取号。" / "Please check the code or take a new number at a kiosk.";

    // appointments
    BOOK_TITLE = "预约办理" / "Book an appointment";
    BOOK_FREE = "不预约也可以：随时到大厅自助终端取号。" / "No appointment is needed. You can take a number in the hall at any time.";
    BOOK_DAY_TITLE = "请选择日期" / "Choose a day";
    BOOK_FORM_TITLE = "请选择时段并填写联系方式" / "Choose a time and say how to reach you";
    BOOK_DAY = "日期" / "Day";
    BOOK_SLOT = "可预约时段" / "Times";
    BOOK_LEFT = "余 {} 个" / "{} left";
    BOOK_NONE_LEFT = "已约满，请选择其他日期，也可以直接到大厅取号。" / "Fully booked. Choose another day, or come and take a number.";
    BOOK_NAME = "称呼" / "Your name (as we should call you)";
    BOOK_PHONE = "联系电话" / "Telephone";
    BOOK_PRIVACY = "仅用于本次预约的联系，显示时会隐去一部分，30 天后删除。" / "Only used for this appointment, partly hidden when shown, deleted after 30 days.";
    BOOK_SUBMIT = "确认预约" / "Book";
    BOOK_BACK = "返回" / "Back";
    BOOK_AGAIN = "重新预约" / "Book again";
    BOOKED_TITLE = "我的预约" / "My appointment";
    BOOKED_ARRIVED = "已签到" / "Checked in";
    BOOKED_CANCELLED = "预约已取消" / "This appointment was cancelled";
    BOOKED_EXPIRED = "预约已过期" / "This appointment is over";
    BOOKED_UNKNOWN = "没有找到这个预约" / "This appointment was not found";
    BOOKED_CODE = "预约码" / "Your code";
    BOOKED_QR = "预约二维码" / "QR code of the appointment";
    BOOKED_HOW = "到大厅自助终端点“预约签到”，扫描此码或输入预约码，当场出号，不用再次排队。请收藏或截图本页。"
        / "At a kiosk choose “Check in” and scan this code or enter its digits. You get a number at once, without a second queue. Keep this page or take a screenshot.";
    BOOKED_WHEN = "时间" / "When";
    BOOKED_CHECK_IN = "签到" / "Check in";
    BOOKED_BETWEEN = "{} 至 {}，过后按现场取号排队" / "{} to {}; after that, please take an ordinary number";
    BOOKED_ADDRESS = "地址" / "Address";
    BOOKED_WHO = "预约人" / "Booked for";
    BOOKED_TICKET = "查看我的号票" / "My ticket";
    BOOKED_CANCEL = "来不了，取消预约" / "Cancel this appointment";
    BOOKED_CANCEL_HINT = "取消后名额会让给别人，不能恢复。" / "Your place is given to somebody else. This cannot be undone.";
    BOOKED_CANCEL_CONFIRM = "确认取消" / "Yes, cancel it";
    DATE = "{}{}日 {}" / "{} {}, {}";
    JAN = "1月" / "Jan";
    FEB = "2月" / "Feb";
    MAR = "3月" / "Mar";
    APR = "4月" / "Apr";
    MAY = "5月" / "May";
    JUN = "6月" / "Jun";
    JUL = "7月" / "Jul";
    AUG = "8月" / "Aug";
    SEP = "9月" / "Sep";
    OCT = "10月" / "Oct";
    NOV = "11月" / "Nov";
    DEC = "12月" / "Dec";
    MON = "周一" / "Mon";
    TUE = "周二" / "Tue";
    WED = "周三" / "Wed";
    THU = "周四" / "Thu";
    FRI = "周五" / "Fri";
    SAT = "周六" / "Sat";
    SUN = "周日" / "Sun";

    // a guide
    GUIDE = "办事指南" / "Service guide";
    OWN_NAME = "中文" / "English";
    PRINT_VERSION = "打印版" / "Version to print";
    GUIDE_BOOK = "预约办理" / "Book an appointment";
    SCAN_FOR_CURRENT = "扫码看最新版" / "Scan for the current version";
    GUIDE_UNKNOWN_TITLE = "没有找到这份办事指南" / "Guide not found";
    GUIDE_UNKNOWN = "这个事项不在本大厅，或者网址不完整。请打 12345，或到大厅导办台问。" / "This service is not offered here, or the address is not complete. Please call 12345 or ask at the guide desk of the hall.";
}

/// The months, January first.
pub const MONTHS: [hall::text::Phrase; 12] = [JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP, OCT, NOV, DEC];
/// The days of the week, Monday first.
pub const WEEKDAYS: [hall::text::Phrase; 7] = [MON, TUE, WED, THU, FRI, SAT, SUN];
