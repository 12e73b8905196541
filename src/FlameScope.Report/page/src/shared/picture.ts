// The screen's next picture, for work that would keep it waiting.

// A window that nobody sees has no pictures.
const PATIENCE = 200;

/** Comes once what has been drawn so far is on the screen. */
export function nextPicture(): Promise<void> {
  return new Promise(resolve => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, PATIENCE);
  });
}
