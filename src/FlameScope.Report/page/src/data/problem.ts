/** Why there is no answer, in the source's own words. */
export class Problem extends Error {
  readonly title: string;
  readonly status: number | undefined;

  constructor({ title, detail, status }: ProblemDetails) {
    super(detail || title);
    this.title = title;
    this.status = status;
  }
}

export interface ProblemDetails {
  readonly title: string;
  readonly detail?: string;
  readonly status?: number;
}
