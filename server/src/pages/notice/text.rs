//! What is said around a notice: on its phone page, and beside its codes. What it says itself is
//! [`hall::notice::text`].

hall::phrases! {
    CHECK_HERE = "带齐一项勾一项；勾选只留在这一页，关掉就没有了。" / "Tick what you have. The ticks last while this page stays open.";
    KEPT = "本页保存至 {} 前" / "Kept until {}";
    SCAN = "扫码打开，可逐项勾选" / "Scan to open and tick off";
    OPEN = "扫码打开本通知书" / "Scan to open this notice";
    GUIDE = "扫码打开最新办事指南" / "Scan to open the current guide";
    RATE = "评价本次服务" / "Rate this service";
    PRINT_A5 = "打印（A5）" / "Print (A5)";
    PAGE = "第 {} 页" / "Page {}";
    UNKNOWN_TITLE = "没有找到这份告知书" / "This notice was not found";
    UNKNOWN = "请核对二维码；告知书过了保存期限会删除，可到大厅再取一份。" / "Please check the code. Notices are deleted after a time; you can get another one in the hall.";
}
