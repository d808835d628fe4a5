// What a rendered page must keep, measured in the browser: sizes of text and targets, nothing cut off,
// nothing on top of something else, every part in the language it says it is in. axe sees none of this.
import type { Page } from "@playwright/test";

/** What is asked of a page. */
export interface Rules {
  /** Smallest text, CSS pixels. */
  text: number;
  /** Smallest title, where titles have one. */
  title?: number;
  /** Smallest control, and the least room between two. */
  target?: { width: number; height: number; gap: number };
  /** Least contrast of text with the colour it stands on. axe lets large text have less. */
  contrast?: number;
  /** Controls lie below this line, CSS pixels from the top. A field whose keys lie elsewhere is none. */
  reach?: number;
  /** What `html[lang]` must be. */
  lang: "zh-CN" | "en";
  /** The page may be longer than the screen (phones, the desk). */
  scrolls?: boolean;
}

/** Every fault of a page; none is an empty list. */
export async function audit(page: Page, rules: Rules): Promise<string[]> {
  return page.evaluate(inspect, { ...rules, ...page.viewportSize()! });
}

/* Runs in the page: everything it needs stands inside. */
function inspect(rules: Rules & { width: number; height: number }): string[] {
  const faults = new Set<string>();
  const root = document.querySelector("dialog[open]") ?? document.body;
  // not innerWidth: a phone widens that for a page that is too wide
  const view = { left: 0, top: 0, right: rules.width, bottom: rules.height };
  type Box = { left: number; top: number; right: number; bottom: number };

  const named = (element: Element): string => {
    const words = (element.getAttribute("aria-label") ?? element.textContent ?? "").replace(/\s+/g, " ").trim();
    const kind = typeof element.className === "string" ? element.className.split(" ").join(".") : "svg";
    return `${element.tagName.toLowerCase()}.${kind} “${words.slice(0, 40)}”`;
  };
  const seen = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest(".unseen, .skip");
  const px = (value: number): string => (Math.round(value * 10) / 10).toString();
  const fault = (rule: string, element: Element, value = ""): void => {
    faults.add(`${rule}: ${named(element)} ${value}`.trim());
  };
  const outside = (box: Box, frame: Box, slack: number): string => {
    const over = {
      left: frame.left - box.left, top: frame.top - box.top,
      right: box.right - frame.right, bottom: box.bottom - frame.bottom,
    };
    return Object.entries(over).filter(([, by]) => by > slack).map(([side, by]) => `${side} by ${px(by)}`).join(", ");
  };
  /** The ancestor that cuts off what is larger than itself, and how. */
  const frames = (element: Element): { element: Element; box: Box }[] => {
    const found = [];
    for (let up: Element | null = element; up && up !== document.documentElement; up = up.parentElement) {
      if (up === document.body) break;
      const style = getComputedStyle(up);
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const scrolls = rules.scrolls && [style.overflowX, style.overflowY].some((way) => way === "auto" || way === "scroll");
      if (!scrolls) found.push({ element: up, box: up.getBoundingClientRect() });
    }
    return found;
  };
  /** True for text that a list of its own has scrolled away: it is reached by scrolling, and not drawn now. */
  const away = (element: Element, box: Box): boolean => {
    for (let up: Element | null = element; rules.scrolls && up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      const scrolls = [style.overflowX, style.overflowY].some((way) => way === "auto" || way === "scroll");
      if (scrolls && outside(box, up.getBoundingClientRect(), 2)) return true;
    }
    return false;
  };
  const reach = rules.scrolls ? { ...view, top: -1e6, bottom: 1e6 } : view;

  /** Red, green, blue, and how much of them is there. */
  const colour = (value: string): [number, number, number, number] => {
    const [r = 0, g = 0, b = 0, alpha = 1] = (value.match(/[\d.]+/g) ?? []).map(Number);
    return [r, g, b, alpha];
  };
  const luminance = (rgb: number[]): number => {
    const [r, g, b] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  /** How much a text differs from the first ground below it that is painted. */
  const contrast = (element: Element): number => {
    let ground = [255, 255, 255];
    for (let up: Element | null = element; up; up = up.parentElement) {
      const [r, g, b, alpha] = colour(getComputedStyle(up).backgroundColor);
      if (alpha < 1) continue;
      ground = [r, g, b];
      break;
    }
    const front = luminance(colour(getComputedStyle(element).color).slice(0, 3));
    const back = luminance(ground);
    return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
  };

  // every visible piece of text
  const pieces: { node: Text; element: Element; box: Box }[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    const element = node.parentElement;
    if (!element || !node.data.trim() || !seen(element)) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0.5 && rect.height > 0.5);
    if (rects.length === 0) continue;
    if (size < rules.text - 0.01) fault("small text", element, `${px(size)} px`);
    if (rules.contrast && contrast(element) < rules.contrast) fault("weak contrast", element, `${contrast(element).toFixed(2)}:1`);
    for (const rect of rects) {
      // a line box is higher than its glyphs: measure the em box
      const middle = (rect.top + rect.bottom) / 2;
      const box = { left: rect.left, right: rect.right, top: middle - size / 2, bottom: middle + size / 2 };
      if (away(element, box)) continue;
      const beyond = outside(box, reach, 1);
      if (beyond) fault("text beyond the screen", element, beyond);
      for (const frame of frames(element)) {
        const cut = outside(box, frame.box, 2);
        if (cut) fault("text cut off", element, `${cut} in ${frame.element.className}`);
      }
      // what is placed by itself lies in the box that it is placed in
      const within = (inner: Element): Element | null =>
        (getComputedStyle(inner).position === "absolute" && inner instanceof HTMLElement ? inner.offsetParent : inner.parentElement);
      for (let up: Element | null = element; up && up !== document.body; up = within(up)) {
        const around = getComputedStyle(up);
        const drawn = around.borderTopWidth !== "0px" || !/^rgba\(.*, 0\)$|^transparent$/.test(around.backgroundColor);
        if (!drawn || around.display === "inline") continue;
        const over = outside(box, up.getBoundingClientRect(), 2);
        if (over) fault("text beyond its box", element, `${over} of ${up.className}`);
        break;
      }
      pieces.push({ node, element, box: { left: box.left + 1, right: box.right - 1, top: middle - size * 0.36, bottom: middle + size * 0.36 } });
    }
    if (/\{\}|\bundefined\b|\bNaN\b|\[object|\uFFFD/.test(node.data)) fault("unfilled text", element);
    const lang = element.closest("[lang]")?.getAttribute("lang") ?? "";
    if (/\p{Script=Han}/u.test(node.data)) {
      if (!lang.startsWith("zh")) fault("Chinese not marked", element, `lang=${lang}`);
    } else if (/[A-Za-z]{2,}[ ,.–-]+[A-Za-z]{2,}/.test(node.data) && lang !== "en") {
      fault("English not marked", element, `lang=${lang}`);
    }
  }
  for (const [index, a] of pieces.entries()) {
    for (const b of pieces.slice(index + 1)) {
      if (a.node === b.node) continue;
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (wide > 2 && high > 2) fault("text on text", a.element, `and ${named(b.element)}`);
    }
  }
  const around = new Set<Element>();
  for (const { element } of pieces) {
    for (let up: Element | null = element; up && up !== document.body; up = up.parentElement) around.add(up);
  }
  for (const element of around) {
    const { display, overflowX } = getComputedStyle(element);
    const scrolls = rules.scrolls && (overflowX === "auto" || overflowX === "scroll");
    if (!/inline|contents/.test(display) && !scrolls && element.scrollWidth > element.clientWidth + 1) {
      fault("wider than its room", element, `${element.scrollWidth} > ${element.clientWidth}`);
    }
  }
  if (rules.title !== undefined) {
    for (const title of root.querySelectorAll("h1, dialog[open] h2, .dialog-title")) {
      const size = parseFloat(getComputedStyle(title).fontSize);
      if (seen(title) && size < rules.title - 0.01) fault("small title", title, `${px(size)} px`);
    }
  }

  // every control
  const wanted = rules.target;
  if (wanted) {
    const controls = [...root.querySelectorAll("button, a[href], input, select, textarea, summary, [role=button], [role=tab]")];
    const targets = new Set(
      controls.map((control) => (control.matches("[type=radio], [type=checkbox]") ? (control.closest("label") ?? control) : control)));
    // what a list of a longer page has scrolled away is not there to be touched
    const scrolledAway = (element: Element): boolean => {
      const { top, bottom } = element.getBoundingClientRect();
      for (let up = element.parentElement; rules.scrolls && up && up !== document.body; up = up.parentElement) {
        if (!/auto|scroll/.test(getComputedStyle(up).overflowY) || up.scrollHeight <= up.clientHeight) continue;
        const frame = up.getBoundingClientRect();
        // a foot that stays in sight lies on what is scrolled below it
        const foot = [...up.querySelectorAll(".modal-foot")].find((one) => getComputedStyle(one).position === "sticky" && !one.contains(element));
        const end = foot ? Math.min(frame.bottom, foot.getBoundingClientRect().top) : frame.bottom;
        if (bottom > end + 2 || top < frame.top - 2) return true;
      }
      return false;
    };
    const boxes = [...targets].filter((element) => seen(element) && !scrolledAway(element)).map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    for (const { element, box } of boxes) {
      if (box.width < wanted.width - 0.1 || box.height < wanted.height - 0.1) {
        fault("small target", element, `${px(box.width)} × ${px(box.height)}`);
      }
      if (rules.reach !== undefined && box.top < rules.reach - 0.5 && !element.matches("input")) {
        fault("above the line", element, `at ${px(box.top)}`);
      }
      if (away(element, box)) continue;
      const beyond = outside(box, reach, 1);
      if (beyond) fault("target beyond the screen", element, beyond);
      for (const frame of frames(element.parentElement ?? element)) {
        const cut = outside(box, frame.box, 1);
        if (cut) fault("target cut off", element, `${cut} in ${frame.element.className}`);
      }
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      const top = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight ? document.elementFromPoint(x, y) : element;
      if (top && !element.contains(top) && !top.contains(element)) fault("target covered", element, `by ${named(top)}`);
    }
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
        const [across, down] = [
          Math.max(a.box.left, b.box.left) - Math.min(a.box.right, b.box.right),
          Math.max(a.box.top, b.box.top) - Math.min(a.box.bottom, b.box.bottom),
        ];
        const gap = Math.max(across, down);
        if (gap < wanted.gap - 0.6) fault("targets too close", a.element, `${px(gap)} to ${named(b.element)}`);
      }
    }
  }

  // nothing scrolls sideways; on a device nothing scrolls at all
  const whole = document.documentElement;
  if (whole.scrollWidth > rules.width + 1) faults.add(`the page is wider than the screen: ${whole.scrollWidth} > ${rules.width}`);
  if (!rules.scrolls) {
    if (whole.scrollHeight > rules.height + 1) faults.add(`the page is higher than the screen: ${whole.scrollHeight} > ${rules.height}`);
    for (const element of document.body.querySelectorAll("*")) {
      const way = getComputedStyle(element).overflowY;
      if ((way === "auto" || way === "scroll") && element.scrollHeight > element.clientHeight + 1) {
        fault("it scrolls", element, `${element.scrollHeight} > ${element.clientHeight}`);
      }
    }
  }
  if (whole.lang !== rules.lang) faults.add(`html[lang] is ${whole.lang}`);
  for (const image of root.querySelectorAll("img:not([alt]), [role=img]:not([aria-label])")) fault("no alternative", image);
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[href]")) {
    if (link.origin !== location.origin || link.target) fault("a way out", link, link.href);
  }
  return [...faults];
}
