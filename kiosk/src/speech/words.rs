//! What the voice says of itself; everything else it reads from the page.

hall::phrases! {
    WELCOME = "欢迎使用自助服务终端，朗读已打开" / "Welcome to the self-service kiosk. Reading aloud is on";
    IS_ON = "朗读已打开" / "Reading aloud is on";
    HOW_TO = "按 Tab 键或方向键选择，按回车键确定"
        / "Press Tab or the arrow keys to choose, and Enter to confirm";
    HOW_TO_LISTEN = "按 R 键重听，按 P 键暂停，按 Esc 键停止，按加减键调音量"
        / "Press R to repeat, P to pause, Escape to stop, plus and minus for the volume";

    BUTTON = "按钮" / "button";
    TAB = "标签" / "tab";
    SWITCH = "开关" / "switch";
    OPTION = "单选项" / "option";
    FIELD = "输入框" / "text field";
    SELECTED = "已选中" / "selected";
    ON = "已打开" / "on";
    OFF = "未打开" / "off";
    PRESSED = "已按下" / "pressed";
    CURRENT = "当前页" / "current page";
    DISABLED = "现在不能用" / "not available now";
    BUSY = "请稍候" / "please wait";
    PLACE = "第 {} 个，共 {} 个" / "{} of {}";

    ATTENTION = "请注意" / "Attention";
    VOLUME = "音量 {}，共 {}" / "Volume {} of {}";
    SECRET = "{} 个字，请看屏幕" / "{} characters, shown on the screen";
    SEE_SCREEN = "请看屏幕" / "Please see the screen";
    UNAVAILABLE = "本机暂时不能朗读，请看屏幕，或到导办台请人帮助"
        / "Reading aloud is not available on this machine. Please see the screen or ask at the guide desk";
    UNREACHABLE = "朗读暂时连不上，请稍后再按一次"
        / "The voice cannot be reached right now. Please press the key again later";
}
