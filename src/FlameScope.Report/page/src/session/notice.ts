// What stands where there is nothing to draw: why, and a way out.
import { Problem } from '../data/problem';

export type Action = readonly [label: string, run: () => void];

export interface Notice {
  readonly title: string;
  readonly text?: string;
  readonly isError?: boolean;
  readonly actions?: readonly Action[];
}

/** A failure in the source's words, a retry that keeps everything else as it is, and other ways out. */
export function failure(error: unknown, retry: () => void, ...ways: readonly Action[]): Notice {
  const title = error instanceof Problem ? error.title : 'It failed';
  const message = error instanceof Error ? error.message : String(error);
  return { title, text: message === title ? '' : message, isError: true, actions: [['Try again', retry], ...ways] };
}

export const statusOf = (error: unknown): number | undefined => (error instanceof Problem ? error.status : undefined);
