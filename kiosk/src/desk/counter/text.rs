//! What is said where numbers are given out and appointments are made for citizens.

hall::phrases! {
    COUNTER = "取号 · 预约" / "Number · booking";
    TABS = "办理内容" / "What to do";
    TAB_GIVE = "发号" / "Give a number";
    TAB_BOOK = "预约" / "Book";
    TAB_BOOKED = "查预约" / "Bookings";

    // what it is for
    FIND = "查找事项或队列" / "Find a matter or a queue";
    FOUND = "找到 {} 项，用方向键选择" / "Found: {}. Choose with the arrow keys.";
    FOUND_NONE = "没有匹配的事项或队列" / "Nothing matches.";
    FOUND_LOADING = "事项目录正在载入，可以先选队列" / "The list of matters is loading. Queues can be chosen.";
    CHOICES = "事项和队列" / "Matters and queues";
    WAIT_OF = "{} 人等候 · {}" / "{} waiting · {}";
    NEED_TARGET = "请选择事项或队列" / "Please choose a matter or a queue.";

    // giving out a number
    PRIORITY_SEEN = "优先（已查验证件）" / "Priority (card seen)";
    NO_PRIORITY = "不优先" / "None";
    GIVE = "发号" / "Give a number";
    GIVE_ALL_THE_SAME = "仍然发号" / "Give it all the same";
    TOO_LATE = "{} 今天可能办不完，取号机已不再发号。请向群众说明后，再决定是否发号。"
        / "There may not be enough time left today for {}. Kiosks give out no more numbers. Tell the citizen before you give one.";
    GIVEN = "号码" / "Number";
    GIVEN_QUEUE = "队列" / "Queue";
    GIVEN_AHEAD = "前面" / "Ahead";
    GIVEN_PEOPLE = "{} 人" / "{}";
    GIVEN_WAIT = "预计等候" / "Estimated wait";
    GIVEN_SCAN = "请群众扫码，手机上查看排队进度" / "Scan to follow the number on a phone.";
    GIVEN_QR = "查看排队进度的二维码" / "QR code to follow the number";
    GIVEN_PRIORITY = "已设为优先" / "It has priority.";
    GIVEN_NO_PRIORITY = "号已发出，但未能设为优先：{}" / "The number was given, but without priority: {}";
    ANOTHER_NUMBER = "再发一个" / "Another one";

    // booking
    DAY = "日期" / "Day";
    SLOT = "时段" / "Time";
    SLOTS_LOADING = "正在查询可约时段…" / "Looking for free times…";
    SLOT_SEATS = "余 {}" / "{} left";
    SLOT_FULL = "约满" / "full";
    NO_SLOTS = "这一天没有可约的时段" / "No time can be booked on this day.";
    NO_DAYS = "近期没有可约的日期" / "No day can be booked at present.";
    NEED_SLOT = "请选择时段" / "Please choose a time.";
    NAME = "称呼" / "Name";
    PHONE = "电话" / "Telephone";
    BOOK = "预约" / "Book";
    CODE = "预约码" / "Booking code";
    WHEN = "时间" / "When";
    FOR_WHOM = "预约人" / "For";
    CHECK_IN = "{} 至 {} 可在取号机输入预约码或扫码签到"
        / "Check in at a kiosk from {} to {}, with the code or the QR code.";
    BOOKED_SCAN = "请群众扫码保存预约" / "Scan to keep the appointment on a phone.";
    BOOKED_QR = "预约二维码" / "QR code of the appointment";
    ANOTHER_BOOKING = "再预约一个" / "Another booking";

    // those that were made
    FIND_CODE = "预约码" / "Booking code";
    BOOKINGS_NONE = "没有预约" / "No bookings.";
    BOOKINGS_NO_MATCH = "这一天没有这个预约码" / "No booking of this day has this code.";
    BOOKINGS_LOADING = "正在载入…" / "Loading…";
    STATE_BOOKED = "待签到" / "Expected";
    STATE_ARRIVED = "已签到" / "Checked in";
    STATE_CANCELLED = "已取消" / "Cancelled";
    STATE_EXPIRED = "未到" / "Did not come";
    CANCEL = "取消预约" / "Cancel";
    CANCEL_SURE = "确认取消" / "Cancel it";
    CANCEL_KEEP = "不取消" / "Keep it";
    CANCELLED = "{} 的预约已取消" / "The booking {} is cancelled.";
    GIVEN_SAID = "已发号 {}" / "Number {} was given out.";
    BOOKED_SAID = "已预约，预约码 {}" / "Booked. The code is {}.";
}
