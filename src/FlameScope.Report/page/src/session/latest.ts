type Task = (signal: AbortSignal) => Promise<void> | void;

/** Runs a task: at once, or when the one before it has ended. What is urgent ends the one before it. */
export type Run = (task: Task, isUrgent?: boolean) => void;

/**
 * Runs tasks one after the other, always the newest next: what waits is replaced; what runs may be ended by an urgent one.
 * @param failed what to do with the error of a task that was not ended
 */
export function latest(failed: (error: unknown) => void): Run {
  let running: AbortController | null = null;
  let waiting: Task | null = null;

  async function next() {
    const task = waiting;
    waiting = null;
    if (!task) return;
    running = new AbortController();
    const { signal } = running;
    try {
      await task(signal);
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
    running = null;
    next();
  }

  return (task, isUrgent = true) => {
    waiting = task;
    if (isUrgent) running?.abort();
    if (!running) next();
  };
}
