// The words of a call as they must be heard, one clip after another: written down here a second time, so that the product's
// own list is not its own proof.

const DIGITS = {
  zh: ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
  en: ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
};

/** The sentence for a window whose name begins with a letter.
 * @param {"zh" | "en"} lang
 * @param {string} ticket
 * @param {string} window
 * @returns {string} */
export function sentence(lang, ticket, window) {
  const spelled = (text) => [...text].map((c) => DIGITS[lang][c] ?? c);
  return (lang === "zh"
    ? ["请", ...spelled(ticket), "号到", ...spelled(window), "号窗口办理"]
    : ["ticket", ...spelled(ticket), "please go to window", ...spelled(window)]).join(" ");
}
