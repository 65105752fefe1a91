/** When something is on the screen: the first task after the frame in which it is drawn. */

/** @returns the time, as `performance.now()` has it, at the end of the next frame. */
export function painted(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => void inNextTask().then(resolve));
  });
}

/** @returns the time when the page has done what it is doing now. */
export function inNextTask(): Promise<number> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => resolve(performance.now()));
    port1.start();
    port2.postMessage(null);
  });
}
