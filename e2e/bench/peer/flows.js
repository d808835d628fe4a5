// A page of twelve buttons, as the kiosk's home page has; pressing one shows a word below.
const id = (name) => name.padStart(16, "0");
export const flows = [
  { id: id("tab"), type: "tab", label: "Panel" },
  { id: id("base"), type: "ui-base", name: "Panel", path: "/dashboard", includeClientData: false, navigationStyle: "none" },
  { id: id("theme"), type: "ui-theme", name: "Theme", colors: { surface: "#ffffff", primary: "#0094ce", bgPage: "#eeeeee", groupBg: "#ffffff", groupOutline: "#cccccc" }, sizes: { density: "default", pagePadding: "12px", groupGap: "12px", groupBorderRadius: "4px", widgetGap: "12px" } },
  { id: id("page"), type: "ui-page", name: "Services", ui: id("base"), path: "/services", icon: "home", layout: "grid", theme: id("theme"), order: 1, visible: true, disabled: false },
  { id: id("group"), type: "ui-group", name: "Services", page: id("page"), width: 12, height: 1, order: 1, showTitle: true, visible: true, disabled: false },
  { id: id("text"), z: id("tab"), type: "ui-text", group: id("group"), order: 20, width: 12, height: 2, name: "", label: "Chosen", format: "{{msg.payload}}", layout: "row-spread", x: 500, y: 100, wires: [] },
  ...Array.from({ length: 12 }, (_, n) => ({
    id: id(`button${n}`), z: id("tab"), type: "ui-button", group: id("group"), order: n + 1, width: 6, height: 2, name: "", label: `Service ${n + 1}`,
    payload: `Service ${n + 1} chosen`, payloadType: "str", topic: "", topicType: "str", emulateClick: false, icon: "", iconPosition: "left", className: "", tooltip: "", color: "", bgcolor: "", x: 100, y: 40 * n, wires: [[id("text")]],
  })),
];
