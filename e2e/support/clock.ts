// A clock that a test can move.
import type { Page } from "@playwright/test";

/** Gives a page, from its next load on, a clock that the test moves. Playwright numbers what it schedules beyond 32 bits; the
 * front end keeps the number of a frame in 32 bits, as a browser's own numbers are, and could not cancel it. So frames
 * are numbered here as a browser does. */
export async function movableClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.addInitScript(() => {
    // the order of two such scripts is not promised: whatever is put there, before or later, is wrapped
    let { requestAnimationFrame: request, cancelAnimationFrame: cancel } = window;
    const numbers = new Map<number, number>();
    let last = 0;
    Object.defineProperty(window, "requestAnimationFrame", {
      configurable: true,
      get: () => (run: FrameRequestCallback): number => {
        const mine = ++last;
        numbers.set(mine, request.call(window, (time) => {
          numbers.delete(mine);
          run(time);
        }));
        return mine;
      },
      set: (given: typeof request) => { request = given; },
    });
    Object.defineProperty(window, "cancelAnimationFrame", {
      configurable: true,
      get: () => (mine: number): void => {
        const number = numbers.get(mine);
        numbers.delete(mine);
        if (number !== undefined) cancel.call(window, number);
      },
      set: (given: typeof cancel) => { cancel = given; },
    });
  });
}
