//! What the terminal says, page by page. The words of a guide are in [`super::guide`].

hall::phrases! {
    // every page
    TERMINAL = "自助服务终端" / "Self-service kiosk";
    BACK = "返回" / "Back";
    HOME = "首页" / "Home";
    ELDER = "长辈版" / "Senior mode";
    STANDARD = "标准版" / "Standard";
    SPEECH = "朗读" / "Listen";
    ENGLISH = "English" / "English";
    CHINESE = "中文" / "中文";
    NAVIGATION = "导航" / "Navigation";
    SEATED = "低位" / "Seated";
    CONTRAST = "高对比" / "Contrast";
    HELP = "求助" / "Help";
    ENQUIRIES = "咨询电话 {}" / "Enquiries {}";
    COMPLAINTS = "投诉电话 {}" / "Complaints {}";
    STALE = "网络中断，等候人数可能不准；仍可查看办事指南" / "Offline. Waiting figures may be old; guides are still available";
    LOADING = "正在读取" / "Loading";
    EMPTY = "请直接取号，由窗口工作人员为您办理" / "Take a number. The staff at the window will help you.";

    // waiting
    NOBODY_WAITING = "无人等候" / "Nobody waiting";
    ONE_WAITING = "等候 1 人" / "1 waiting";
    MANY_WAITING = "等候 {} 人" / "{} waiting";
    MINUTES = "约 {}–{} 分钟" / "about {}–{} min";
    AT_MOST_MINUTES = "约 {} 分钟以内" / "up to {} min";
    AND_TIME = "{}，" / "{},";
    NO_WINDOW = "窗口暂未开放，可先取号" / "Windows open later";

    // attract
    WELCOME = "欢迎您" / "Welcome";
    TOUCH = "触摸屏幕开始" / "Touch the screen to start";
    OFFICE_HOURS = "办公时间" / "Office hours";
    NOW_WAITING = "各区等候人数" / "People waiting now";

    // home
    HELLO = "您好，请选择要办理的业务" / "Please choose a service";
    HELLO_ELDER = "您好，请点选要办的事" / "What do you need today?";
    TAKE_A_NUMBER = "取号排队" / "Take a number";
    NONE_GIVES = "各类业务现在都不取号，请咨询导办台" / "No service gives out numbers now. Please ask at the guide desk.";
    NO_NUMBERS = "现在暂停取号" / "No numbers just now";
    BY_DEPARTMENT = "按部门办" / "By department";
    BY_DEPARTMENT_MORE = "知道归哪个局管" / "If you know the office";
    BY_THEME = "一件事一次办" / "By topic";
    BY_THEME_MORE = "出生、入学、买房等" / "Birth, school, home";
    GUIDES = "办事指南" / "Service guides";
    GUIDES_MORE = "查要带什么材料" / "What to bring";
    POPULAR = "常办事项" / "Popular services";
    POPULAR_MORE = "大家常来办的事" / "Most used";
    ASSISTANCE = "帮办代办·办不成事" / "Assistance Desk";
    ASSISTANCE_MORE = "不会办，请人帮" / "Let us help you";
    COLLECTION = "出件领证" / "Certificate collection";
    COLLECTION_MORE = "来拿证、拿结果" / "Collect your papers";
    CROSS_REGION = "跨省通办·全省通办" / "Cross-provincial services";
    CROSS_REGION_MORE = "外地的事在这办" / "Of other places";

    RATE = "服务评价" / "Rate a service";

    // search
    SEARCH = "搜索事项" / "Search services";
    SEARCH_ENTRY = "搜索事项（输入拼音首字母即可）" / "Search services (English or pinyin)";
    SEARCH_FIELD = "要办的事" / "What you need";
    SEARCH_EXAMPLE = "如 sbk、shebaoka" / "such as passport";
    SEARCH_HINT = "输入拼音首字母，例如社保卡输入 SBK；下面是常办事项" / "Type a word in English, or pinyin. Popular services:";
    SEARCH_COUNT = "找到 {} 项" / "{} found";
    SEARCH_ONE = "找到 1 项" / "1 found";
    SEARCH_MANY = "找到 {} 项，先显示 {} 项；再输入几个字母更准" / "{} found, {} shown. Type more letters.";
    SEARCH_NONE = "没有找到" / "Nothing found";
    SEARCH_NOTHING = "请换个说法再试，也可以按部门查找，或询问导办台" / "Try another word, look by department, or ask at the guide desk";
    SEARCH_RESULTS = "搜索结果" / "Results";
    KEYBOARD = "键盘" / "Keyboard";
    SPACE = "空格" / "Space";
    DONE = "完成" / "Done";
    PINYIN = "选汉字" / "Chinese";
    PINYIN_HINT = "输入拼音，再点要的字" / "Type pinyin, then choose";
    PINYIN_LOST = "暂时不能选字，请用拼音首字母" / "No characters just now. Type pinyin letters.";
    CANDIDATES = "候选字" / "Characters to choose";
    EARLIER_CANDIDATES = "前面的字" / "Earlier characters";
    LATER_CANDIDATES = "后面的字" / "More characters";
    TO_ELDER = "切换为长辈版" / "Switch to Senior mode";
    TO_STANDARD = "切换为标准版" / "Switch to Standard";

    // check-in
    CHECK_IN = "预约签到" / "Check in";
    CHECK_IN_HOW = "请扫描预约二维码，或输入 10 位预约码" / "Scan your appointment QR code, or enter the 10-digit code";
    CHECK_IN_CODE = "预约码" / "Appointment code";
    CHECK_IN_NOW = "签到出号" / "Get my number";
    CHECK_IN_NOT_READ = "没有读到预约码，请再扫一次，或输入 10 位数字" / "The code could not be read. Scan again, or enter the 10 digits.";
    NO_APPOINTMENT = "没有预约，直接取号" / "Take a number instead";
    ERASE = "退格" / "Delete";
    CLEAR = "清除" / "Clear";

    // lists
    QUEUES_TITLE = "请选择业务类别" / "Choose a type of service";
    DEPARTMENTS_TITLE = "请选择部门" / "Choose a department";
    THEMES_TITLE = "请选择主题" / "Choose a topic";
    POPULAR_TITLE = "请选择常办事项" / "Choose a popular service";
    GUIDES_TITLE = "请选择要查的事项" / "Choose a service guide";
    ALL = "全部" / "All";
    ITEM_COUNT = "{} 项" / "{} services";
    ONE_ITEM = "1 项" / "1 service";
    MATTERS = "可办事项" / "Services";
    THEME_MATTERS = "包含的事项" / "Services in this topic";

    // taking a number
    TAKE = "取号" / "Take a number";
    TAKE_QUEUE = "直接取号" / "Take a number";
    TAKE_THEME = "一次取号" / "One number for all";
    UNSURE = "不确定办哪一项？直接取这一类的号" / "Not sure? Take a number for this type.";
    WHOLE_THEME = "整个主题只取一个号，其他窗口的事由工作人员转接" / "One number for the whole topic; staff hand you on to other windows";
    TAKE_FAILED = "没有取到号" / "No number was taken";
    NOT_ENABLED = "本机尚未启用，请到导办台取号" / "This machine has not been enabled yet. Please take a number at the guide desk.";
    UNREACHABLE = "网络暂时不通，不会重复取号。请点“重试”，或到导办台人工取号" / "Network problem. You can safely try again, or ask at the guide desk.";

    // one slip for several matters
    ADD_TO_LIST = "加入清单" / "Add to my list";
    ADDED = "已加入清单，共 {} 项" / "Added. {} on my list";
    MY_LIST = "清单 {}" / "My list ({})";
    LIST_TITLE = "我的清单" / "My list";
    LIST_EMPTY = "清单里没有事项，请从办事指南中加入" / "Nothing on the list. Add services from their guides.";
    LIST_PLAN = "只取一个号，先后由系统安排，办完一项自动转到下一项" / "One number for all. We plan the order and move you on automatically.";
    LIST_ONE_STOP = "在同一类窗口办理" / "All at the same windows";
    ADD_MORE = "继续添加" / "Add more";
    REMOVE = "移除" / "Remove";
    SEVERAL_MATTERS = "一单 {} 项" / "{} services on one slip";

    // priority
    ASK_PRIORITY = "申请优先" / "Ask for priority";
    PRIORITY_ASKED = "已申请优先" / "Priority asked";
    PRIORITY_TITLE = "申请优先办理" / "Ask for priority";
    PRIORITY_HOW = "现在仍按普通顺序取号；请向工作人员出示证件或说明情况后优先办理" / "You get an ordinary number. Show your card or tell the staff, and you are served first.";
    PRIORITY_CHOSEN = "已选" / "Chosen";
    PRIORITY_TAKE_BACK = "不申请优先" / "Do not ask for priority";

    // the ticket
    YOUR_NUMBER = "您的号码" / "Your number";
    TICKET_TAKEN = "取号成功，您的号码是 {}" / "Your number is {}";
    AHEAD = "前面还有" / "Ahead";
    PEOPLE = "{} 人" / "{}";
    WAIT_TIME = "预计等候" / "Waiting time";
    WAIT_UNKNOWN = "待窗口开放" / "When windows open";
    WHERE = "等候区域" / "Where to wait";
    GO_WHERE = "窗口位置" / "Where to go";
    WHICH_WINDOWS = "办理窗口" / "Windows";
    GO_TO = "请到 {} 窗口" / "Please go to window {}";
    WAS_MISSED = "您已过号，请到导办台重新排队" / "You missed your turn. Please ask at the guide desk.";
    IS_OVER = "这个号已经结束，如有需要请到导办台" / "This number has ended. If you need help, ask at the guide desk.";
    THEN = "办完后自动转到：{}" / "Then on to: {}";
    THEN_MORE = "{}，另有 {} 处" / "{} and {} more";
    MOVED_ON = "已转到{}，号码不变" / "Now waiting for {}. The number stays the same.";
    SHOW_CARD = "已申请优先：{}。凭据：{}" / "Priority asked: {}. What to show: {}";
    PRIORITY_GRANTED = "已核实证件，优先办理" / "Your card was seen. You go first.";
    FOLLOW = "扫码在手机上查看进度" / "Follow on your phone";
    REMEMBER = "请拍照或记下" / "Photograph or note it";
    SLIP_CODE = "评价码" / "Rating code";
    MISSED = "过号请到导办台重新排队" / "Missed? Ask the guide desk.";
    END = "结束" / "Finish";

    // faults
    NOT_LOADED = "暂时读不到内容" / "The content cannot be loaded";
    NOT_FOUND = "没有找到这一页" / "This page was not found";

    // the end
    GOODBYE = "谢谢，请慢走" / "Thank you and goodbye";
    TAKE_ALONG = "请带好证件、材料和随身物品" / "Please take your papers and all your things.";

    // help
    NO_VOICE = "现在不能朗读，请稍后再按“朗读”，或按“求助”" / "Reading aloud is not available now. Press “Listen” again later, or “Help”.";
    HELP_CALLING = "正在叫工作人员" / "Calling the staff";
    HELP_COMING = "已叫工作人员，马上到" / "The staff have been called and will come.";
    HELP_SEEN = "工作人员已看到，正在过来" / "The staff have seen your call and are coming.";
    HELP_CLOSED = "现在不是办公时间，可能没有人过来；急事请打 {}" / "Outside opening hours nobody may come. If it is urgent, call {}.";
    HELP_FAILED = "没有叫到工作人员，请打 {}，或到导办台" / "The staff could not be called. Call {}, or go to the guide desk.";
    HELP_LOST = "没有叫到工作人员，请到导办台" / "The staff could not be called. Please go to the guide desk.";
    HELP_UNSEEN = "已叫工作人员，还没有人回应。也可以打 {}，或到导办台" / "The staff have been called, but nobody has answered yet. You can also call {}, or go to the guide desk.";
    HELP_WINDOW = "也可以到人工窗口办理" / "You can also go to a staffed window";
    HELP_DESK = "也可以到人工窗口办理，帮办代办在 {} 窗口" / "You can also go to a staffed window; assistance is at window {}";
    HELP_CASH = "窗口可以使用现金" / "Windows take cash";
    HELP_DONE = "知道了" / "OK";

    // idle
    STILL_THERE = "您还在使用吗？" / "Are you still there?";
    CONTINUE = "继续使用" / "Continue";
    LEAVE = "结束使用" / "Finish";
    SECONDS_LEFT = "{} 秒后返回开始页面" / "Returning to the start in {} seconds";
    TOUCH_TO_STAY = "触摸任意处或按任意键可继续使用" / "Touch anywhere or press any key to continue";
    IDLE_BEGINS = "长时间没有操作，30 秒后返回开始页面。触摸任意处可继续使用" / "No activity. Returning to the start in 30 seconds. Touch anywhere to continue.";
    IDLE_SOON = "还有 10 秒返回开始页面" / "Returning to the start in 10 seconds";
    IDLE_OVER = "正在返回开始页面" / "Returning to the start";

    // taking a guide along
    PRINT = "打印" / "Print";
    PRINTING = "正在打印" / "Printing";
    PRINTING_MORE = "请在本机取纸；没有出纸时请扫码，或到导办台索取" / "Please take the sheet from this machine. No paper? Scan the code or ask at the guide desk.";
    PRINT_AGAIN = "没打出来，重试" / "Not printed. Retry";
    NOT_PRINTED = "没有打出来，请用手机扫码带走，或到导办台索取" / "It was not printed. Scan the code with your phone, or ask at the guide desk.";
    FILES = "扫码后在手机上打开" / "Scan a code to open on your phone:";
    TO_PHONE = "发到手机" / "To my phone";
    CARRY_TITLE = "用手机带走指南" / "Take the guide on your phone";
    CARRY_HOW = "用手机扫码即可打开，不用下载，不用登录" / "Scan with your phone. Nothing to install, no login.";
    CARRY_CODE = "二维码：手机上的办事指南" / "QR code: this guide on your phone";

    // more than the guide says
    BEYOND = "被要求额外材料？" / "Asked for extra documents?";
    BEYOND_TITLE = "被要求指南以外的材料或条件" / "Asked for more than the guide says";
    BEYOND_RULE = "窗口不能要求办事指南没有写的材料或条件" / "A window may not ask for documents or conditions that the guide does not name.";
    BEYOND_SHOW = "请打印办事指南，给窗口看" / "Print the guide and show it at the window.";
    BEYOND_CALL = "也可以打投诉电话 {}，不用说姓名" / "Or call {} to complain. You need not give your name.";
    BEYOND_RATE = "评价时也可以选“需提供办事指南之外的申报材料”" / "When you rate the service you can choose “Extra documents beyond the guide”.";

    // public lists
    LISTS = "公开清单" / "Public lists";
    LISTS_MORE = "跨省、容缺、24 小时等" / "24-hour, cross-provincial and more";
    LISTS_TITLE = "请选择清单" / "Choose a list";
    WHO_ASKS = "谁来办" / "Who asks";
    UNRESOLVED_BRING = "请带上材料，说明在哪个窗口、什么事没办成" / "Bring your documents and tell us which window could not help.";
    UNRESOLVED_ANSWER = "专人受理、登记并答复；不收费" / "A member of staff records it and answers you. Free of charge.";

    // themes
    THEME_DOCUMENTS = "合并材料" / "All documents";
    THEME_DEPARTMENTS = "参与部门" / "Departments";
    WANTED_BY = "{} 个事项要用：{}" / "Services that need it ({}): {}";
    WANTED_BY_MANY = "{} 个事项要用，例如{}" / "{} services need it, such as {}";
    ORIGINALS = "原件 {}" / "Original {}";
    COPIES = "复印 {}" / "Copy {}";
}
