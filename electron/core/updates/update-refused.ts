import type { UpdateProblem } from '../../contract/update.ts';

/** Why a release is not taken. */
export class UpdateRefused extends Error {
  readonly problem: UpdateProblem;

  constructor(problem: UpdateProblem, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.name = 'UpdateRefused';
    this.problem = problem;
  }

  /** Whatever was thrown, as a refusal; `otherwise` where it says no more of itself. */
  static from(thrown: unknown, otherwise: UpdateProblem): UpdateRefused {
    if (thrown instanceof UpdateRefused) return thrown;
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return new UpdateRefused(otherwise, detail, { cause: thrown });
  }
}
