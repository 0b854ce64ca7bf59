import type { StageAnswer } from './ask';

/** How one stage is drawn: widths are shares of the widest stage, 0 to 1. */
export interface StageShape {
  readonly width: number;
  /** The width of the stage after it; null for the last. */
  readonly next: number | null;
}

/** The outline of a funnel. Where every stage is empty it has no width. */
export function shapeOf(stages: readonly Pick<StageAnswer, 'visitors'>[]): StageShape[] {
  const most = Math.max(1, ...stages.map((stage) => stage.visitors));
  return stages.map((stage, index) => {
    const next = stages[index + 1];
    return { width: stage.visitors / most, next: next === undefined ? null : next.visitors / most };
  });
}

/** The stage that loses the most of those who reach it, from 0; -1 if none loses any. */
export function worstOf(stages: readonly Pick<StageAnswer, 'visitors' | 'dropOff'>[]): number {
  let worst = -1;
  let most = 0;
  stages.slice(0, -1).forEach((stage, index) => {
    if (stage.dropOff > most) {
      most = stage.dropOff;
      worst = index;
    }
  });
  return worst;
}
