/** Work that no frame waits for: what it reads of the layout is there by then, and what it draws comes with the next one. */

/**
 * Does a task once, as soon as the next frame is drawn.
 * @returns what calls it off.
 */
export function afterFrame(task: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => {
    port1.close();
    task();
  });
  port1.start();
  const frame = requestAnimationFrame(() => port2.postMessage(null));
  return () => {
    cancelAnimationFrame(frame);
    port1.close();
  };
}
