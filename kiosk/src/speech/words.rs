//! What the voice says of itself; everything else it reads from the page.

hall::phrases! {
    WELCOME = "欢迎使用自助服务终端，朗读已打开" / "Welcome to the self-service kiosk. Reading aloud is on";
    IS_ON = "朗读已打开" / "Reading aloud is on";
    HOW_TO = "按 Tab 键或方向键选择，按回车键确定"
        / "Press Tab or the arrow keys to choose, and Enter to confirm";
    HOW_TO_LISTEN = "按 R 键重听，按 P 键暂停，按 Esc 键停止，按加减键调音量"
        / "Press R to repeat, P to pause, Escape to stop, plus and minus for the volume";
    HOW_TO_TYPE = "在这一页，按 F2 键重听，按 F4 键暂停，按 F7、F8 键调音量"
        / "On this page, press F2 to repeat, F4 to pause, F7 and F8 for the volume";

    BUTTON = "按钮" / "button";
    TAB = "标签" / "tab";
    SWITCH = "开关" / "switch";
    CHOICE = "选项" / "option";
    TICK = "多选项" / "checkbox";
    FIELD = "输入框" / "text field";
    SELECTED = "已选中" / "selected";
    NOT_SELECTED = "未选中" / "not selected";
    INVALID = "内容有误" / "not right";
    ON = "已打开" / "on";
    OFF = "未打开" / "off";
    PRESSED = "已按下" / "pressed";
    CURRENT = "当前页" / "current page";
    DISABLED = "现在不能用" / "not available now";
    BUSY = "请稍候" / "please wait";
    SPACE = "空格" / "space";
    ERASED = "删除{}" / "{} deleted";
    EMPTIED = "已清空" / "cleared";
    ON_PAGE = "本页共 {} 个按钮" / "{} buttons on this page";
    ENTRIES = "共 {} 项" / "{} entries";
    PLACE = "第 {} 个，共 {} 个" / "{} of {}";

    ATTENTION = "请注意" / "Attention";
    VOLUME = "音量 {}，共 {}" / "Volume {} of {}";
    DIGIT = "数字" / "digit";
    SECRET = "{} 个字，请看屏幕" / "{} characters, shown on the screen";
    SEE_SCREEN = "请看屏幕" / "Please see the screen";
    UNAVAILABLE = "本机暂时不能朗读，请看屏幕，或到导办台请人帮助"
        / "Reading aloud is not available on this machine. Please see the screen or ask at the guide desk";
    UNREACHABLE = "朗读暂时连不上服务器，请稍后按 R 键重听，或到人工窗口办理"
        / "The voice cannot be reached right now. Press R again later, or go to a staffed window";
}
