//! What is said about the screens of the hall. Words of emergencies and of lists stand in files of their own.

hall::phrases! {
    SCREENS = "显示屏" / "Screens";
    PARTS = "显示屏的各部分" / "Parts of the screens";
    PART_SCREENS = "屏幕" / "Screens";
    PART_PLAYLISTS = "节目单" / "Playlists";
    PART_NOTICES = "通知" / "Notices";
    PART_LISTS = "公示名单" / "Public lists";
    PART_MAPS = "平面图" / "Maps";
    LOADING = "正在载入…" / "Loading…";
    NONE_YET = "还没有内容" / "There is nothing yet.";

    // kinds of layout, and what a screen says of itself
    MAIN = "综合屏" / "Main board";
    AREA = "等候区屏" / "Area board";
    WINDOW = "窗口屏" / "Window sign";
    GUIDE = "办事指引图" / "Entrance guide";
    PUBLIC = "公示屏" / "Public board";
    RATINGS = "评价公示" / "Ratings";
    SIX = "六公开" / "Matters in public";
    NOTICE = "通知" / "Notice";
    ON_EMERGENCY = "紧急信息" / "Emergency message";
    ON_STALE = "数据暂停更新" / "Data not up to date";
    ON_LOST = "与服务器断开" / "Without the server";
    ON_DARK = "熄屏" / "Dark";
    KIOSK = "自助终端" / "Kiosk";
    AREA_OF = "等候区屏 {}" / "Area board {}";
    WINDOW_OF = "窗口屏 {}" / "Window sign {}";
    GUIDE_OF = "指引图《{}》" / "Guide “{}”";
    PUBLIC_OF = "公示《{}》" / "Public: {}";
    PUBLIC_ALL = "公示（全部名单）" / "Public: all lists";
    NOTICE_OF = "通知《{}》" / "Notice “{}”";
    GONE = "已删除或过期" / "removed or expired";
    WHY_CALL = "正在呼叫" / "a call is announced";
    WHY_PLAYLIST = "节目单《{}》第 {} 项，{} 项轮播" / "playlist “{}”, entry {}, {} take turns";
    WHY_PLAYLIST_ONE = "节目单《{}》第 {} 项" / "playlist “{}”, entry {}";
    WHY_SOME_PLAYLIST = "按节目单" / "by its playlist";
    WHY_NOTHING_DUE = "节目单此时没有内容，显示本屏版式" / "nothing of its playlist is due: its own layout";
    WHY_FIXED = "没有节目单，显示本屏版式" / "no playlist: its own layout";
    WHY_EMERGENCY = "紧急信息" / "emergency";
    WHY_DARK = "熄屏时段" / "its dark hours";
    SAYS = "屏幕自报：{}" / "The screen says: {}";

    // the table
    HINT = "每 2 秒更新。“现在显示”由节目单和时钟算出，并与屏幕自己的报告核对。"
        / "Renewed every 2 seconds. What is on follows from playlist and clock, and is compared with what the screen reports.";
    COL_SCREEN = "屏幕" / "Screen";
    COL_KIND = "版式" / "Layout";
    COL_ON = "现在显示，原因" / "On now, and why";
    COL_SEEN = "最近报告" / "Last report";
    COL_BUILD = "程序版本" / "Program";
    COL_SOUND = "声音" / "Sound";
    COL_ACTS = "操作" / "Actions";
    UNREGISTERED = "未登记" / "not registered";
    FINE = "正常" / "In order";
    NOT_SHOWN = "未显示 {}" / "did not show {}";
    NOT_SPOKEN = "未播报 {}" / "did not speak {}";
    DOUBLED = "两块屏幕使用同一地址，其中一块不播报" / "two panels under one address; one of them is silent";
    MISSHAPEN = "画面 {} × {} 与登记的面板比例不同" / "its page, {} × {}, has another shape than the registered panel";
    AWAY_SINCE = "离线，{} 起" / "away since {}";
    NEVER_SEEN = "从未连接" / "never connected";
    OLD_BUILD = "旧版本" / "older";
    SOUND_SPEAKS = "播报" / "speaks";
    SOUND_SILENT = "静音（本区另有屏幕播报）" / "silent (another speaks here)";
    SOUND_NONE = "不发声" / "no voice";
    SOUND_MUTE = "听不见" / "not audible";
    TROUBLE = "显示屏异常" / "Screens in trouble";
    TROUBLE_SHOW = "查看显示屏" / "Show the screens";
    ADD_SCREEN = "登记屏幕" / "Register a screen";
    EDIT = "修改" / "Change";
    REMOVE = "删除" / "Remove";
    REGISTER = "登记" / "Register";
    PICTURE = "画面" / "Picture";
    PLAYS = "播放记录" / "Proof of play";

    // the screen
    SCREEN_ADD_TITLE = "登记屏幕" / "Register a screen";
    SCREEN_EDIT_TITLE = "修改屏幕 {}" / "Change screen {}";
    ID = "编号" / "Id";
    ID_HINT = "小写字母、数字和短横；屏幕地址为 /screen/编号" / "Small letters, digits and hyphens. The address is /screen/id.";
    ID_BAD = "编号只能用小写字母、数字和短横，最多 32 个字符" / "An id has small letters, digits and hyphens, 32 at most.";
    ID_TAKEN = "这个编号已经有了" / "There is one with this id already.";
    PLACE = "位置" / "Place";
    IN_ZH = "{}（中文）" / "{} (Chinese)";
    IN_EN = "{}（英文）" / "{} (English)";
    NEED_BOTH = "请填写中文和英文" / "Please fill in Chinese and English.";
    DIAGONAL = "对角线（英寸）" / "Diagonal (inches)";
    DIAGONAL_BAD = "请填写 6 到 236 英寸" / "Please give 6 to 236 inches.";
    SIZE = "分辨率" / "Resolution";
    SIZE_OWN = "其他" / "Other";
    WIDTH = "宽（像素）" / "Width (pixels)";
    HEIGHT = "高（像素）" / "Height (pixels)";
    SIZE_BAD = "请填写 320 到 16384 像素" / "Please give 320 to 16384 pixels.";
    DISTANCE = "最远观看距离（米）" / "Farthest reader (metres)";
    DISTANCE_BAD = "请填写 0.5 到 60 米" / "Please give 0.5 to 60 metres.";
    OPTICS = "在这个距离，汉字至少 {} 像素，数字至少 {} 像素；放不下的版式不能使用。"
        / "At this distance Chinese needs at least {} px and digits {} px. A layout that cannot hold them is refused.";
    PLAYLIST = "节目单" / "Playlist";
    NO_PLAYLIST = "没有节目单" / "No playlist";
    ZONE = "播报区" / "Voice zone";
    ZONE_HINT = "同一播报区只有一块屏幕发声；不填则不发声" / "Of all screens of a zone one speaks. Without a zone it is silent.";
    VOLUMES = "分时音量（其他时间 60%，0% 为静音时段）" / "Volume by time (60 % otherwise; 0 % is a quiet hour)";
    PERCENT = "音量 %" / "Volume %";
    DARK = "熄屏时段（紧急信息仍会点亮）" / "Dark hours (an emergency lights it)";
    FROM = "从" / "From";
    TO = "到" / "To";
    ADD_TIME = "添加时段" / "Add a time";
    DROP_TIME = "删除这个时段" / "Remove this time";
    TIME_BAD = "请填写起止时间，开始要早于结束；跨午夜请分成两段"
        / "Please give both times, the first one earlier. Over midnight needs two.";
    PERCENT_BAD = "音量为 0 到 100" / "A volume is 0 to 100.";
    SAVE = "保存" / "Save";
    DONE_SCREEN = "已保存屏幕 {}" / "Screen {} is saved.";

    // its layout
    LAYOUT = "版式" / "Layout";
    LAYOUT_QUEUES = "队列" / "Queues";
    LAYOUT_WINDOW = "窗口" / "Window";
    LAYOUT_MAP = "平面图" / "Map";
    LAYOUT_HERE = "“您在这里”的图形编号（可不填）" / "Element that is “you are here” (optional)";
    LAYOUT_LISTS = "名单（不勾选则显示全部有效名单）" / "Lists (all valid ones when none is ticked)";
    LAYOUT_TERMINALS = "也显示自助终端目录" / "The self-service machines as well";
    LAYOUT_NOTICE = "通知" / "Notice";
    CHOOSE = "请选择" / "Please choose";
    NEED_QUEUE = "请至少勾选一个队列" / "Please tick at least one queue.";
    NEED_CHOICE = "请选择" / "Please choose.";

    // playlists
    PLAYLIST_ADD = "新建节目单" / "New playlist";
    PLAYLIST_EDIT_TITLE = "修改节目单 {}" / "Change playlist {}";
    PLAYLISTS_HINT = "到时的各项轮流显示；有优先级更高的，只显示最高的。没有到时的，屏幕显示自己的版式；呼叫随时优先。"
        / "Entries that are due take turns, only those of the highest priority. With nothing due a screen shows its own layout. Calls come first at any time.";
    NAME = "名称" / "Name";
    COL_ENTRIES = "项数" / "Entries";
    COL_NEXT = "现在和今后 24 小时" / "Now and in the next 24 hours";
    NOW = "现在" / "now";
    OWN_LAYOUT = "本屏版式" / "own layout";
    TURNS = "{} 轮播" / "{} in turn";
    AND_MORE = "{} 等 {} 项" / "{} and others, {} in all";
    ENTRY_NO = "第 {} 项" / "Entry {}";
    ADD_ENTRY = "添加一项" / "Add an entry";
    DROP_ENTRY = "删除第 {} 项" / "Remove entry {}";
    UP = "上移" / "Move up";
    DOWN = "下移" / "Move down";
    SECONDS = "每次显示（秒，5–3600）" / "For how long (5 to 3600 seconds)";
    SECONDS_BAD = "请填写 5 到 3600 秒" / "Please give 5 to 3600 seconds.";
    PRIORITY = "优先级（0–9，大的先）" / "Priority (0 to 9, higher first)";
    PRIORITY_BAD = "优先级为 0 到 9" / "A priority is 0 to 9.";
    DAYS = "日期" / "Days";
    DAYS_ANY = "每天" / "Every day";
    DAYS_WORK = "工作日（含调休上班）" / "Workdays, make-up days too";
    DAYS_OFF = "休息日和节假日" / "Days off";
    DAYS_HOLIDAYS = "仅节假日" / "Holidays alone";
    DAYS_WEEK = "按星期" / "Days of the week";
    NEED_DAY = "请至少勾选一天" / "Please tick at least one day.";
    MONDAY = "周一" / "Mon";
    TUESDAY = "周二" / "Tue";
    WEDNESDAY = "周三" / "Wed";
    THURSDAY = "周四" / "Thu";
    FRIDAY = "周五" / "Fri";
    SATURDAY = "周六" / "Sat";
    SUNDAY = "周日" / "Sun";
    PERIOD_FROM = "时间从（不填为全天）" / "Time from (empty: all day)";
    PERIOD_TO = "时间到" / "Time to";
    FIRST = "首日（可不填）" / "First day (optional)";
    LAST = "末日（可不填）" / "Last day (optional)";
    DATES_BAD = "首日不能晚于末日" / "The first day is after the last.";
    NEED_ENTRY = "请至少添加一项" / "Please add at least one entry.";
    DONE_PLAYLIST = "已保存节目单 {}" / "Playlist {} is saved.";

    // notices
    NOTICE_ADD = "新建通知" / "New notice";
    NOTICE_EDIT_TITLE = "修改通知 {}" / "Change notice {}";
    NOTICES_HINT = "到期的通知自动撤下。通知要显示，请放进节目单或设为屏幕的版式。"
        / "A notice that has expired goes by itself. To show one, put it into a playlist or make it a screen’s layout.";
    TONE = "用途" / "What it is for";
    TONE_NOTICE = "告知" / "Notice";
    TONE_GUIDE = "引导" / "Guide";
    TONE_WARNING = "警示" / "Warning";
    TITLE = "标题" / "Title";
    BODY = "正文" / "Text";
    NOTICE_PICTURE = "图片（大厅表单中的图片）" / "Picture (of the hall’s forms)";
    NO_PICTURE = "没有图片" / "No picture";
    UNTIL = "显示到（含当日）" / "Shown until (that day too)";
    UNTIL_BAD = "请选择今天或以后的日期" / "Please choose today or a later day.";
    COL_UNTIL = "显示到" / "Until";
    DONE_NOTICE = "已保存通知 {}" / "Notice {} is saved.";

    // maps
    MAP_ADD = "上传平面图" / "Send a map";
    MAP_EDIT_TITLE = "更换平面图 {}" / "Replace map {}";
    MAPS_HINT = "SVG 图中编号为 zone-区域、window-窗口 的图形与大厅的区域和窗口对应；way-… 为无障碍路线，facility-… 为设施。"
        / "Elements of the SVG with the ids zone-<zone> and window-<window> belong to zones and windows of the hall; way-… is an accessible route, facility-… a facility.";
    MAP_FILE = "选择 SVG 文件" / "Choose an SVG file";
    MAP_FILE_HINT = "最大 500 KB，不含脚本和外部链接" / "500 KB at most, without scripts and links";
    MAP_FILE_NONE = "还没有选择文件" / "No file is chosen.";
    MAP_FILE_CHOSEN = "已选择 {}（{}）" / "Chosen: {} ({})";
    MAP_FILE_BAD = "请选择不超过 500 KB 的 SVG 文件" / "Please choose an SVG file of 500 KB at most.";
    COL_BOUND = "已对应" / "Bound";
    COL_UNBOUND = "没有对应" / "Not bound";
    BOUND_ZONES = "区域 {} / {}" / "Zones {} of {}";
    BOUND_WINDOWS = "窗口 {} / {}" / "Windows {} of {}";
    UNBOUND_NONE = "全部对应" / "All are bound";
    UNBOUND_ZONES = "区域：{}" / "Zones: {}";
    UNBOUND_WINDOWS = "窗口：{}" / "Windows: {}";
    UNKNOWN_ELEMENTS = "图中多出：{}" / "In the drawing alone: {}";
    DONE_MAP = "已保存平面图 {}" / "Map {} is saved.";

    // removing
    REMOVE_TITLE = "删除 {}？" / "Remove {}?";
    REMOVE_HINT = "立即生效，不能恢复；还有屏幕或节目单在用时不能删除。"
        / "It works at once and cannot be undone. What a screen or playlist still uses stays.";
    REMOVE_SCREEN_HINT = "登记的内容会删除。综合屏和窗口屏仍会运行，显示为“未登记”；其他屏幕不再有内容。"
        / "What was registered goes. The main board and window signs go on, shown as not registered; any other screen has nothing to show.";
    REMOVE_CONFIRM = "删除" / "Remove";
    DONE_REMOVED = "已删除 {}" / "{} is removed.";

    // one screen
    PICTURE_TITLE = "{} 的画面" / "Picture of {}";
    PICTURE_WAITS = "已请屏幕发送画面，请稍候…" / "The screen has been asked for a picture…";
    PICTURE_AWAY = "屏幕离线，现在取不到画面" / "The screen is away: there is no picture now.";
    PICTURE_AT = "{} 的画面" / "Taken at {}";
    PICTURE_OLD = "上一次的画面，{}" / "An earlier one, of {}";
    PICTURE_AGAIN = "再取一次" / "Ask again";
    PICTURE_ALT = "屏幕的小图" / "A small picture of the screen";
    PLAYS_TITLE = "{} 的播放记录" / "What {} has shown";
    PLAYS_DAY = "日期" / "Day";
    PLAYS_NONE = "这一天没有记录" / "There is nothing of this day.";
    PLAYS_CSV = "下载 CSV" / "Save as CSV";
    COL_FROM = "从" / "From";
    COL_TO = "到" / "To";
    COL_WHAT = "显示" / "Shown";
    COL_WHICH = "内容" / "Which";
    COL_WHY = "原因" / "Why";
}
